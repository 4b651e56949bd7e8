import { ScoreTable } from '#lib/core/scores/score-table.ts';
import {
	confidenceThresholds,
	labelSuspects,
	type LabelSuspects
} from '#lib/core/checks/label-suspects.ts';
import { placesAmong, readByAll } from '#lib/study/readings/read-by-all.ts';
import type { LabelInput } from '#lib/runtime/compute/label-uncertainty.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import { probabilitiesOf, type Scored } from '#lib/study/readings/probabilities.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { SystemReadings } from '#lib/study/systems/systems.svelte.ts';

export type { WrongLabelUncertainty } from '#lib/runtime/compute/label-uncertainty.ts';

/** Labels of some knees, and how probable the networks together find every grade of them. */
export interface LabelledKnees {
	rows: readonly number[];
	/** `[rows]` */
	labels: number[];
	/** Mean of the networks' scores, none weighing more, for the shares of the grades. */
	probabilities: ScoreTable;
}

/**
 * How far the networks, taken together, believe the labels of the knees that all of them have read and that are
 * looked at. What counts as confident follows from all knees they have read, whatever the filter.
 */
export interface LabelDoubt extends LabelledKnees {
	/** Positions in it are of `rows`. */
	found: LabelSuspects;
	/** All evaluated knees that they have read. */
	all: LabelledKnees;
}

/**
 * @param readings of the networks
 * @param mean the ensemble that weighs them alike
 * @param target shares of the grades that its scores are converted to; null leaves them as they are
 */
export function labelledKnees(
	table: KneeTable,
	readings: readonly SystemReadings[],
	mean: Scored,
	target: readonly number[] | null
): LabelledKnees {
	const rows = readByAll(readings, table.evaluatedRows);
	const labels = rows.map((row) => table.grades[row]);
	return {
		rows,
		labels,
		probabilities: new ScoreTable(probabilitiesOf(mean, rows, target), table.classCount)
	};
}

/**
 * @param all of {@link labelledKnees}, which a filter leaves as they are
 * @param among rows whose labels are looked at, ascending
 */
export function labelDoubt(
	{ table, systems }: Pick<Study, 'table' | 'systems'>,
	all = labelledKnees(
		table,
		systems.modelReadings,
		systems.ensembles.mean,
		systems.probabilityTarget
	),
	among: readonly number[] = systems.rows
): LabelDoubt {
	const places = placesAmong(all.rows, among);
	const shown = {
		rows: places.map((i) => all.rows[i]),
		labels: places.map((i) => all.labels[i]),
		probabilities: all.probabilities.gather(places)
	};
	const { classCount } = table;
	const thresholds = confidenceThresholds(all.labels, all.probabilities.values, classCount);
	const found = labelSuspects(shown.labels, shown.probabilities.values, classCount, thresholds);
	return { ...shown, found, all };
}

/**
 * What the intervals of the share of wrong labels are made of.
 *
 * @param wrong rows whose label the drawn signs contradict; null for real knees and while it is not known
 */
export function wrongLabelInput(
	{ table }: Pick<Study, 'table'>,
	{ rows, all }: LabelDoubt,
	wrong: readonly number[] | null
): LabelInput {
	const contradicted = wrong && new Set(wrong);
	const shown = new Set(rows);
	return {
		labels: all.labels,
		subjects: all.rows.map((row) => table.knees[row].subject),
		probabilities: all.probabilities.values,
		classCount: table.classCount,
		counted: Uint8Array.from(all.rows, (row) => Number(shown.has(row))),
		otherwise: contradicted && Uint8Array.from(all.rows, (row) => Number(contradicted.has(row)))
	};
}

export type SuspectOrder = 'margin' | 'probability' | 'distance';

/** The first is that of a first visit. */
export const SUSPECT_ORDERS: readonly SuspectOrder[] = ['margin', 'probability', 'distance'];

/** How many suspects can be shown at a time; the first on a first visit. */
export const SUSPECTS_SHOWN: readonly number[] = [6, 12, 24];

/**
 * Positions of the suspects. `margin`: whose label trails another grade the furthest. `probability`: least probable
 * label first. `distance`: most grades between label and likelier grade, then as by margin.
 */
export function orderedSuspects({ labels, found }: LabelDoubt, order: SuspectOrder): number[] {
	const { suspects, selfConfidence, confidentGrade } = found;
	const distance = (i: number) => Math.abs(confidentGrade[i] - labels[i]);
	switch (order) {
		case 'margin':
			return [...suspects];
		case 'probability':
			return suspects.toSorted((a, b) => selfConfidence[a] - selfConfidence[b]);
		case 'distance':
			return suspects.toSorted((a, b) => distance(b) - distance(a));
	}
}

import { rescaleRows } from '#lib/core/ensemble.ts';
import { labelSuspects, type LabelSuspects } from '#lib/core/label-suspects.ts';
import { rowsReadByAll } from './read-by-all.ts';
import type { LabelInput } from '#lib/runtime/label-uncertainty.ts';
import type { Study } from './study.svelte.ts';
import { scoresOfRows } from './votes.ts';

/** 95 % interval of the estimated share of wrong labels. */
export type { Interval as WrongLabelInterval } from '#lib/core/bootstrap.ts';

/** How far the networks, taken together, believe the labels of the knees that all of them have read. */
export interface LabelDoubt {
	rows: readonly number[];
	/** `[rows]` */
	labels: number[];
	/** Row-major `[rows, 5]`: mean of the networks' probabilities, none weighing more. */
	probabilities: Float64Array;
	/** Positions in it are of `rows`. */
	found: LabelSuspects;
}

export function labelDoubt({ table, systems }: Pick<Study, 'table' | 'systems'>): LabelDoubt {
	const rows = rowsReadByAll(systems);
	const labels = rows.map((row) => table.grades[row]);
	const probabilities = rescaleRows(scoresOfRows(systems.ensembles.mean.scores, rows));
	return { rows, labels, probabilities, found: labelSuspects(labels, probabilities) };
}

/** What the interval of the share of wrong labels is made of. */
export function wrongLabelInput(
	{ table }: Pick<Study, 'table'>,
	{ rows, labels, probabilities }: LabelDoubt
): LabelInput {
	const subjects = rows.map((row) => table.knees[row].subject);
	return { labels, subjects, probabilities };
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

import { rescaleRows } from '#lib/core/ensemble.ts';
import { numberKey } from '#lib/core/number-key.ts';
import {
	atTemperature,
	fitTemperature,
	logProbabilities,
	type TemperatureFit
} from '#lib/core/temperature.ts';
import { countsVotes } from './compared-systems.ts';
import type { Study } from './study.svelte.ts';
import type { KneeTable } from './knee-table.ts';
import type { System } from './systems.svelte.ts';
import { scoresOfRows } from './votes.ts';

export {
	CALIBRATION_MEASURES,
	type CalibrationMeasure,
	type CalibrationUncertainty
} from '#lib/runtime/certainty.ts';

/** How sure a system is of the evaluated knees, before and after temperature scaling. */
export interface SystemCertainty {
	system: System;
	/** Fitted on the validation knees that the system has read; null where there are none. */
	fit: TemperatureFit | null;
	/** Validation knees that it was fitted on. */
	fittedOn: number;
	/** Row-major `[rows, 5]`, rows sum to 1: scores of an ensemble are divided by their sum. */
	before: Float64Array<ArrayBuffer>;
	/** The same at the temperature fitted; null without one. */
	after: Float64Array<ArrayBuffer> | null;
}

/** The same knees for every system, so that systems can be compared. */
export interface Certainty {
	/** Evaluated knees that all systems here have read, ascending. */
	rows: readonly number[];
	/** Of `rows`. */
	truth: readonly number[];
	subjects: readonly string[];
	/** Networks that have read anything, and the ensemble where all have, unless it counts votes. */
	systems: readonly SystemCertainty[];
	/** Why no temperature is known, in a sentence; null where one is. */
	unscaled: string | null;
}

/**
 * Probabilities of all systems of the study as they are now.
 *
 * @param last what was made before: lists that would be the same are taken from it
 */
export function certaintyOf({ systems, table }: Study, last: Certainty | null = null): Certainty {
	const known = systems.all.filter(({ id, known }) => known > 0 && !countsVotes(systems, id));
	const rows = systems.rows.filter(
		(row) => known.length > 0 && known.every(({ predictions }) => predictions[row] >= 0)
	);
	const fittable = table.evaluated === 'val' ? [] : table.rows('val');
	const sameRows = last !== null && numberKey(last.rows) === numberKey(rows);
	const certainties = known.map((system) => {
		const made = last?.systems.find((one) => one.system.scores === system.scores) ?? null;
		if (made && sameRows) return { ...made, system };
		return systemCertainty(system, rows, made ?? fitOf(system, table, fittable));
	});
	if (sameRows) return { ...last, systems: certainties, unscaled: unscaledOf(certainties, table) };
	return {
		rows,
		truth: rows.map((row) => table.grades[row]),
		subjects: rows.map((row) => table.knees[row].subject),
		systems: certainties,
		unscaled: unscaledOf(certainties, table)
	};
}

type Fit = Pick<SystemCertainty, 'fit' | 'fittedOn'>;

function fitOf(system: System, { grades }: KneeTable, fittable: readonly number[]): Fit {
	const read = fittable.filter((row) => system.predictions[row] >= 0);
	const fit = fitTemperature(
		read.map((row) => grades[row]),
		logProbabilities(rescaleRows(scoresOfRows(system.scores, read)))
	);
	return { fit, fittedOn: read.length };
}

function systemCertainty(
	system: System,
	rows: readonly number[],
	{ fit, fittedOn }: Fit
): SystemCertainty {
	const before = rescaleRows(scoresOfRows(system.scores, rows));
	const after = fit ? atTemperature(logProbabilities(before), fit.temperature) : null;
	return { system, fit, fittedOn, before, after };
}

function unscaledOf(certainties: readonly SystemCertainty[], table: KneeTable): string | null {
	return certainties.some(({ fit }) => fit !== null) ? null : whyUnscaled(table);
}

function whyUnscaled(table: KneeTable): string {
	if (table.evaluated === 'val') {
		return 'The knees judged here are the validation knees themselves: a temperature fitted on them would be judged on what it was fitted to.';
	}
	return table.rows('val').length === 0
		? 'This set has no validation knees, and a temperature must not be fitted on the knees it is judged on.'
		: 'No network has read the validation knees yet.';
}

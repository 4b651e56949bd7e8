import { numberKey } from '#lib/core/statistics/number-key.ts';
import { shiftFactors } from '#lib/core/scores/prior-shift.ts';
import {
	atTemperature,
	fitTemperature,
	logProbabilities,
	temperatureInterval,
	type TemperatureFit
} from '#lib/core/scores/temperature.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';
import type { CalibrationInput, ProbabilitiesByWay } from '#lib/runtime/compute/certainty.ts';
import { countsVotes } from '#lib/study/systems/compared-systems.ts';
import { countsOfRows, sharesOfParts } from '#lib/study/systems/grade-shares.ts';
import type { KneeTable } from './knee-table.ts';
import { probabilitiesOf } from './probabilities.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

export {
	CALIBRATION_MEASURES,
	CALIBRATION_WAYS,
	calibrationPoints,
	type CalibrationEstimate,
	type CalibrationMeasure,
	type CalibrationWay,
	type SystemCalibration
} from '#lib/runtime/compute/certainty.ts';

/** A temperature fitted on validation knees, with its 95 % interval where it is known. */
export interface FittedTemperature extends TemperatureFit {
	interval: Range | null;
}

/** How sure a system is of the evaluated knees: as read, for other shares of the grades, at a temperature, and both. */
export interface SystemCertainty {
	system: System;
	/** Fitted on the validation knees that the system has read, as read and at the shares of these; null where that is not known. */
	fits: { temperature: FittedTemperature | null; both: FittedTemperature | null };
	/** Validation knees that they were fitted on. */
	fittedOn: number;
	/** Row-major `[rows, 5]`, rows sum to 1: scores of an ensemble are divided by their sum. */
	probabilities: ProbabilitiesByWay;
}

/** The same knees for every system, so that systems can be compared. */
export interface Certainty {
	/** Evaluated knees that all systems here have read, ascending. */
	rows: readonly number[];
	/** Of `rows`. */
	truth: readonly number[];
	subjects: readonly string[];
	classCount: number;
	/** Networks that have read anything, and the ensemble where all have, unless it counts votes. */
	systems: readonly SystemCertainty[];
	/** Shares that scores are converted to; null where they are left as they are. */
	target: readonly number[] | null;
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
	const target = systems.probabilityTarget;
	const fittable = table.evaluated === 'val' ? [] : table.rows('val');
	const sameRows = last !== null && numberKey(last.rows) === numberKey(rows);
	const certainties = known.map((system) => {
		const made = last?.systems.find((one) => isMadeOf(one.system, system)) ?? null;
		if (made && sameRows && last.target === target) return { ...made, system };
		return systemCertainty(system, rows, target, made ?? fitsOf(system, table, fittable));
	});
	const changing = { systems: certainties, target, unscaled: unscaledOf(certainties, table) };
	if (sameRows) return { ...last, ...changing };
	return {
		rows,
		truth: rows.map((row) => table.grades[row]),
		subjects: rows.map((row) => table.knees[row].subject),
		classCount: table.classCount,
		...changing
	};
}

/** What the worker is asked about it. */
export function calibrationInput({
	truth,
	subjects,
	classCount,
	systems
}: Certainty): CalibrationInput {
	return {
		truth,
		subjects,
		systems: systems.map(({ probabilities }) => probabilities),
		classCount,
		priors: systems.map(({ system }) => system.basis?.prior ?? null)
	};
}

function isMadeOf(made: System, system: System): boolean {
	return (
		made.scores === system.scores &&
		made.basis?.scores === system.basis?.scores &&
		made.basis?.prior === system.basis?.prior
	);
}

type Fits = Pick<SystemCertainty, 'fits' | 'fittedOn'>;

function fitsOf(system: System, table: KneeTable, fittable: readonly number[]): Fits {
	const read = fittable.filter((row) => system.predictions[row] >= 0);
	const truth = read.map((row) => table.grades[row]);
	const subjects = read.map((row) => table.knees[row].subject);
	const fitted = (logits: Float64Array, offsets: number[] | null): FittedTemperature | null => {
		const fit = fitTemperature(truth, logits, table.classCount, offsets);
		return fit && { ...fit, interval: temperatureInterval(truth, logits, subjects, fit, offsets) };
	};
	const asRead = logProbabilities(probabilitiesOf(system, read, null));
	const { basis } = system;
	const here = sharesOfParts(countsOfRows(table, read));
	return {
		fits: {
			temperature: fitted(asRead, null),
			both: basis && fitted(basisLogits(system, read), offsetsOf(basis.prior, here))
		},
		fittedOn: read.length
	};
}

function systemCertainty(
	system: System,
	rows: readonly number[],
	target: readonly number[] | null,
	{ fits, fittedOn }: Fits
): SystemCertainty {
	const { basis } = system;
	const asRead = probabilitiesOf(system, rows, null);
	const { temperature, both } = fits;
	return {
		system,
		fits,
		fittedOn,
		probabilities: {
			asRead,
			shares: target && basis && probabilitiesOf(system, rows, target),
			temperature:
				temperature &&
				atTemperature(logProbabilities(asRead), temperature.temperature, system.scores.classCount),
			both:
				target &&
				basis &&
				both &&
				atTemperature(
					basisLogits(system, rows),
					both.temperature,
					system.scores.classCount,
					offsetsOf(basis.prior, target)
				)
		}
	};
}

/** Logarithms of what a system's scores are before they are converted to other shares. */
function basisLogits({ basis }: System, rows: readonly number[]): Float64Array {
	return logProbabilities(probabilitiesOf({ scores: basis!.scores, basis: null }, rows, null));
}

function offsetsOf(prior: readonly number[], target: readonly number[]): number[] {
	return shiftFactors({ prior, target }).map(Math.log);
}

function unscaledOf(certainties: readonly SystemCertainty[], table: KneeTable): string | null {
	const fitted = certainties.some(({ fits }) => fits.temperature !== null);
	return fitted ? null : whyUnscaled(table, certainties);
}

function whyUnscaled(table: KneeTable, certainties: readonly SystemCertainty[]): string {
	if (table.evaluated === 'val') {
		return 'The knees judged here are the validation knees themselves: a temperature fitted on them would be evaluated on the data it was fitted to.';
	}
	if (table.rows('val').length === 0) {
		return 'This set has no validation knees, and a temperature must not be fitted on the knees it is judged on.';
	}
	return certainties.some(({ fittedOn }) => fittedOn > 0)
		? 'The networks give 0 to the true grade of every validation knee, which no temperature can change.'
		: 'No network has read the validation knees yet.';
}

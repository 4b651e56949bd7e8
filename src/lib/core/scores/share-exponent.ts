import {
	DEFAULT_RESAMPLES,
	DEFAULT_SEED,
	knownInterval,
	type BootstrapOptions,
	type Interval
} from '#lib/core/statistics/bootstrap.ts';
import type { Confusion } from '#lib/core/metrics/confusion.ts';
import { cohenKappa } from '#lib/core/metrics/metrics.ts';
import { argmaxRows } from './predictions.ts';
import { priorAdjusted, type PriorShift } from './prior-shift.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { drawSubjects, groupBySubject } from '#lib/core/statistics/subject-resamples.ts';

/** Exponents that are tried: 0, 0.01, ... 1. */
export const EXPONENTS: readonly number[] = Array.from({ length: 101 }, (_, step) => step / 100);

/** So that kappas that differ by rounding alone are equal. */
const ROUNDING = 1e-12;

export interface ExponentInput {
	/** `[knees]` true grades. */
	truth: ArrayLike<number>;
	/** `[knees]` who each knee belongs to. */
	subjects: ArrayLike<number | string>;
	/** Row-major `[knees, grades]`, 0 or more. */
	scores: ArrayLike<number>;
	/** Shares that the scores are for, and those that they are converted to. */
	shift: Omit<PriorShift, 'exponent'>;
}

export interface ExponentFit {
	/** Of {@link EXPONENTS}, the lowest of equally good ones. */
	exponent: number;
	/** 95 %, by finding it again in every resample; null where {@link knownInterval} is. */
	interval: Interval | null;
	/** `confusions[i]`: with the exponent `EXPONENTS[i]`. */
	confusions: Confusion[];
}

/**
 * The exponent of the shares in `priorAdjusted` with which the highest score agrees best with the true grades, by quadratic
 * weighted kappa. Shares to the power of 0 are what balanced accuracy asks for and to the power of 1 what accuracy asks for,
 * as far as the scores are calibrated (Menon et al., ICLR 2021): nothing is to be fitted for these. Kappa weighs a mistake by
 * its distance and knees as they come, and asks for neither.
 *
 * Its interval is from the subject bootstrap (see `bootstrap`): the exponent is found again in every resample.
 *
 * @returns null without knees, or where kappa is undefined
 * @throws RangeError when lists differ in length or `priorAdjusted` refuses them
 */
export function fitExponent(
	{ truth, subjects, scores, shift }: ExponentInput,
	{ resamples = DEFAULT_RESAMPLES, seed = DEFAULT_SEED }: BootstrapOptions = {}
): ExponentFit | null {
	const classCount = shift.target.length;
	if (subjects.length !== truth.length || scores.length !== truth.length * classCount) {
		throw new RangeError(
			`An exponent needs the subject and ${classCount} scores of each knee; got ${truth.length} knees, ${subjects.length} subjects and ${scores.length} scores.`
		);
	}
	const moves = movesOf(truth, scores, shift);
	const once = new Uint32Array(truth.length).fill(1);
	const confusions: Confusion[] = [];
	const exponent = bestExponent(moves, once, (matrix) =>
		confusions.push(matrix.map((row) => [...row]))
	);
	if (exponent === null) return null;

	const { count, subjectOf } = groupBySubject(subjects);
	const random = Random.fromSeed(seed);
	const times = new Uint32Array(count);
	const weights = new Uint32Array(truth.length);
	const found = new Float64Array(resamples);
	for (let r = 0; r < resamples; r++) {
		drawSubjects(random, times);
		for (let i = 0; i < weights.length; i++) weights[i] = times[subjectOf[i]];
		found[r] = bestExponent(moves, weights) ?? NaN;
	}
	return { exponent, interval: knownInterval(found, 0.95), confusions };
}

/** Grades at the first exponent, and which knees get another one at each of the next. */
interface Moves {
	truth: ArrayLike<number>;
	classCount: number;
	first: Uint8Array;
	/** `[exponents]` */
	then: { knee: number; from: number; to: number }[][];
}

function movesOf(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	shift: ExponentInput['shift']
): Moves {
	const read = EXPONENTS.map((exponent) =>
		argmaxRows(priorAdjusted(scores, { ...shift, exponent }), shift.target.length)
	);
	const then = read.map((grades, e) => {
		if (e === 0) return [];
		const before = read[e - 1];
		return [...grades.keys()]
			.filter((knee) => grades[knee] !== before[knee])
			.map((knee) => ({ knee, from: before[knee], to: grades[knee] }));
	});
	return { truth, classCount: shift.target.length, first: read[0], then };
}

/** @param weights `[knees]` how often each knee counts */
function bestExponent(
	{ truth, classCount, first, then }: Moves,
	weights: Uint32Array,
	each: (matrix: number[][]) => void = () => {}
): number | null {
	const matrix = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
	for (let knee = 0; knee < first.length; knee++) matrix[truth[knee]][first[knee]] += weights[knee];
	let best: number | null = null;
	let highest = -Infinity;
	then.forEach((moves, e) => {
		for (const { knee, from, to } of moves) {
			matrix[truth[knee]][from] -= weights[knee];
			matrix[truth[knee]][to] += weights[knee];
		}
		each(matrix);
		if (e > 0 && moves.length === 0) return;
		const kappa = cohenKappa(matrix, 'quadratic');
		if (kappa === null || kappa <= highest + ROUNDING) return;
		highest = kappa;
		best = EXPONENTS[e];
	});
	return best;
}

import { requireProbabilities } from '#lib/core/metrics/probability-scores.ts';
import { rowCount } from '#lib/core/scores/predictions.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { conformalThreshold, requireAlpha } from './conformal-threshold.ts';
import { nonconformity, type ConformalMethod } from './nonconformity.ts';

export interface ConformalOptions {
	method: ConformalMethod;
	/** Chance that a set may miss the true class, above 0 to below 1. */
	alpha: number;
	/**
	 * Whether each class has its own threshold, from the calibration cases of it (Mondrian; Vovk, Mach Learn 2013;92:349-376), so
	 * that the chance holds within each true class; sets are then larger, and hold every class of which there are too few cases.
	 */
	perClass: boolean;
	/**
	 * Seed, 0 to 2^32 - 1, of the randomisation of `aps`; null for none. Other methods have none. Two streams begin at it and at
	 * the next number: the seeds of independent runs are two or more apart.
	 */
	seed: number | null;
}

/** Cases whose labels are known, none of them trained on; of other subjects than those that sets are made for. */
export interface ConformalCases {
	/** `[cases]` true classes. */
	truth: ArrayLike<number>;
	/** `[cases]` who each case belongs to. */
	subjects: ArrayLike<number | string>;
	/** Row-major `[cases, classCount]`, rows sum to 1. */
	probabilities: ArrayLike<number>;
}

export interface ConformalThresholds {
	/** `[classes]`, equal where not per class; Infinity where there are too few subjects. */
	thresholds: number[];
	/** `[classes]` calibration cases that each threshold is from, and their subjects. */
	cases: number[];
	subjects: number[];
}

/** Draws of the calibration and of the cases sets are made for, so that none is used twice. */
const STREAMS = { calibration: 0, evaluated: 1 } as const;

/**
 * Split conformal prediction: thresholds from calibration cases (validation cases; not those of training).
 *
 * @throws RangeError when lists do not fit together, a row is no set of probabilities or alpha is out of range
 */
export function conformalThresholds(
	{ truth, subjects, probabilities }: ConformalCases,
	classCount: number,
	{ method, alpha, perClass, seed }: ConformalOptions
): ConformalThresholds {
	requireAlpha(alpha);
	requireProbabilities(truth, probabilities, classCount);
	const uniforms = uniformsOf(truth.length, method, seed, 'calibration');
	const scores = nonconformity(probabilities, classCount, method, uniforms);
	const places = Array.from({ length: truth.length }, (_, i) => i);
	const thresholdOf = (members: number[]) => {
		const who = members.map((i) => subjects[i]);
		const own = members.map((i) => scores[i * classCount + truth[i]]);
		return {
			threshold: conformalThreshold(own, who, alpha),
			cases: members.length,
			subjects: new Set(who).size
		};
	};
	const all = perClass ? null : thresholdOf(places);
	const each = Array.from(
		{ length: classCount },
		(_, label) => all ?? thresholdOf(places.filter((i) => truth[i] === label))
	);
	return {
		thresholds: each.map(({ threshold }) => threshold),
		cases: each.map((of) => of.cases),
		subjects: each.map((of) => of.subjects)
	};
}

/**
 * The set of each case: the classes whose nonconformity is at most their threshold. With `ordinalAps` and thresholds per class the
 * classes between two of a set belong to it as well, which can only add coverage. A set of `lac` or of randomised `aps` can be empty:
 * then no class is as near as the true class is in 1 - alpha of the calibration cases.
 *
 * @param probabilities row-major `[cases, classCount]`, rows sum to 1
 * @returns row-major `[cases, classCount]`, 1 for a class of the set
 * @throws RangeError where a row is no set of probabilities
 */
export function predictionSets(
	probabilities: ArrayLike<number>,
	thresholds: readonly number[],
	{ method, seed }: Pick<ConformalOptions, 'method' | 'seed'>
): Uint8Array<ArrayBuffer> {
	const classCount = thresholds.length;
	const cases = rowCount(probabilities, classCount);
	requireProbabilities(new Uint8Array(cases), probabilities, classCount);
	const uniforms = uniformsOf(cases, method, seed, 'evaluated');
	const scores = nonconformity(probabilities, classCount, method, uniforms);
	const sets = Uint8Array.from(scores, (score, k) => (score <= thresholds[k % classCount] ? 1 : 0));
	if (method === 'ordinalAps') {
		for (let start = 0; start < sets.length; start += classCount) {
			const set = sets.subarray(start, start + classCount);
			const first = set.indexOf(1);
			if (first >= 0) set.fill(1, first, set.lastIndexOf(1) + 1);
		}
	}
	return sets;
}

function uniformsOf(
	cases: number,
	method: ConformalMethod,
	seed: number | null,
	stream: keyof typeof STREAMS
): Float64Array | null {
	if (method !== 'aps' || seed === null) return null;
	const random = Random.fromSeed((seed + STREAMS[stream]) >>> 0);
	return Float64Array.from({ length: cases }, () => random.uniform());
}

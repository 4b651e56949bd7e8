import {
	bootstrap,
	pairedDifference,
	type BootstrapOptions
} from '#lib/core/statistics/bootstrap.ts';
import { balancedAccuracy } from '#lib/core/metrics/metrics.ts';
import type { EstimatedChange } from '#lib/core/records/model-checks.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';

export interface ProbabilityChange {
	/** Share of knees whose grade stayed what it was, 0-1. */
	argmaxKept: number;
	/** Of one probability of one knee. */
	maxDifference: number;
	/** Over all grades of all knees. */
	meanDifference: number;
	/** After minus before, resampled by subject. */
	balancedAccuracyChange: EstimatedChange;
}

/**
 * What a change of a network did to its readings of the same knees.
 *
 * @param truth `[n]` true grades
 * @param before row-major `[n, classCount]`, as `after`
 * @throws RangeError without knees or when the lists do not fit together
 */
export function compareProbabilities(
	truth: readonly number[],
	subjects: readonly string[],
	before: ArrayLike<number>,
	after: ArrayLike<number>,
	classCount: number,
	options: BootstrapOptions = {}
): ProbabilityChange {
	if (before.length !== after.length) {
		throw new RangeError(
			`Cannot compare ${before.length} probabilities with ${after.length}: they must be of the same knees.`
		);
	}
	const systems = [argmaxRows(after, classCount), argmaxRows(before, classCount)];
	const resampled = bootstrap(
		{ truth, subjects, systems, classCount },
		{ balancedAccuracy },
		options
	);
	const [of, minus] = resampled.estimates.balancedAccuracy;
	const interval = pairedDifference(resampled, 'balancedAccuracy', 0, 1);
	let kept = 0;
	systems[0].forEach((grade, i) => (kept += grade === systems[1][i] ? 1 : 0));
	let sum = 0;
	let max = 0;
	for (let i = 0; i < before.length; i++) {
		const difference = Math.abs(after[i] - before[i]);
		sum += difference;
		max = Math.max(max, difference);
	}
	return {
		argmaxKept: kept / truth.length,
		maxDifference: max,
		meanDifference: sum / before.length,
		balancedAccuracyChange: {
			estimate: of! - minus!,
			lower: interval?.lower ?? null,
			upper: interval?.upper ?? null
		}
	};
}

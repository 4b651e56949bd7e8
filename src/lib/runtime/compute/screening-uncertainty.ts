import { percentileInterval } from '#lib/core/statistics/bootstrap.ts';
import { rocAucOf } from '#lib/core/metrics/roc-auc.ts';
import { scoreBootstrap } from '#lib/core/statistics/score-bootstrap.ts';
import { shareIntervals } from '#lib/core/statistics/share-intervals.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';

export interface ScreeningUncertaintyInput {
	/** `[knees]` true classes. */
	truth: readonly number[];
	subjects: readonly string[];
	/** The class from which on a knee counts as positive. */
	positiveFrom: number;
	/** `[knees]` score of these classes, 0-1. */
	scores: Float64Array;
	threshold: number;
}

export type ScreeningShare =
	'sensitivity' | 'specificity' | 'positivePredictiveValue' | 'negativePredictiveValue';

/** 95 % intervals of a screening; null where the share is undefined, or the area's interval cannot be told. */
export interface ScreeningUncertainty extends Record<ScreeningShare | 'area', Range | null> {
	knees: number;
	subjects: number;
	resamples: number;
}

/**
 * Intervals of a screening at one threshold: of its shares those of a confusion matrix (`shareIntervals`), which have a
 * width where no knee is missed, of the area under its ROC curve that of the subject bootstrap.
 */
export function screeningUncertainty({
	truth,
	subjects,
	positiveFrom,
	scores,
	threshold
}: ScreeningUncertaintyInput): ScreeningUncertainty {
	const diseased = truth.map((grade) => grade >= positiveFrom);
	const knees = {
		truth: diseased.map(Number),
		predicted: Array.from(scores, (score) => (score >= threshold ? 1 : 0)),
		subjects
	};
	const [[specificity], [, sensitivity]] = shareIntervals(knees, 'row', 2);
	const [[negativePredictiveValue], [, positivePredictiveValue]] = shareIntervals(
		knees,
		'column',
		2
	);
	const result = scoreBootstrap(subjects, { area: [rocAucOf(diseased, scores)] });
	return {
		knees: result.knees,
		subjects: result.subjects,
		resamples: result.resamples,
		sensitivity,
		specificity,
		positivePredictiveValue,
		negativePredictiveValue,
		area: percentileInterval(result, 'area', 0)
	};
}

import { percentileInterval, type Interval } from '#lib/core/bootstrap.ts';
import { ratio, type Confusion } from '#lib/core/confusion.ts';
import { rocAucOf } from '#lib/core/roc-auc.ts';
import { scoreBootstrap } from '#lib/core/score-bootstrap.ts';
import { SCREENING_GRADE } from '#lib/core/screening.ts';
import { ofConfusion } from '#lib/core/weighted-statistic.ts';

export interface ScreeningUncertaintyInput {
	/** `[knees]` true grades. */
	truth: readonly number[];
	subjects: readonly string[];
	/** `[knees]` score of grade 2 and above, 0-1. */
	scores: Float64Array;
	threshold: number;
}

export type ScreeningShare =
	'sensitivity' | 'specificity' | 'positivePredictiveValue' | 'negativePredictiveValue';

/** 95 % intervals of a screening; null where the share is undefined. */
export interface ScreeningUncertainty extends Record<ScreeningShare | 'area', Interval | null> {
	knees: number;
	subjects: number;
	resamples: number;
}

/** `shares[name]` of a 2 x 2 matrix `[true][positive]`. */
const shares: Readonly<Record<ScreeningShare, (matrix: Confusion) => number | null>> = {
	sensitivity: ([, [missed, found]]) => ratio(found, found + missed),
	specificity: ([[passed, alarms]]) => ratio(passed, passed + alarms),
	positivePredictiveValue: ([[, alarms], [, found]]) => ratio(found, found + alarms),
	negativePredictiveValue: ([[passed], [missed]]) => ratio(passed, passed + missed)
};

/** Intervals of a screening's shares at one threshold and of the area under its ROC curve, by one subject bootstrap. */
export function screeningUncertainty({
	truth,
	subjects,
	scores,
	threshold
}: ScreeningUncertaintyInput): ScreeningUncertainty {
	const diseased = truth.map((grade) => grade >= SCREENING_GRADE);
	const positive = Array.from(scores, (score) => (score >= threshold ? 1 : 0));
	const names = Object.keys(shares) as ScreeningShare[];
	const statistics = Object.fromEntries(
		names.map((name) => [name, [ofConfusion(shares[name], diseased.map(Number), positive, 2)]])
	) as Record<ScreeningShare, ReturnType<typeof ofConfusion>[]>;
	const result = scoreBootstrap(subjects, {
		...statistics,
		area: [rocAucOf(diseased, scores)]
	});
	const interval = (name: ScreeningShare | 'area') => percentileInterval(result, name, 0);
	return {
		knees: result.knees,
		subjects: result.subjects,
		resamples: result.resamples,
		sensitivity: interval('sensitivity'),
		specificity: interval('specificity'),
		positivePredictiveValue: interval('positivePredictiveValue'),
		negativePredictiveValue: interval('negativePredictiveValue'),
		area: interval('area')
	};
}

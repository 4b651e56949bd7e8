import { percentileInterval } from '#lib/core/statistics/bootstrap.ts';
import { confusionMatrix, rowTotals } from '#lib/core/metrics/confusion.ts';
import { errorPerGrade } from '#lib/core/labels/grade-error.ts';
import { perClass } from '#lib/core/metrics/metrics.ts';
import { oneVersusRestAucOf } from '#lib/core/metrics/roc-auc.ts';
import { scoreBootstrap } from '#lib/core/statistics/score-bootstrap.ts';
import { shareIntervals } from '#lib/core/statistics/share-intervals.ts';
import { ofConfusion } from '#lib/core/statistics/weighted-statistic.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';

export interface GradeFiguresInput {
	/** `[knees]` */
	truth: ArrayLike<number>;
	subjects: ArrayLike<number | string>;
	/** `[knees]` grades that the system read. */
	predicted: ArrayLike<number>;
	/** Row-major `[knees, classCount]`, any scale. */
	scores: Float64Array;
	classCount: number;
}

/** A figure of one grade with its 95 % interval; null where it is undefined, the interval also where it cannot be told. */
export interface GradeFigure {
	estimate: number | null;
	interval: Range | null;
}

export const GRADE_MEASURES = ['recall', 'precision', 'f1', 'auc', 'meanError'] as const;
export type GradeMeasure = (typeof GRADE_MEASURES)[number];

/** Plain data: can be posted from a worker. */
export interface GradeFigures {
	knees: number;
	/** `[classCount]` knees of each true grade. */
	support: number[];
	/**
	 * `measures[measure][grade]`; the AUC is of the grade against the rest, by the grade's own score, the mean error
	 * the distance of the readings from it, in grades.
	 */
	measures: Record<GradeMeasure, GradeFigure[]>;
}

/**
 * Figures of every grade of one system. Recall and precision are shares of few knees, for which the percentile interval is
 * too short (with 42 knees of a grade and a recall of .98 it holds the truth in 61 to 64 % of samples): theirs are those of
 * the matrix, `shareIntervals`. The others come from the same resamples of the subjects as the headline figures.
 */
export function gradeFiguresOf({
	truth,
	subjects,
	predicted,
	scores,
	classCount
}: GradeFiguresInput): GradeFigures {
	const grades = Array.from({ length: classCount }, (_, grade) => grade);
	const knees = { truth, predicted, subjects };
	const ofRows = shareIntervals(knees, 'row', classCount);
	const ofColumns = shareIntervals(knees, 'column', classCount);
	const ofMatrix = (measure: 'recall' | 'precision' | 'f1') =>
		grades.map((grade) =>
			ofConfusion((confusion) => perClass(confusion)[measure][grade], truth, predicted, classCount)
		);
	const result = scoreBootstrap<GradeMeasure>(subjects, {
		recall: ofMatrix('recall'),
		precision: ofMatrix('precision'),
		f1: ofMatrix('f1'),
		auc: oneVersusRestAucOf(truth, scores, classCount),
		meanError: grades.map((grade) =>
			ofConfusion((confusion) => errorPerGrade(confusion)[grade], truth, predicted, classCount)
		)
	});
	const measures = GRADE_MEASURES.map((measure): [GradeMeasure, GradeFigure[]] => [
		measure,
		grades.map((grade) => ({
			estimate: result.estimates[measure][grade],
			interval:
				measure === 'recall'
					? ofRows[grade][grade]
					: measure === 'precision'
						? ofColumns[grade][grade]
						: percentileInterval(result, measure, grade)
		}))
	]);
	return {
		knees: truth.length,
		support: rowTotals(confusionMatrix(truth, predicted, classCount)),
		measures: Object.fromEntries(measures) as Record<GradeMeasure, GradeFigure[]>
	};
}

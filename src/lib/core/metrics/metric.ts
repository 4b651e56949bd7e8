import type { BetterWhen } from '#lib/core/comparison/paired-comparison.ts';
import type { ComparedScores, PairBy } from '#lib/core/comparison/compared-readings.ts';
import type { WeightedStatistic } from '#lib/core/statistics/weighted-statistic.ts';
import type { Confusion } from './confusion.ts';
import type { CostMatrix } from './expected-cost.ts';
import type { FixedTruth, MatrixSums } from './matrix-sums.ts';

/** What every metric says of itself; tables, captions, files and addresses follow from it. */
interface DescribedMetric<Id extends string> {
	/** In files and addresses. */
	readonly id: Id;
	/** "Balanced accuracy" */
	readonly title: string;
	/** Where there is little room; the title by default. */
	readonly short?: string;
	/** Whether the title stays as it is inside a sentence, as a name or an abbreviation does. */
	readonly isName?: true;
	/** What it says, in a line. */
	readonly definition: (classCount: number) => string;
	readonly better: BetterWhen;
	/** A share is written in percent and its differences in points, errors in grades, others as numbers. */
	readonly unit: 'share' | 'grades' | 'number';
	/** Of a value that is no share; 2 by default. */
	readonly digits?: 2 | 3;
	/** Whether it means something only where the classes have an order. */
	readonly ordinalOnly?: true;
	/** False where chance moves all resamples one way, so that a percentile interval would leave out the truth. */
	readonly resampled?: false;
	/** Whether it sums a system up wherever one stands: with an interval in every table, in slices and in what is exported. */
	readonly headline?: true;
}

/** A metric that is read off the confusion matrix. */
export interface MatrixMetric<Id extends string = string> extends DescribedMetric<Id> {
	readonly needs: 'grades';
	/** @param costs of the same classes; null where it is not defined */
	readonly compute: (confusion: Confusion, costs: CostMatrix) => number | null;
}

/** A metric of the scores of each case. */
export interface ScoreMetric<Id extends string = string> extends DescribedMetric<Id> {
	readonly needs: 'scores';
	/** Scores on any scale, or only those that mean probabilities. */
	readonly takes: 'scores' | 'probabilities';
}

/** How systems are compared by a metric of the confusion matrix; apart from its description, so that the page need not fetch it. */
export interface MatrixComputation {
	/** It from sums over knees, so that two systems can be exchanged, see `matrixExchanges`. */
	readonly sums: (truth: FixedTruth) => MatrixSums;
}

/** How a metric of the scores is computed, and systems are compared by it; apart likewise. */
export interface ScoreComputation {
	/**
	 * @param truth `[knees]` true grades
	 * @param scores row-major `[knees, classCount]`, 0 or more, no row all 0
	 * @throws RangeError when the two do not fit together or a row has no shares
	 */
	readonly compute: (
		truth: ArrayLike<number>,
		scores: ArrayLike<number>,
		classCount: number
	) => WeightedStatistic;
	/** How systems are compared by exchanging what two of them say of a subject. */
	readonly exchanges: (compared: ComparedScores) => PairBy;
}

export type Metric = MatrixMetric | ScoreMetric;

/** A metric with its id as a type. */
export function matrixMetric<const Id extends string>(
	metric: Omit<MatrixMetric<Id>, 'needs'>
): MatrixMetric<Id> {
	return { ...metric, needs: 'grades' };
}

/** A metric with its id as a type. */
export function scoreMetric<const Id extends string>(
	metric: Omit<ScoreMetric<Id>, 'needs'>
): ScoreMetric<Id> {
	return { ...metric, needs: 'scores' };
}

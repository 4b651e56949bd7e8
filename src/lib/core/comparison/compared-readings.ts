import type { CostMatrix } from '#lib/core/metrics/expected-cost.ts';
import type { SubjectGroups } from '#lib/core/statistics/subject-resamples.ts';
import type { ExchangedPair } from './exchanged-sums.ts';

/** Knees as several systems read them. */
export interface ComparedReadings {
	/** `[knees]` true grades. */
	truth: ArrayLike<number>;
	groups: SubjectGroups;
	/** One `[knees]` list of predicted grades a system. */
	systems: readonly ArrayLike<number>[];
	/** As many rows and columns as there are classes. */
	costs: CostMatrix;
}

/** The same with the scores they were read from. */
export interface ComparedScores extends ComparedReadings {
	/** Row-major `[knees, classes]`, one a system, 0 or more. */
	scores: readonly ArrayLike<number>[];
	/** Row-major `[knees, classes]`, one a system, rows sum to 1; null where its scores mean no probabilities. */
	probabilities: readonly (ArrayLike<number> | null)[];
}

/** Two of the systems compared by one figure; null where it is not known of either. */
export type PairBy = (first: number, second: number) => ExchangedPair | null;

import {
	bootstrap,
	percentileInterval,
	type Bootstrap,
	type BootstrapInput,
	type Interval
} from '#lib/core/bootstrap.ts';
import type { CostMatrix } from '#lib/core/expected-cost.ts';
import {
	BETTER_WHEN,
	FIGURE_NAMES,
	matrixFigures,
	scoreFigures,
	type FigureName,
	type MatrixFigure,
	type ScoreFigure
} from '#lib/core/headline-figures.ts';
import {
	compareAccuracies,
	compareSystems,
	leader,
	type AccuracyTest,
	type PairedComparison
} from '#lib/core/paired-comparison.ts';
import { rowsSumToOne } from '#lib/core/probability-scores.ts';
import { scoreBootstrap } from '#lib/core/score-bootstrap.ts';
import type { WeightedStatistic } from '#lib/core/weighted-statistic.ts';

export interface FiguresInput extends BootstrapInput {
	/** Row-major `[knees, 5]`, one a system, 0 or more; need not sum to 1. */
	scores: readonly Float64Array[];
	/** `[systems]` whether the scores mean probabilities; of votes no Brier score, log loss or calibration error is known. */
	probabilities: readonly boolean[];
	costs: CostMatrix;
}

/** One figure of all systems; null where it is undefined. */
export interface FigureOfSystems {
	/** `[systems]` */
	estimates: (number | null)[];
	/** `[systems]`, 95 %, percentile. */
	intervals: (Interval | null)[];
	/** Every two systems, Holm over these. */
	comparisons: PairedComparison[];
	/** Place of the system that is better than each of the others; null where there is none. */
	leader: number | null;
}

/** Plain data: can be posted from a worker. */
export interface Figures {
	knees: number;
	subjects: number;
	resamples: number;
	seed: number;
	figures: Record<FigureName, FigureOfSystems>;
	/** Exact McNemar test of every two systems, in the order of the comparisons. */
	accuracyTests: AccuracyTest[];
	/** `[systems]` whether Brier score, log loss and ECE are of scores divided by their sum. */
	rescaled: boolean[];
}

const unknown: WeightedStatistic = () => null;
const UNKNOWN_OF_VOTES = {
	brierScore: unknown,
	logLoss: unknown,
	classwiseCalibrationError: unknown
} satisfies Partial<Record<ScoreFigure, WeightedStatistic>>;

/**
 * Every headline figure of every system with its interval, and every two systems compared by it, from one
 * subject bootstrap that all figures share: matrices and scores see the same resamples.
 *
 * @throws RangeError as `bootstrap` and `scoreFigures`
 */
export function figuresOf({ costs, scores, probabilities, ...input }: FiguresInput): Figures {
	const { truth, subjects, systems } = input;
	const ofMatrix = bootstrap<MatrixFigure>(input, matrixFigures(costs));
	const perSystem = scores.map((rows, s) => {
		const figures = scoreFigures(truth, rows);
		return probabilities[s] ? figures : { ...figures, ...UNKNOWN_OF_VOTES };
	});
	const each = (name: ScoreFigure) => perSystem.map((figures) => figures[name]);
	const ofScores = scoreBootstrap<ScoreFigure>(subjects, {
		macroAuc: each('macroAuc'),
		brierScore: each('brierScore'),
		logLoss: each('logLoss'),
		classwiseCalibrationError: each('classwiseCalibrationError')
	});
	const all: Bootstrap<FigureName> = {
		...ofMatrix,
		estimates: { ...ofMatrix.estimates, ...ofScores.estimates },
		replicates: { ...ofMatrix.replicates, ...ofScores.replicates }
	};
	const figures = FIGURE_NAMES.map((name): [FigureName, FigureOfSystems] => {
		const comparisons = compareSystems(all, name, { better: BETTER_WHEN[name] });
		return [
			name,
			{
				estimates: all.estimates[name],
				intervals: systems.map((_, s) => percentileInterval(all, name, s)),
				comparisons,
				leader: leader(comparisons, systems.length)
			}
		];
	});
	return {
		knees: all.knees,
		subjects: all.subjects,
		resamples: all.resamples,
		seed: all.seed,
		figures: Object.fromEntries(figures) as Record<FigureName, FigureOfSystems>,
		accuracyTests: compareAccuracies(truth, systems),
		rescaled: scores.map((rows, s) => probabilities[s] && !rowsSumToOne(rows))
	};
}

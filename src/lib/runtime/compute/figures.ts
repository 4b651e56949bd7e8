import { SCORE_COMPUTATIONS } from '#lib/core/metrics/computations.ts';
import {
	bootstrap,
	percentileInterval,
	type Bootstrap,
	type BootstrapInput,
	type Interval
} from '#lib/core/statistics/bootstrap.ts';
import { clusteredMcnemar, type ClusteredMcNemar } from '#lib/core/statistics/clustered-mcnemar.ts';
import { exchangeEvidence, type ExchangeOptions } from '#lib/core/comparison/exchange-test.ts';
import type { CostMatrix } from '#lib/core/metrics/expected-cost.ts';
import type { ComparedScores } from '#lib/core/comparison/compared-readings.ts';
import { figureExchanges } from '#lib/core/comparison/figure-exchanges.ts';
import {
	metricOf,
	FIGURE_NAMES,
	hasInterval,
	matrixFigures,
	SCORE_FIGURES,
	scoreMetricOf,
	type FigureName,
	type MatrixFigure,
	type ScoreFigure
} from '#lib/core/metrics/registry.ts';
import { holm } from '#lib/core/statistics/holm.ts';
import {
	comparedPairs,
	compareSystems,
	leader,
	type PairedComparison
} from '#lib/core/comparison/paired-comparison.ts';
import { rowsSumToOne } from '#lib/core/metrics/probability-scores.ts';
import { scoreBootstrap } from '#lib/core/statistics/score-bootstrap.ts';
import { groupBySubject } from '#lib/core/statistics/subject-resamples.ts';
import type { WeightedStatistic } from '#lib/core/statistics/weighted-statistic.ts';

export interface FiguresInput extends BootstrapInput {
	/** Row-major `[knees, classCount]`, one a system, 0 or more; need not sum to 1. Ranked by AUC. */
	scores: readonly Float64Array[];
	/**
	 * Row-major `[knees, classCount]`, one a system, rows sum to 1: for the shares of the grades that they are judged at. Null of votes,
	 * of which no Brier score, log loss or calibration error is known.
	 */
	probabilities: readonly (Float64Array | null)[];
	costs: CostMatrix;
	/** Exchanges of every two systems; fewer at first where the answer is wanted soon. */
	exchanges?: number;
}

/** One figure of all systems; null where it is undefined. */
export interface FigureOfSystems {
	/** `[systems]` */
	estimates: (number | null)[];
	/** `[systems]`, 95 %, percentile; null where {@link hasInterval} says that there is none. */
	intervals: (Interval | null)[];
	/** Every two systems; the family of their tests. */
	comparisons: PairedComparison[];
	/** Place of the system that is better than each of the others; null where there is none. */
	leader: number | null;
}

/** Two systems by the clustered McNemar test. */
export interface AccuracyTest extends ClusteredMcNemar {
	first: number;
	second: number;
	/** p adjusted by Holm for all pairs that have one. */
	holm: number | null;
}

/** Plain data: can be posted from a worker. */
export interface Figures {
	knees: number;
	subjects: number;
	resamples: number;
	seed: number;
	figures: Record<FigureName, FigureOfSystems>;
	/** Of every two systems, in the order of the comparisons. */
	accuracyTests: AccuracyTest[];
	/** `[systems]` whether the scores do not sum to 1, though they mean probabilities. */
	rescaled: boolean[];
}

/** What is computed together: all figures of the matrix, or one of the scores. */
export type FiguresPart = 'matrix' | ScoreFigure;
export const FIGURES_PARTS: readonly FiguresPart[] = ['matrix', ...SCORE_FIGURES];

export type FiguresOfPart = Omit<Figures, 'figures'> & {
	figures: Partial<Record<FigureName, FigureOfSystems>>;
};

/**
 * Every headline figure of every system with its interval, and every two systems compared by it, from one
 * subject bootstrap that all figures share: matrices and scores see the same resamples.
 *
 * @throws RangeError as `bootstrap` and `ScoreComputation.compute`
 */
export function figuresOf(input: FiguresInput): Figures {
	return joinedFigures(FIGURES_PARTS.map((part) => figuresPartOf(input, part)));
}

/** A part of {@link figuresOf}, so that a long computation can be followed and left off. */
export function figuresPartOf(input: FiguresInput, part: FiguresPart): FiguresOfPart {
	const { truth, subjects, systems, scores, probabilities, classCount } = input;
	const ofMatrix = part === 'matrix';
	const result = ofMatrix ? matrixBootstrap(input) : scorePart(input, part);
	const names = FIGURE_NAMES.filter((name) => name in result.estimates);
	return {
		knees: result.knees,
		subjects: result.subjects,
		resamples: result.resamples,
		seed: result.seed,
		figures: Object.fromEntries(names.map((name) => [name, figureOf(input, result, name)])),
		accuracyTests: ofMatrix ? accuracyTests(truth, subjects, systems) : [],
		rescaled: ofMatrix
			? scores.map((rows, s) => probabilities[s] !== null && !rowsSumToOne(rows, classCount))
			: []
	};
}

/** All parts in one, in the order of {@link FIGURES_PARTS}. */
export function joinedFigures(parts: readonly FiguresOfPart[]): Figures {
	return { ...parts[0], figures: Object.assign({}, ...parts.map(({ figures }) => figures)) };
}

function figureOf(
	input: FiguresInput,
	result: Bootstrap<FigureName>,
	name: FigureName
): FigureOfSystems {
	const { systems, exchanges } = input;
	const evidence = evidenceOf(input, name, { count: exchanges, seed: result.seed });
	const comparisons = compareSystems(result, name, evidence, {
		better: metricOf(name).better,
		intervals: hasInterval(name)
	});
	return {
		estimates: result.estimates[name],
		intervals: systems.map((_, s) =>
			hasInterval(name) ? percentileInterval(result, name, s) : null
		),
		comparisons,
		leader: leader(comparisons, systems.length)
	};
}

/** What exchanges say of every two systems by one figure. */
export function evidenceOf(
	{ truth, subjects, systems, scores, probabilities, costs }: FiguresInput,
	figure: FigureName,
	options: ExchangeOptions
) {
	const groups = groupBySubject(subjects);
	const compared: ComparedScores = { truth, groups, systems, scores, probabilities, costs };
	const pairBy = figureExchanges(compared, figure);
	return exchangeEvidence(
		comparedPairs(systems.length).map(([first, second]) => pairBy(first, second)),
		groups.count,
		options
	);
}

function matrixBootstrap({ costs, ...input }: FiguresInput): Bootstrap<FigureName> {
	return bootstrap<MatrixFigure>(input, matrixFigures(costs)) as Bootstrap<FigureName>;
}

const unknown: WeightedStatistic = () => null;

function scorePart(
	{ truth, subjects, scores, probabilities, classCount }: FiguresInput,
	name: ScoreFigure
): Bootstrap<FigureName> {
	const { takes } = scoreMetricOf(name);
	const { compute } = SCORE_COMPUTATIONS[name];
	const statistics = (takes === 'scores' ? scores : probabilities).map((rows) =>
		rows ? compute(truth, rows, classCount) : unknown
	);
	return scoreBootstrap(subjects, { [name]: statistics }) as Bootstrap<FigureName>;
}

/** Every two systems by {@link clusteredMcnemar}. */
export function accuracyTests(
	truth: ArrayLike<number>,
	subjects: ArrayLike<number | string>,
	systems: readonly ArrayLike<number>[]
): AccuracyTest[] {
	const tests = comparedPairs(systems.length).map(([first, second]) => ({
		first,
		second,
		...clusteredMcnemar(truth, subjects, systems[first], systems[second])
	}));
	const adjusted = holm(tests.map(({ p }) => p));
	return tests.map((test, i) => ({ ...test, holm: adjusted[i] }));
}

import { ScoreTable } from '#lib/core/scores/score-table.ts';
import type { Combination } from '#lib/core/combine/combination.ts';
import { confusionMatrix, total, type Confusion } from '#lib/core/metrics/confusion.ts';
import {
	ENSEMBLE_SCHEMES,
	ensembleWeights,
	type EnsembleScheme,
	type EnsembleWeights
} from '#lib/core/combine/ensemble.ts';
import { metricsOf, type Metrics } from '#lib/core/metrics/metrics.ts';
import {
	gradesBy,
	HIGHEST_SCORE,
	decisionRule,
	type ChosenRule,
	type RuleNumbers
} from './decision-rule.ts';
import { scoresOfRead } from './ensemble-scores.ts';
import {
	countsOfRows,
	sharesFrom,
	sharesOfParts,
	type AssumedPrior,
	type GradeCounts
} from './grade-shares.ts';
import type { KneeFilter } from '#lib/study/selection/knee-filter.svelte.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { ModelResults } from '#lib/study/readings/model-results.svelte.ts';
import type { ProbabilityShares } from '#lib/study/readings/probabilities.ts';
import { ownCombination, type EnsembleChoice, type OwnEnsemble } from './own-ensemble.ts';
import { ensembleBasis, type ShareBasis } from './share-basis.ts';
import { sumBy, SystemsByName } from './systems-by-name.ts';

/** A model's name, or `ensemble` for the chosen ensemble of all of them. */
export type SystemId = string;
export const ENSEMBLE: SystemId = 'ensemble';

/** What one way of grading the knees gives every row, whichever knees are looked at and whatever the rule. */
interface SystemScores {
	id: SystemId;
	title: string;
	/** Place among the readers, for its colour and shape; the ensemble comes last. */
	index: number;
	/** Of the rows of the study; NaN where unknown. The ensemble's need not sum to 1. */
	scores: ScoreTable;
	/** Grade with the highest score; -1 where unknown. */
	highest: Int8Array;
	/** What its probabilities for other shares of the grades are made of; null where that is not known. */
	basis: ShareBasis | null;
}

/** What it says of every row. */
export interface SystemReadings extends SystemScores {
	/** Grade read for every row of the study, by the chosen rule; -1 where unknown. */
	predictions: Int8Array;
}

/** One way of grading the knees, with its figures over those that pass the filter. */
export interface System extends SystemReadings {
	/** Knees that pass the filter whose grade is known. */
	known: number;
	confusion: Confusion;
	metrics: Metrics;
}

/** Where the weights of the weighted ensembles come from. */
export type WeightsSource =
	| { kind: 'val'; knees: number }
	/** The validation figures stored with the networks. */
	| { kind: 'cards' }
	/** Neither is known: every network counts alike. */
	| { kind: 'equal' };

/** The systems as the page uses them, wherever they come from. */
export type Systems = Pick<LiveSystems, keyof LiveSystems>;

/** All that is derived and chosen, at one moment. */
export type SystemsSnapshot = Readonly<
	Omit<Systems, 'current' | 'get' | 'ensembleOf' | 'combinationOf'>
>;

/** The three networks and the chosen ensemble, always graded from the latest readings. */
export class LiveSystems extends SystemsByName<System> {
	readonly #table: KneeTable;
	readonly #results: readonly ModelResults[];
	readonly #filter: KneeFilter;
	/** Which ensemble is shown; `own` only where there is one. */
	scheme = $state<EnsembleChoice>('f1');
	/** One's own ensemble; null until one is made. */
	own = $state.raw<OwnEnsemble | null>(null);
	/** How grades are made of scores, everywhere on the page. */
	rule = $state.raw<ChosenRule>({ kind: 'argmax' });
	/** Shares that the scores of networks are taken to be for whose card does not say; null until some are chosen. */
	assumedPrior = $state.raw<AssumedPrior | null>(null);

	/** Which shares of the grades probabilities are for, wherever scores are called probabilities; null until chosen. */
	shares = $state.raw<ProbabilityShares | null>(null);

	/** Those chosen; else those of the validation knees, which are known without the labels of the knees shown; else of these. */
	readonly probabilityShares: ProbabilityShares = $derived.by(() => {
		if (this.shares !== null) return this.shares;
		const val = this.#table.evaluated !== 'val' && this.gradeCounts.val.some((count) => count > 0);
		return val ? 'val' : 'shown';
	});

	/** The same as numbers, each above 0 and together 1; null where scores are taken as they are. */
	readonly probabilityTarget: readonly number[] | null = $derived.by(() => {
		const source = this.probabilityShares;
		if (source === 'as-read') return null;
		if (source !== 'filter') return sharesFrom(source, this.gradeCounts);
		return sharesOfParts(countsOfRows(this.#table, this.rows));
	});

	/** Knees of each grade that shares are made of. */
	readonly gradeCounts: GradeCounts = $derived.by(() => ({
		val: countsOfRows(this.#table, this.#table.rows('val')),
		shown: countsOfRows(this.#table, this.#table.evaluatedRows)
	}));

	/** The chosen rule with its numbers. */
	readonly decisionRule: RuleNumbers = $derived(decisionRule(this.rule, this.gradeCounts));

	/** Shares of the grades that each network's scores are probabilities for: of its card, else those assumed; null for neither. */
	readonly priors: readonly (readonly number[] | null)[] = $derived.by(() => {
		const { assumedPrior, gradeCounts } = this;
		const assumed = assumedPrior && sharesFrom(assumedPrior, gradeCounts);
		return this.#results.map(({ card }) => card.trainingPrior ?? assumed);
	});

	readonly #modelScores: readonly SystemScores[] = $derived.by(() =>
		this.#results.map((results, index) => {
			void results.version;
			const { name, card } = results;
			const scores = this.#scoresOf(results);
			const prior = this.priors[index];
			return scored(name, card.title, index, scores, prior && { scores, prior });
		})
	);

	/** What the networks say of every row, whichever knees pass the filter. */
	readonly modelReadings: readonly SystemReadings[] = $derived(
		this.#modelScores.map((scores) => this.#read(scores))
	);

	readonly models: readonly System[] = $derived(
		this.modelReadings.map((readings) => this.#system(readings))
	);

	readonly #valConfusions: readonly Confusion[] = $derived.by(() => this.#confusionsOnVal());

	readonly weightsSource: WeightsSource = $derived.by(() => {
		const knees = this.#valRows().length;
		if (knees > 0) return { kind: 'val', knees };
		return this.#valConfusions.length > 0 ? { kind: 'cards' } : { kind: 'equal' };
	});

	/** Weights of every scheme, `table[model][grade]`. */
	readonly weights: Record<EnsembleScheme, EnsembleWeights> = $derived.by(() => {
		const members = this.#results.length;
		const mean = ensembleWeights(
			'mean',
			this.#results.map(() => emptyConfusion(this.#table.classCount))
		);
		const from = this.#valConfusions;
		if (members === 0 || from.length !== members) return { mean, accuracy: mean, f1: mean };
		return {
			mean,
			accuracy: ensembleWeights('accuracy', from),
			f1: ensembleWeights('f1', from)
		};
	});

	readonly #ensembleScores: Record<EnsembleScheme, SystemScores> = $derived.by(() => ({
		mean: this.#ensemble(sumBy(this.weights.mean)),
		accuracy: this.#ensemble(sumBy(this.weights.accuracy)),
		f1: this.#ensemble(sumBy(this.weights.f1))
	}));

	readonly #ensembleReadings: Record<EnsembleScheme, SystemReadings> = $derived.by(() => {
		const { mean, accuracy, f1 } = this.#ensembleScores;
		return { mean: this.#read(mean), accuracy: this.#read(accuracy), f1: this.#read(f1) };
	});

	readonly ensembles: Record<EnsembleScheme, System> = $derived.by(() => {
		const { mean, accuracy, f1 } = this.#ensembleReadings;
		return {
			mean: this.#system(mean),
			accuracy: this.#system(accuracy),
			f1: this.#system(f1)
		};
	});

	/** How one's own ensemble combines; null while there is none. */
	readonly ownCombination: Combination | null = $derived.by(() => {
		const { own } = this;
		if (!own) return null;
		return ownCombination(own, this.#results.length, (scheme) =>
			own.from === 'shown' ? this.#weightsOfShown(scheme).table : this.weights[scheme].table
		);
	});

	readonly #ownScores: SystemScores | null = $derived(
		this.ownCombination && this.#ensemble(this.ownCombination)
	);

	readonly #ownReadings: SystemReadings | null = $derived(
		this.#ownScores && this.#read(this.#ownScores)
	);

	/** One's own ensemble with its figures; null while there is none. */
	readonly ownSystem: System | null = $derived(
		this.#ownReadings && this.#system(this.#ownReadings)
	);

	/** The ensembles that can be chosen: the original's, then one's own where there is one. */
	readonly choices: readonly EnsembleChoice[] = $derived(
		this.own ? [...ENSEMBLE_SCHEMES, 'own'] : ENSEMBLE_SCHEMES
	);

	readonly ensemble: System = $derived(this.ensembleOf(this.scheme) ?? this.ensembles.f1);

	/** How the chosen ensemble combines. */
	readonly combination: Combination = $derived(
		this.combinationOf(this.scheme) ?? sumBy(this.weights.f1)
	);

	/** The networks, then the chosen ensemble. */
	readonly all: readonly System[] = $derived([...this.models, this.ensemble]);

	/** All of it as it is now. */
	readonly current: SystemsSnapshot = $derived({
		scheme: this.scheme,
		own: this.own,
		rule: this.rule,
		decisionRule: this.decisionRule,
		assumedPrior: this.assumedPrior,
		priors: this.priors,
		gradeCounts: this.gradeCounts,
		shares: this.shares,
		probabilityShares: this.probabilityShares,
		probabilityTarget: this.probabilityTarget,
		modelReadings: this.modelReadings,
		models: this.models,
		weightsSource: this.weightsSource,
		weights: this.weights,
		ensembles: this.ensembles,
		ownCombination: this.ownCombination,
		ownSystem: this.ownSystem,
		choices: this.choices,
		ensemble: this.ensemble,
		combination: this.combination,
		all: this.all,
		rows: this.rows
	});

	constructor(table: KneeTable, results: readonly ModelResults[], filter: KneeFilter) {
		super();
		this.#table = table;
		this.#results = results;
		this.#filter = filter;
	}

	/** Rows of the evaluated knees that pass the filter: what every figure and every selection is of. */
	get rows(): readonly number[] {
		return this.#filter.rows;
	}

	#scoresOf(results: ModelResults): ScoreTable {
		const { knees, classCount } = this.#table;
		const scores = ScoreTable.unread(knees.length, classCount);
		for (let row = 0; row < knees.length; row++) {
			const probabilities = results.probabilities(row);
			if (probabilities) scores.row(row).set(probabilities);
		}
		return scores;
	}

	#read(of: SystemScores): SystemReadings {
		const rule = this.decisionRule;
		const predictions = rule === HIGHEST_SCORE ? of.highest : gradesBy(rule, of.scores, of.basis);
		return { ...of, predictions };
	}

	#system(readings: SystemReadings): System {
		const { predictions } = readings;
		const confusion = this.#confusion(this.rows, predictions);
		return { ...readings, known: total(confusion), confusion, metrics: metricsOf(confusion) };
	}

	#ensemble(combination: Combination): SystemScores {
		const members = this.#modelScores.map(({ scores }) => scores);
		const scores = scoresOfRead(members, combination);
		const basis = ensembleBasis(
			this.#modelScores.map((member) => member.basis),
			combination,
			scores
		);
		return scored(ENSEMBLE, 'Ensemble', members.length, scores, basis);
	}

	/** Weights by the very knees that are shown: what they say of these knees is no longer a test. */
	#weightsOfShown(scheme: EnsembleScheme): EnsembleWeights {
		const rows = this.#commonRows(this.#table.evaluatedRows);
		if (rows.length === 0) return this.weights.mean;
		return ensembleWeights(
			scheme,
			this.#modelScores.map(({ highest }) => this.#confusion(rows, highest))
		);
	}

	/** Of those of `rows` whose grade is known. */
	#confusion(rows: readonly number[], predictions: Int8Array): Confusion {
		const truth = new Uint8Array(rows.length);
		const predicted = new Uint8Array(rows.length);
		let known = 0;
		for (const row of rows) {
			if (predictions[row] < 0) continue;
			truth[known] = this.#table.grades[row];
			predicted[known++] = predictions[row];
		}
		return confusionMatrix(
			truth.subarray(0, known),
			predicted.subarray(0, known),
			this.#table.classCount
		);
	}

	/** Validation knees that every network has read. */
	#valRows(): number[] {
		return this.#commonRows(this.#table.rows('val'));
	}

	#commonRows(rows: readonly number[]): number[] {
		return rows.filter((row) => this.#modelScores.every(({ highest }) => highest[row] >= 0));
	}

	#confusionsOnVal(): readonly Confusion[] {
		const rows = this.#valRows();
		if (rows.length > 0)
			return this.#modelScores.map(({ highest }) => this.#confusion(rows, highest));
		const stored = this.#results.map((results) => results.card.metrics.val?.confusion ?? null);
		return stored.every((confusion) => confusion !== null) ? (stored as number[][][]) : [];
	}
}

function scored(
	id: SystemId,
	title: string,
	index: number,
	scores: ScoreTable,
	basis: ShareBasis | null
): SystemScores {
	return { id, title, index, scores, highest: gradesBy(HIGHEST_SCORE, scores, null), basis };
}

function emptyConfusion(classCount: number): Confusion {
	return Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
}

import { confusionMatrix, type Confusion } from '#lib/core/confusion.ts';
import { decide, type DecisionRule } from '#lib/core/decision-rules.ts';
import {
	ensembleScores,
	ensembleWeights,
	type EnsembleScheme,
	type EnsembleWeights
} from '#lib/core/ensemble.ts';
import { GRADE_COUNT } from '#lib/core/grades.ts';
import { metricsOf, type Metrics } from '#lib/core/metrics.ts';
import type { KneeTable } from './knee-table.ts';
import type { ModelResults } from './model-results.svelte.ts';

/** A model's name, or `ensemble` for the chosen ensemble of all of them. */
export type SystemId = string;
export const ENSEMBLE: SystemId = 'ensemble';
export const HIGHEST_SCORE: DecisionRule = { kind: 'argmax' };

/** One way of grading the knees of the evaluated split. */
export interface System {
	id: SystemId;
	title: string;
	/** Place among the readers, for its colour and shape; the ensemble comes last. */
	index: number;
	/** Row-major `[rows of the study, 5]`; NaN where unknown. The ensemble's need not sum to 1. */
	scores: Float64Array;
	/** Grade read for every row of the study; -1 where unknown. */
	predictions: Int8Array;
	/** Knees of the evaluated split whose grade is known. */
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

/** The three networks and the chosen ensemble, always graded from the latest readings. */
export class Systems {
	readonly #table: KneeTable;
	readonly #results: readonly ModelResults[];
	scheme = $state<EnsembleScheme>('f1');
	/** How every system makes a grade of its scores; weights of ensembles always come from the highest score. */
	rule = $state.raw<DecisionRule>(HIGHEST_SCORE);

	readonly models: readonly System[] = $derived.by(() =>
		this.#results.map((results, index) => {
			void results.version;
			return this.#system(results.name, results.card.title, index, this.#scoresOf(results));
		})
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
			this.#results.map(() => emptyConfusion())
		);
		const from = this.#valConfusions;
		if (members === 0 || from.length !== members) return { mean, accuracy: mean, f1: mean };
		return {
			mean,
			accuracy: ensembleWeights('accuracy', from),
			f1: ensembleWeights('f1', from)
		};
	});

	readonly ensembles: Record<EnsembleScheme, System> = $derived.by(() => {
		const members = this.models.map((model) => model.scores);
		const combine = (scheme: EnsembleScheme) =>
			this.#system(
				ENSEMBLE,
				'Ensemble',
				members.length,
				ensembleScores(members, this.weights[scheme].table)
			);
		return { mean: combine('mean'), accuracy: combine('accuracy'), f1: combine('f1') };
	});

	readonly ensemble: System = $derived(this.ensembles[this.scheme]);

	/** The networks, then the chosen ensemble. */
	readonly all: readonly System[] = $derived([...this.models, this.ensemble]);

	constructor(table: KneeTable, results: readonly ModelResults[]) {
		this.#table = table;
		this.#results = results;
	}

	get(id: SystemId): System | null {
		return this.all.find((system) => system.id === id) ?? null;
	}

	/** Highest score minus the second highest: how sure a reading was; null where unknown. */
	margin(id: SystemId, row: number): number | null {
		const system = this.get(id);
		if (!system || system.predictions[row] < 0) return null;
		const scores = system.scores.slice(row * GRADE_COUNT, (row + 1) * GRADE_COUNT).sort();
		return scores[GRADE_COUNT - 1] - scores[GRADE_COUNT - 2];
	}

	/** The matrix of a system's scores if grades were made by another rule. */
	confusionBy(rule: DecisionRule, { scores }: System): Confusion {
		const predictions = gradesBy(rule, scores);
		return this.#confusion(
			this.#table.evaluatedRows.filter((row) => predictions[row] >= 0),
			predictions
		);
	}

	#scoresOf(results: ModelResults): Float64Array {
		const scores = new Float64Array(this.#table.knees.length * GRADE_COUNT).fill(NaN);
		for (let row = 0; row < this.#table.knees.length; row++) {
			const probabilities = results.probabilities(row);
			if (probabilities) scores.set(probabilities, row * GRADE_COUNT);
		}
		return scores;
	}

	#system(id: SystemId, title: string, index: number, scores: Float64Array): System {
		const predictions = gradesBy(this.rule, scores);
		const rows = this.#table.evaluatedRows.filter((row) => predictions[row] >= 0);
		const confusion = this.#confusion(rows, predictions);
		return {
			id,
			title,
			index,
			scores,
			predictions,
			known: rows.length,
			confusion,
			metrics: metricsOf(confusion)
		};
	}

	#confusion(rows: readonly number[], predictions: Int8Array): Confusion {
		return confusionMatrix(
			rows.map((row) => this.#table.grades[row]),
			rows.map((row) => predictions[row])
		);
	}

	/** Validation knees that every network has read. */
	#valRows(): number[] {
		return this.#table
			.rows('val')
			.filter((row) => this.models.every(({ predictions }) => predictions[row] >= 0));
	}

	#confusionsOnVal(): readonly Confusion[] {
		const rows = this.#valRows();
		if (rows.length > 0)
			return this.models.map(({ scores }) => this.#confusion(rows, gradesBy(HIGHEST_SCORE, scores)));
		const stored = this.#results.map((results) => results.card.metrics.val?.confusion ?? null);
		return stored.every((confusion) => confusion !== null) ? (stored as number[][][]) : [];
	}
}

/** Grades of the knees whose scores are known, -1 for the others. */
function gradesBy(rule: DecisionRule, scores: Float64Array): Int8Array {
	const grades = new Int8Array(scores.length / GRADE_COUNT).fill(-1);
	const rows: number[] = [];
	for (let row = 0; row < grades.length; row++) {
		if (!Number.isNaN(scores[row * GRADE_COUNT])) rows.push(row);
	}
	const known = new Float64Array(rows.length * GRADE_COUNT);
	rows.forEach((row, i) => {
		known.set(scores.subarray(row * GRADE_COUNT, (row + 1) * GRADE_COUNT), i * GRADE_COUNT);
	});
	decide(rule, known).forEach((grade, i) => (grades[rows[i]] = grade));
	return grades;
}

function emptyConfusion(): Confusion {
	return Array.from({ length: GRADE_COUNT }, () => new Array<number>(GRADE_COUNT).fill(0));
}

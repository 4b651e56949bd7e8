import { confusionMatrix, type Confusion } from '#lib/core/confusion.ts';
import {
	ensembleScores,
	ensembleWeights,
	type EnsembleScheme,
	type EnsembleWeights
} from '#lib/core/ensemble.ts';
import { GRADE_COUNT } from '#lib/core/grades.ts';
import { metricsOf, type Metrics } from '#lib/core/metrics.ts';
import { argmaxRows } from '#lib/core/predictions.ts';
import type { KneeFilter } from './knee-filter.svelte.ts';
import type { KneeTable } from './knee-table.ts';
import type { ModelResults } from './model-results.svelte.ts';

/** A model's name, or `ensemble` for the chosen ensemble of all of them. */
export type SystemId = string;
export const ENSEMBLE: SystemId = 'ensemble';

/** What one way of grading the knees says of every row, whichever knees are looked at. */
export interface SystemReadings {
	id: SystemId;
	title: string;
	/** Place among the readers, for its colour and shape; the ensemble comes last. */
	index: number;
	/** Row-major `[rows of the study, 5]`; NaN where unknown. The ensemble's need not sum to 1. */
	scores: Float64Array;
	/** Grade read for every row of the study; -1 where unknown. */
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

/** The three networks and the chosen ensemble, always graded from the latest readings. */
export class Systems {
	readonly #table: KneeTable;
	readonly #results: readonly ModelResults[];
	readonly #filter: KneeFilter;
	scheme = $state<EnsembleScheme>('f1');

	readonly #modelReadings: readonly SystemReadings[] = $derived.by(() =>
		this.#results.map((results, index) => {
			void results.version;
			return this.#readings(results.name, results.card.title, index, this.#scoresOf(results));
		})
	);

	readonly models: readonly System[] = $derived(
		this.#modelReadings.map((readings) => this.#system(readings))
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

	readonly #ensembleReadings: Record<EnsembleScheme, SystemReadings> = $derived.by(() => {
		const members = this.#modelReadings.map((model) => model.scores);
		const combine = (scheme: EnsembleScheme) =>
			this.#readings(
				ENSEMBLE,
				'Ensemble',
				members.length,
				ensembleScores(members, this.weights[scheme].table)
			);
		return { mean: combine('mean'), accuracy: combine('accuracy'), f1: combine('f1') };
	});

	readonly ensembles: Record<EnsembleScheme, System> = $derived.by(() => {
		const { mean, accuracy, f1 } = this.#ensembleReadings;
		return {
			mean: this.#system(mean),
			accuracy: this.#system(accuracy),
			f1: this.#system(f1)
		};
	});

	readonly ensemble: System = $derived(this.ensembles[this.scheme]);

	/** The networks, then the chosen ensemble. */
	readonly all: readonly System[] = $derived([...this.models, this.ensemble]);

	constructor(table: KneeTable, results: readonly ModelResults[], filter: KneeFilter) {
		this.#table = table;
		this.#results = results;
		this.#filter = filter;
	}

	/** Rows of the evaluated knees that pass the filter: what every figure and every selection is of. */
	get rows(): readonly number[] {
		return this.#filter.rows;
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

	#scoresOf(results: ModelResults): Float64Array {
		const scores = new Float64Array(this.#table.knees.length * GRADE_COUNT).fill(NaN);
		for (let row = 0; row < this.#table.knees.length; row++) {
			const probabilities = results.probabilities(row);
			if (probabilities) scores.set(probabilities, row * GRADE_COUNT);
		}
		return scores;
	}

	#readings(id: SystemId, title: string, index: number, scores: Float64Array): SystemReadings {
		const predictions = new Int8Array(this.#table.knees.length).fill(-1);
		for (let row = 0; row < predictions.length; row++) {
			const from = row * GRADE_COUNT;
			if (!Number.isNaN(scores[from])) {
				predictions[row] = argmaxRows(scores.subarray(from, from + GRADE_COUNT))[0];
			}
		}
		return { id, title, index, scores, predictions };
	}

	#system(readings: SystemReadings): System {
		const { predictions } = readings;
		const rows = this.rows.filter((row) => predictions[row] >= 0);
		const confusion = this.#confusion(rows, predictions);
		return { ...readings, known: rows.length, confusion, metrics: metricsOf(confusion) };
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
			.filter((row) => this.#modelReadings.every(({ predictions }) => predictions[row] >= 0));
	}

	#confusionsOnVal(): readonly Confusion[] {
		const rows = this.#valRows();
		if (rows.length > 0)
			return this.#modelReadings.map((model) => this.#confusion(rows, model.predictions));
		const stored = this.#results.map((results) => results.card.metrics.val?.confusion ?? null);
		return stored.every((confusion) => confusion !== null) ? (stored as number[][][]) : [];
	}
}

function emptyConfusion(): Confusion {
	return Array.from({ length: GRADE_COUNT }, () => new Array<number>(GRADE_COUNT).fill(0));
}

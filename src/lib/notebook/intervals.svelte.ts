import { asError } from '#lib/core/as-error.ts';
import type { Compute } from '#lib/runtime/computations.ts';
import type { Uncertainty } from '#lib/runtime/uncertainty.ts';
import { commonReadings } from './common-readings.ts';
import { schemeOfId } from './compared-systems.ts';
import type { KneeTable } from './knee-table.ts';
import type { SystemId, Systems } from './systems.svelte.ts';

/** What intervals are known, and of which systems: `order[i]` is system `i` of the result. */
export interface KnownIntervals {
	order: readonly SystemId[];
	result: Uncertainty;
}

/**
 * Intervals of the three networks and the three ensembles, computed together so that every difference
 * is paired. While new ones are on their way the old ones are not shown: `known` is null. A system that has
 * read nothing is left out, so that the others keep theirs.
 */
export class Intervals {
	readonly #table: KneeTable;
	readonly #systems: Systems;
	readonly #compute: Compute;
	/** Changes exactly when a reading of an evaluated knee becomes another grade. */
	readonly key: string = $derived.by(() => {
		const { models, ensembles } = this.#systems;
		return [...models, ...Object.values(ensembles)]
			.map(({ predictions }) => this.#table.evaluatedRows.map((row) => predictions[row]).join(''))
			.join(' ');
	});
	#latest = 0;
	#known = $state.raw<KnownIntervals | null>(null);
	#failure = $state.raw<Error | null>(null);

	constructor(table: KneeTable, systems: Systems, compute: Compute) {
		this.#table = table;
		this.#systems = systems;
		this.#compute = compute;
	}

	get known(): KnownIntervals | null {
		return this.#known;
	}

	get failure(): Error | null {
		return this.#failure;
	}

	/** Starts over for the current predictions; the latest request wins. */
	async update(): Promise<void> {
		const { ids, systems, rows } = commonReadings(this.#systems, this.#table);
		const request = ++this.#latest;
		this.#known = null;
		this.#failure = null;
		if (rows.length === 0) return;
		try {
			const result = await this.#compute.uncertaintyOf({
				truth: rows.map((row) => this.#table.grades[row]),
				subjects: rows.map((row) => this.#table.knees[row].subject),
				systems: systems.map(({ predictions }) => rows.map((row) => predictions[row]))
			});
			if (request === this.#latest) {
				this.#known = { order: ids.map((id) => schemeOfId(id) ?? id), result };
			}
		} catch (error) {
			if (request === this.#latest) this.#failure = asError(error);
		}
	}

	/** Place of a system in the result: a model's name, or the scheme of the ensemble. */
	index(id: SystemId): number {
		return this.#known?.order.indexOf(id) ?? -1;
	}
}

import { asError } from '#lib/core/as-error.ts';
import { numberKey } from '#lib/core/number-key.ts';
import type { Compute } from '#lib/runtime/computations.ts';
import type { Uncertainty } from '#lib/runtime/uncertainty.ts';
import { commonReadings } from './common-readings.ts';
import { schemeOfId } from './compared-systems.ts';
import type { KneeTable } from './knee-table.ts';
import type { System, SystemId, Systems } from './systems.svelte.ts';

/** What intervals are known, and of which systems: `order[i]` is system `i` of the result. */
export interface KnownIntervals {
	order: readonly SystemId[];
	result: Uncertainty;
	/** The readings they are of. */
	key: string;
}

/**
 * Intervals of the three networks and of every ensemble, computed together so that every difference
 * is paired. Those of other readings than the present ones are not shown: `known` is null from the moment a
 * grade changes. A system that has read nothing is left out, so that the others keep theirs.
 */
export class Intervals {
	readonly #table: KneeTable;
	readonly #systems: Systems;
	readonly #compute: Compute;
	/** Changes exactly when the knees do, or a reading of one of them becomes another grade. */
	readonly key: string = $derived.by(() => {
		const { rows } = this.#systems;
		return this.#named
			.map(({ id, system }) => `${id} ${numberKey(rows.map((row) => system.predictions[row]))}`)
			.concat(rows === this.#table.evaluatedRows ? '' : numberKey(rows))
			.join(' ');
	});
	/** The networks and the ensembles, each by the name that {@link index} knows it by. */
	readonly #named: readonly { id: SystemId; system: System }[] = $derived.by(() => [
		...this.#systems.models.map((system) => ({ id: system.id, system })),
		...this.#systems.choices.flatMap((id) => {
			const system = this.#systems.ensembleOf(id);
			return system ? [{ id, system }] : [];
		})
	]);
	#latest = 0;
	#known = $state.raw<KnownIntervals | null>(null);
	#failure = $state.raw<Error | null>(null);

	constructor(table: KneeTable, systems: Systems, compute: Compute) {
		this.#table = table;
		this.#systems = systems;
		this.#compute = compute;
	}

	get known(): KnownIntervals | null {
		return this.#known?.key === this.key ? this.#known : null;
	}

	get failure(): Error | null {
		return this.#failure;
	}

	/** Starts over for the current predictions; the latest request wins. */
	async update(): Promise<void> {
		const { key } = this;
		const { ids, systems, rows } = commonReadings(this.#systems);
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
			if (request !== this.#latest) return;
			this.#known = { order: ids.map((id) => schemeOfId(id) ?? id), result, key };
		} catch (error) {
			if (request === this.#latest) this.#failure = asError(error);
		}
	}

	/** Place of a system in the result: a model's name, or which ensemble it is. */
	index(id: SystemId): number {
		return this.known?.order.indexOf(id) ?? -1;
	}
}

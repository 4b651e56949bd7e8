import { asError } from '#lib/core/async/as-error.ts';
import { numberKey } from '#lib/core/statistics/number-key.ts';
import type { Compute } from '#lib/runtime/compute/computations.ts';
import type {
	Uncertainty,
	UncertainMetric,
	UncertaintyInput
} from '#lib/runtime/compute/uncertainty.ts';
import { metricOf } from '#lib/core/metrics/registry.ts';
import { withTests } from '#lib/core/comparison/paired-comparison.ts';
import { commonReadings } from '#lib/study/readings/common-readings.ts';
import { schemeOfId } from '#lib/study/systems/compared-systems.ts';
import { allEvidence, isDrawn } from './more-exchanges.svelte.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { System, SystemId, Systems } from '#lib/study/systems/systems.svelte.ts';

/** What intervals are known, and of which systems: `order[i]` is system `i` of the result. */
export interface KnownIntervals {
	order: readonly SystemId[];
	result: Uncertainty;
	/** The readings they are of. */
	key: string;
	/** Whether the tests stay as they are: of all exchanges, or of the first where more could not be computed. */
	settled: boolean;
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
	#input: UncertaintyInput | null = null;
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
		this.#input = null;
		this.#failure = null;
		if (rows.length === 0) return;
		try {
			const input = {
				truth: rows.map((row) => this.#table.grades[row]),
				subjects: rows.map((row) => this.#table.knees[row].subject),
				systems: systems.map(({ predictions }) => rows.map((row) => predictions[row])),
				classCount: this.#table.classCount
			};
			const result = await this.#compute.uncertaintyOf(input);
			if (request !== this.#latest) return;
			const order = ids.map((id) => schemeOfId(id) ?? id);
			this.#input = input;
			this.#known = { order, result, key, settled: false };
		} catch (error) {
			if (request === this.#latest) this.#failure = asError(error);
		}
	}

	/**
	 * Makes the tests of the present answer those of all exchanges, metric by metric. Where it fails the first answer stays:
	 * it says itself how certain it is.
	 */
	async refine(): Promise<void> {
		const request = this.#latest;
		const input = this.#input;
		if (!this.#known || this.#known.settled || !input) return;
		const { comparisons } = this.#known.result;
		const goOn = () => request === this.#latest;
		try {
			for (const metric of Object.keys(comparisons) as UncertainMetric[]) {
				if (!isDrawn(comparisons[metric])) continue;
				const evidence = await allEvidence(
					(options) => this.#compute.metricEvidence(input, metric, options),
					goOn
				);
				if (!evidence) return;
				this.#take(
					metric,
					withTests(comparisons[metric], evidence, { better: metricOf(metric).better })
				);
			}
		} catch {
			if (!goOn()) return;
		}
		if (goOn()) this.#known = { ...this.#known, settled: true };
	}

	#take(metric: UncertainMetric, tested: Uncertainty['comparisons'][UncertainMetric]): void {
		const known = this.#known!;
		const comparisons = { ...known.result.comparisons, [metric]: tested };
		this.#known = { ...known, result: { ...known.result, comparisons } };
	}

	/** Place of a system in the result: a model's name, or which ensemble it is. */
	index(id: SystemId): number {
		return this.known?.order.indexOf(id) ?? -1;
	}
}

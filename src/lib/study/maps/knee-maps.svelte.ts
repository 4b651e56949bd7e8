import { asError } from '#lib/core/async/as-error.ts';
import { kneeMapSeconds } from '#lib/runtime/maps/knee-map-cost.ts';
import type { DrawKneeMap } from '#lib/runtime/maps/knee-map-client.ts';
import type { KneeMap, KneeMapProgress } from '#lib/runtime/maps/knee-map.types.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { ModelResults } from '#lib/study/readings/model-results.svelte.ts';

export { kneeMapSeconds };
export { COMPARED_NEIGHBOURS, LEAST_KNEES } from '#lib/runtime/maps/knee-map.types.ts';
export type { KneeMap, KneeMapProgress } from '#lib/runtime/maps/knee-map.types.ts';

export type MapJob =
	| { kind: 'none' }
	/** The stored features are on their way. */
	| { kind: 'fetching' }
	| { kind: 'drawing'; progress: KneeMapProgress | null }
	| { kind: 'failed'; error: Error };

/** A map and the readings it was drawn from: point `i` is knee `rows[i]`. */
export interface DrawnMap extends KneeMap {
	rows: readonly number[];
	/** Live features there were then. */
	live: number;
	/** `KneeFeatures.version` then. */
	version: number;
}

const SEED = 1;
const NO_JOB: MapJob = { kind: 'none' };

/** The maps of the evaluated knees, one a network, drawn when asked for and kept while the page lives. */
export class KneeMaps {
	readonly #table: KneeTable;
	readonly #draw: DrawKneeMap;
	readonly #controllers = new Map<string, AbortController>();
	#jobs = $state.raw<ReadonlyMap<string, MapJob>>(new Map());
	#drawn = $state.raw<ReadonlyMap<string, DrawnMap>>(new Map());
	#pace = $state<number | null>(null);

	constructor(table: KneeTable, draw: DrawKneeMap) {
		this.#table = table;
		this.#draw = draw;
	}

	/** The network's last map; null until one is drawn. */
	drawn({ name }: ModelResults): DrawnMap | null {
		return this.#drawn.get(name) ?? null;
	}

	job({ name }: ModelResults): MapJob {
		return this.#jobs.get(name) ?? NO_JOB;
	}

	/** How much longer the last map took here than {@link kneeMapSeconds} says; null before the first. */
	get pace(): number | null {
		return this.#pace;
	}

	/** Draws a network's map from its latest readings; the latest request wins. */
	async draw(results: ModelResults): Promise<void> {
		const { name } = results;
		this.cancel(results);
		const controller = new AbortController();
		this.#controllers.set(name, controller);
		const { signal } = controller;
		const goesOn = (job: MapJob) => {
			if (!signal.aborted) this.#set(name, job);
		};
		goesOn({ kind: 'fetching' });
		try {
			await results.features.load();
			signal.throwIfAborted();
			goesOn({ kind: 'drawing', progress: null });
			const begun = performance.now();
			const map = await this.#drawFrom(results, signal, (progress) =>
				goesOn({ kind: 'drawing', progress })
			);
			if (signal.aborted) return;
			this.#drawn = new Map(this.#drawn).set(name, map);
			const expected = kneeMapSeconds(map.rows.length, results.card.featureMap[2]);
			this.#pace = (performance.now() - begun) / 1000 / expected;
			this.#set(name, NO_JOB);
		} catch (error) {
			goesOn({ kind: 'failed', error: asError(error) });
		}
	}

	/** Stops drawing a network's map; the one before stays. */
	cancel({ name }: ModelResults): void {
		this.#controllers.get(name)?.abort();
		this.#controllers.delete(name);
		this.#set(name, NO_JOB);
	}

	dispose(): void {
		for (const controller of this.#controllers.values()) controller.abort();
		this.#controllers.clear();
	}

	async #drawFrom(
		{ features }: ModelResults,
		signal: AbortSignal,
		onProgress: (progress: KneeMapProgress) => void
	): Promise<DrawnMap> {
		const { evaluatedRows, grades, knees } = this.#table;
		const rows = evaluatedRows.filter((row) => features.of(row) !== null);
		const width = rows.length > 0 ? features.of(rows[0])!.length : 0;
		const packed = new Float32Array(rows.length * width);
		rows.forEach((row, i) => packed.set(features.of(row)!, i * width));
		const { version, liveCount: live } = features;
		const map = await this.#draw(
			{
				features: packed,
				width,
				grades: Int8Array.from(rows, (row) => grades[row]),
				subjects: rows.map((row) => knees[row].subject),
				seed: SEED
			},
			onProgress,
			signal
		);
		return { ...map, rows, version, live };
	}

	#set(name: string, job: MapJob): void {
		this.#jobs = new Map(this.#jobs).set(name, job);
	}
}

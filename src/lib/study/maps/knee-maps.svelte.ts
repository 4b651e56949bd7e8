import { kneeMapSeconds } from '#lib/runtime/maps/knee-map-cost.ts';
import type { DrawKneeMap } from '#lib/runtime/maps/knee-map-client.ts';
import type { KneeMap, KneeMapProgress } from '#lib/runtime/maps/knee-map.types.ts';
import { Latest } from '#lib/study/jobs/latest.svelte.ts';
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

/** The maps of the evaluated knees, one a network, drawn when asked for and kept while the page lives. */
export class KneeMaps {
	readonly #table: KneeTable;
	readonly #draw: DrawKneeMap;
	readonly #maps: ReadonlyMap<string, Latest<DrawnMap, MapJob>>;
	#pace = $state<number | null>(null);

	constructor(table: KneeTable, results: readonly ModelResults[], draw: DrawKneeMap) {
		this.#table = table;
		this.#draw = draw;
		this.#maps = new Map(
			results.map(({ name }) => [name, new Latest<DrawnMap, MapJob>({ atOnce: true, keeps: true })])
		);
	}

	/** The network's last map; null until one is drawn. */
	drawn({ name }: ModelResults): DrawnMap | null {
		return this.#maps.get(name)!.value;
	}

	job({ name }: ModelResults): MapJob {
		const { error, progress } = this.#maps.get(name)!;
		return error ? { kind: 'failed', error } : (progress ?? { kind: 'none' });
	}

	/** How much longer the last map took here than {@link kneeMapSeconds} says; null before the first. */
	get pace(): number | null {
		return this.#pace;
	}

	/** Draws a network's map from its latest readings; the latest request wins. */
	async draw(results: ModelResults): Promise<void> {
		await this.#maps.get(results.name)!.set(async (signal, report) => {
			report({ kind: 'fetching' });
			await results.features.load();
			signal.throwIfAborted();
			report({ kind: 'drawing', progress: null });
			const begun = performance.now();
			const map = await this.#drawFrom(results, signal, (progress) =>
				report({ kind: 'drawing', progress })
			);
			signal.throwIfAborted();
			const expected = kneeMapSeconds(map.rows.length, results.card.featureMap[2]);
			this.#pace = (performance.now() - begun) / 1000 / expected;
			return map;
		});
	}

	/** Stops drawing a network's map; the one before stays. */
	cancel({ name }: ModelResults): void {
		this.#maps.get(name)!.stop();
	}

	dispose(): void {
		for (const map of this.#maps.values()) map.stop();
	}

	async #drawFrom(
		{ features }: ModelResults,
		signal: AbortSignal,
		onProgress: (progress: KneeMapProgress) => void
	): Promise<DrawnMap> {
		const { classCount, evaluatedRows, grades, knees } = this.#table;
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
				classCount,
				subjects: rows.map((row) => knees[row].subject),
				seed: SEED
			},
			onProgress,
			signal
		);
		return { ...map, rows, version, live };
	}
}

import type { KneeTruth } from '#lib/core/test-set.ts';
import { httpFiles } from '#lib/data/http-files.ts';
import { loadTruths } from '#lib/data/load-test-set.ts';
import type { KneeTable } from './knee-table.ts';

/** What was drawn into the phantoms, fetched when first asked for; a failed fetch is forgotten. */
export class KneeTruths {
	readonly #table: KneeTable;
	readonly #baseUrl: string;
	#loading: Promise<ReadonlyMap<string, KneeTruth>> | null = null;

	constructor(table: KneeTable, baseUrl: string) {
		this.#table = table;
		this.#baseUrl = baseUrl;
	}

	/**
	 * What was drawn into a knee; null for a real one.
	 * @throws Error naming the file when it cannot be fetched or is damaged
	 */
	async of(row: number): Promise<KneeTruth | null> {
		if (!this.#table.manifest.truths) return null;
		if (!this.#loading) {
			this.#loading = loadTruths(httpFiles(this.#baseUrl), this.#table.manifest);
			this.#loading.catch(() => (this.#loading = null));
		}
		return (await this.#loading).get(this.#table.knees[row].id) ?? null;
	}
}

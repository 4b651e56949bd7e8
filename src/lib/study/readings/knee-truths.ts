import type { KneeTruth } from '#lib/core/records/test-set.ts';
import { FetchedOnce } from './fetched-once.ts';
import type { KneeTable } from './knee-table.ts';

/** What was drawn into the phantoms, fetched when first asked for; a failed fetch is forgotten. */
export class KneeTruths {
	readonly #table: KneeTable;
	readonly #file: FetchedOnce<ReadonlyMap<string, KneeTruth>>;

	/** @param load what was drawn into each phantom, by id; empty for real knees */
	constructor(table: KneeTable, load: () => Promise<ReadonlyMap<string, KneeTruth>>) {
		this.#table = table;
		this.#file = new FetchedOnce(load);
	}

	/**
	 * What was drawn into each phantom, by id; empty for real knees.
	 * @throws Error naming the file when it cannot be fetched or is damaged
	 */
	all(): Promise<ReadonlyMap<string, KneeTruth>> {
		return this.#file.get();
	}

	/**
	 * What was drawn into a knee; null for a real one.
	 * @throws Error naming the file when it cannot be fetched or is damaged
	 */
	async of(row: number): Promise<KneeTruth | null> {
		return (await this.all()).get(this.#table.knees[row].id) ?? null;
	}
}

import { asError } from '#lib/core/async/as-error.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import {
	sliceFamilies,
	type NamedSlice,
	type SliceData,
	type SliceFamily,
	type SliceId,
	type SliceSource
} from './slice-families.ts';

/** How what is not there at first is fetched. */
export interface SliceFiles {
	properties: () => Promise<SliceData['properties']>;
	truths: () => Promise<SliceData['truths']>;
}

type File = keyof SliceFiles;

/** Which knees are in which slice. What needs a file is not known before {@link KneeSlices.load}. */
export class KneeSlices {
	readonly #table: KneeTable;
	readonly #files: SliceFiles;
	/** Those that this test set has the files for. */
	readonly families: readonly SliceFamily[];
	readonly #familyOf = new Map<SliceId, SliceFamily>();
	readonly #places = new Map<string, Int8Array>();
	#here = $state.raw<Pick<SliceData, File> | null>(null);
	#failure = $state.raw<Error | null>(null);
	#loading: Promise<void> | null = null;

	constructor(table: KneeTable, files: SliceFiles) {
		this.#table = table;
		this.#files = files;
		const { properties, truths } = table.manifest;
		const has = { knees: true, properties: Boolean(properties), truths: truths !== null };
		this.families = sliceFamilies(table.scale).filter(({ source }) => has[source]);
		for (const family of this.families) {
			for (const { id } of family.slices) this.#familyOf.set(id, family);
		}
	}

	/** Why the files could not be fetched; null where they could, or were not asked for. */
	get failure(): Error | null {
		return this.#failure;
	}

	/** Whether every slice of this set is known. */
	get complete(): boolean {
		return this.families.every((family) => this.#isHere(family.source));
	}

	/** The family of this id; null where this set has none. */
	family(id: string): SliceFamily | null {
		return this.families.find((family) => family.id === id) ?? null;
	}

	/** The family of a slice; null where this set has no such slice. */
	familyOf(id: SliceId): SliceFamily | null {
		return this.#familyOf.get(id) ?? null;
	}

	slice(id: SliceId): NamedSlice | null {
		return this.familyOf(id)?.slices.find((slice) => slice.id === id) ?? null;
	}

	/** Whether a row is in a slice; null before its file is here, and where this set has no such slice. */
	membership(id: SliceId): ((row: number) => boolean) | null {
		const family = this.familyOf(id);
		const places = family && this.places(family);
		if (!places) return null;
		const place = family.slices.findIndex((slice) => slice.id === id);
		return (row) => places[row] === place;
	}

	/** Which slice of a family each row is in, -1 for none; null before its file is here. */
	places(family: SliceFamily): ArrayLike<number> | null {
		if (!this.#isHere(family.source)) return null;
		const known = this.#places.get(family.id);
		if (known) return known;
		const { properties, truths } = this.#here ?? { properties: new Map(), truths: new Map() };
		const placeOf = family.placer({ table: this.#table, properties, truths });
		const places = Int8Array.from(this.#table.knees, (_, row) => placeOf(row));
		this.#places.set(family.id, places);
		return places;
	}

	/** Fetches what is not here yet; a failure is in `failure`, and asking again tries again. */
	load(): Promise<void> {
		this.#loading ??= this.#fetch().finally(() => (this.#loading = null));
		return this.#loading;
	}

	async #fetch(): Promise<void> {
		if (this.complete) return;
		this.#failure = null;
		try {
			const [properties, truths] = await Promise.all([
				this.#files.properties(),
				this.#files.truths()
			]);
			this.#here = { properties, truths };
		} catch (error) {
			this.#failure = asError(error);
		}
	}

	#isHere(source: SliceSource): boolean {
		return source === 'knees' || this.#here !== null;
	}
}

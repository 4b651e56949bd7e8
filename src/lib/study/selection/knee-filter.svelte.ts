import type { KneeSlices } from '#lib/study/slices/knee-slices.svelte.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { SliceId } from '#lib/study/slices/slice-families.ts';

/** `waiting`: which knees pass is not known yet, `failed`: nor will be, until it is tried again. */
export type FilterState = 'off' | 'waiting' | 'failed' | 'on';

/**
 * Which of the evaluated knees the matrices, figures and selections are of: those that are in every slice
 * chosen here. All of them while none is chosen.
 */
export class KneeFilter {
	readonly #table: KneeTable;
	readonly #slices: KneeSlices;
	#conditions = $state.raw<readonly SliceId[]>([]);

	readonly #memberships = $derived(this.#conditions.map((id) => this.#slices.membership(id)));

	readonly state: FilterState = $derived.by(() => {
		if (this.#conditions.length === 0) return 'off';
		if (this.#memberships.every((membership) => membership !== null)) return 'on';
		return this.#slices.failure ? 'failed' : 'waiting';
	});

	/** Evaluated rows that pass, in the order of the set; none while it is not known which. */
	readonly rows: readonly number[] = $derived.by(() => {
		const { evaluatedRows } = this.#table;
		if (this.#conditions.length === 0) return evaluatedRows;
		const memberships = this.#memberships;
		return evaluatedRows.filter((row) => memberships.every((isIn) => isIn?.(row)));
	});

	constructor(table: KneeTable, slices: KneeSlices) {
		this.#table = table;
		this.#slices = slices;
	}

	get conditions(): readonly SliceId[] {
		return this.#conditions;
	}

	has(id: SliceId): boolean {
		return this.#conditions.includes(id);
	}

	/** The knees that pass in words, e.g. "left knees, sharp films"; empty where all do. */
	get words(): string {
		return this.#conditions.map((id) => this.#slices.slice(id)?.words ?? id).join(', ');
	}

	/**
	 * Chooses exactly these slices and fetches what they need.
	 *
	 * @returns false, and leaves all as it is, where this set has no such slice or two are of one family
	 */
	set(ids: readonly SliceId[]): boolean {
		const families = ids.map((id) => this.#slices.familyOf(id));
		if (families.includes(null) || new Set(families).size < ids.length) return false;
		this.#conditions = ids;
		if (families.some((family) => family?.source !== 'knees')) void this.#slices.load();
		return true;
	}

	/** Adds a slice; it takes the place of another of its family, which no knee could be in too. */
	add(id: SliceId): void {
		const family = this.#slices.familyOf(id);
		this.set([...this.#conditions.filter((one) => this.#slices.familyOf(one) !== family), id]);
	}

	remove(id: SliceId): void {
		this.set(this.#conditions.filter((one) => one !== id));
	}

	clear(): void {
		this.#conditions = [];
	}
}

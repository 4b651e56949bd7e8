import type { AttributionMap, ClassMaps } from '#lib/core/records/attribution.ts';
import type { FeatureGrid } from '#lib/core/records/study.ts';

/** Maps of one network for every packed knee; a row is known once its peaks are finite. */
interface Table {
	grid: FeatureGrid;
	maps: ClassMaps;
}

/**
 * Why one network reads the knees as it does: an attribution map of each knee and class, stored or, row by row, of the
 * pass that read the knee live. Rows are indices into the study's list of knees.
 */
export class Explanations {
	readonly #rows: number;
	readonly #classCount: number;
	#stored = $state.raw<Table | null>(null);
	#live = $state.raw<Table | null>(null);
	#version = $state(0);

	/** @param rows of the study */
	constructor(rows: number, classCount: number) {
		this.#rows = rows;
		this.#classCount = classCount;
	}

	/** Where the cells of the maps lie; null until some are here. */
	get grid(): FeatureGrid | null {
		return (this.#live ?? this.#stored)?.grid ?? null;
	}

	/** Takes the stored maps of these rows. */
	setStored(rows: readonly number[], maps: ClassMaps, grid: FeatureGrid): void {
		const table = this.#stored ?? this.#emptyTable(grid);
		this.#write(table, rows, maps);
		this.#stored = table;
		this.#version += 1;
	}

	/** Takes a batch of maps: those of image `i` are of knee `rows[i]`. */
	addLive(rows: readonly number[], maps: ClassMaps, grid: FeatureGrid): void {
		const table = this.#live ?? this.#emptyTable(grid);
		this.#write(table, rows, maps);
		this.#live = table;
		this.#version += 1;
	}

	/** Forgets the live maps; the stored ones show again. */
	clearLive(): void {
		this.#live = null;
		this.#version += 1;
	}

	/** The map of one class, live where there is one, else stored; null while unknown, and for no class of the labels. */
	map(row: number, target: number): AttributionMap | null {
		void this.#version;
		if (!(target >= 0 && target < this.#classCount)) return null;
		return this.#mapIn(this.#live, row, target) ?? this.#mapIn(this.#stored, row, target);
	}

	#mapIn(table: Table | null, row: number, target: number): AttributionMap | null {
		if (!table) return null;
		const { grid, maps } = table;
		const at = row * this.#classCount + target;
		const peak = maps.peaks[at];
		if (Number.isNaN(peak)) return null;
		const cells = grid.rows * grid.columns;
		return { grid, peak, values: maps.values.subarray(at * cells, (at + 1) * cells) };
	}

	#emptyTable(grid: FeatureGrid): Table {
		const length = this.#rows * this.#classCount;
		const values = new Float32Array(length * grid.rows * grid.columns);
		return { grid, maps: { values, peaks: new Float32Array(length).fill(NaN) } };
	}

	#write({ grid, maps }: Table, rows: readonly number[], from: ClassMaps): void {
		const classes = this.#classCount;
		const width = classes * grid.rows * grid.columns;
		rows.forEach((row, i) => {
			maps.peaks.set(from.peaks.subarray(i * classes, (i + 1) * classes), row * classes);
			maps.values.set(from.values.subarray(i * width, (i + 1) * width), row * width);
		});
	}
}

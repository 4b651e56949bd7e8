import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { FeatureGrid, Readings } from '#lib/core/records/study.ts';
import { KneeFeatures } from './knee-features.svelte.ts';

/** Readings of one network for every packed knee; a row is read once its probabilities are finite. */
interface Table {
	probabilities: Float32Array;
	maps: Float32Array;
	mapPeaks: Float32Array;
	classCount: number;
	cells: number;
	read: Uint8Array;
	count: number;
}

function emptyTable(rows: number, classCount: number, cells: number): Table {
	return {
		probabilities: new Float32Array(rows * classCount).fill(NaN),
		maps: new Float32Array(rows * classCount * cells),
		mapPeaks: new Float32Array(rows * classCount).fill(NaN),
		classCount,
		cells,
		read: new Uint8Array(rows),
		count: 0
	};
}

function writeRow(table: Table, row: number, readings: Readings, index: number): void {
	const { cells, classCount } = table;
	const from = index * classCount;
	table.probabilities.set(
		readings.probabilities.subarray(from, from + classCount),
		row * classCount
	);
	table.mapPeaks.set(readings.mapPeaks.subarray(from, from + classCount), row * classCount);
	table.maps.set(
		readings.maps.subarray(from * cells, (from + classCount) * cells),
		row * classCount * cells
	);
	if (!table.read[row]) {
		table.read[row] = 1;
		table.count += 1;
	}
}

/**
 * What one network says of the knees: stored results first, then, row by row, the live ones that
 * replace them. Rows are indices into the study's list of knees.
 */
export class ModelResults {
	readonly card: ModelCard;
	readonly features = new KneeFeatures();
	readonly #rows: number;
	readonly #classCount: number;
	#stored = $state.raw<Table | null>(null);
	#live = $state.raw<Table | null>(null);
	#grid = $state.raw<FeatureGrid | null>(null);
	#version = $state(0);

	/** @param rows of the study */
	constructor(card: ModelCard, rows: number, classCount: number) {
		this.card = card;
		this.#rows = rows;
		this.#classCount = classCount;
	}

	get name(): string {
		return this.card.name;
	}

	/** Where the cells of the heat maps lie; null until results of any kind are here. */
	get grid(): FeatureGrid | null {
		return this.#grid;
	}

	/** Grows with every batch: what depends on the numbers reads it. */
	get version(): number {
		return this.#version;
	}

	get liveCount(): number {
		void this.#version;
		return this.#live?.count ?? 0;
	}

	get hasStored(): boolean {
		return this.#stored !== null;
	}

	/** Takes stored probabilities `[rows.length, classes]` for these rows. */
	setStored(rows: readonly number[], probabilities: Float32Array, grid: FeatureGrid): void {
		const table = emptyTable(this.#rows, this.#classCount, grid.rows * grid.columns);
		rows.forEach((row, index) => {
			const from = index * this.#classCount;
			table.probabilities.set(
				probabilities.subarray(from, from + this.#classCount),
				row * this.#classCount
			);
			table.read[row] = 1;
		});
		table.count = rows.length;
		this.#stored = table;
		this.#grid ??= grid;
		this.#version += 1;
	}

	/** Takes the stored heat maps `[rows.length, classes, cells]` and their peaks, which arrive later. */
	setStoredMaps(rows: readonly number[], maps: Float32Array, mapPeaks: Float32Array): void {
		const table = this.#stored;
		if (!table) return;
		const { classCount } = table;
		const width = classCount * table.cells;
		rows.forEach((row, index) => {
			table.maps.set(maps.subarray(index * width, (index + 1) * width), row * width);
			table.mapPeaks.set(
				mapPeaks.subarray(index * classCount, (index + 1) * classCount),
				row * classCount
			);
		});
		this.#version += 1;
	}

	/** Takes a batch of live readings: reading `i` is of knee `rows[i]`. */
	addLive(rows: readonly number[], readings: Readings, grid: FeatureGrid): void {
		const live = this.#live ?? emptyTable(this.#rows, this.#classCount, grid.rows * grid.columns);
		rows.forEach((row, index) => writeRow(live, row, readings, index));
		this.#live = live;
		this.features.addLive(rows, readings.pooled);
		this.#grid = grid;
		this.#version += 1;
	}

	/** Forgets the live results; the stored ones show again. */
	clearLive(): void {
		this.#live = null;
		this.features.clearLive();
		this.#version += 1;
	}

	isLive(row: number): boolean {
		void this.#version;
		return this.#live?.read[row] === 1;
	}

	isKnown(row: number): boolean {
		void this.#version;
		return this.#live?.read[row] === 1 || this.#stored?.read[row] === 1;
	}

	/** Probabilities of a knee, one a class, live where it was read live, else stored; null where unknown. */
	probabilities(row: number): Float32Array | null {
		const table = this.#tableOf(row);
		return (
			table?.probabilities.subarray(row * this.#classCount, (row + 1) * this.#classCount) ?? null
		);
	}

	/** The stored probabilities of a knee even where live ones replaced them; null where there are none. */
	storedProbabilities(row: number): Float32Array | null {
		const table = this.#stored;
		if (!table || !table.read[row]) return null;
		return table.probabilities.subarray(row * this.#classCount, (row + 1) * this.#classCount);
	}

	/**
	 * Grad-CAM of one grade on the feature grid, `rows * columns` values 0-1; all zero where the network
	 * found nothing for this grade; null while unknown.
	 */
	map(row: number, grade: number): Float32Array | null {
		const table = this.#tableOf(row);
		if (!table || Number.isNaN(table.mapPeaks[row * this.#classCount + grade])) return null;
		const from = (row * this.#classCount + grade) * table.cells;
		return table.maps.subarray(from, from + table.cells);
	}

	#tableOf(row: number): Table | null {
		void this.#version;
		if (this.#live?.read[row]) return this.#live;
		return this.#stored?.read[row] ? this.#stored : null;
	}
}

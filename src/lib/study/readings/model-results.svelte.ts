import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { Readings } from '#lib/core/records/study.ts';
import { Explanations } from './explanations.svelte.ts';
import { KneeFeatures } from './knee-features.svelte.ts';

/** Probabilities of one network for every packed knee. */
interface Table {
	probabilities: Float32Array;
	read: Uint8Array;
	count: number;
}

function emptyTable(rows: number, classCount: number): Table {
	return {
		probabilities: new Float32Array(rows * classCount).fill(NaN),
		read: new Uint8Array(rows),
		count: 0
	};
}

/** Writes probabilities `[rows.length, classes]`. */
function writeRows(
	table: Table,
	rows: readonly number[],
	probabilities: Float32Array,
	classCount: number
): void {
	rows.forEach((row, i) => {
		const own = probabilities.subarray(i * classCount, (i + 1) * classCount);
		table.probabilities.set(own, row * classCount);
		if (table.read[row]) return;
		table.read[row] = 1;
		table.count += 1;
	});
}

/**
 * What one network says of the knees: stored probabilities first, then, row by row, the live ones that
 * replace them; why it says so is in its explanations. Rows are indices into the study's list of knees.
 */
export class ModelResults {
	readonly card: ModelCard;
	readonly features = new KneeFeatures();
	readonly explanations: Explanations;
	readonly #rows: number;
	readonly #classCount: number;
	#stored = $state.raw<Table | null>(null);
	#live = $state.raw<Table | null>(null);
	#version = $state(0);

	/** @param rows of the study */
	constructor(card: ModelCard, rows: number, classCount: number) {
		this.card = card;
		this.#rows = rows;
		this.#classCount = classCount;
		this.explanations = new Explanations(rows, classCount);
	}

	get name(): string {
		return this.card.name;
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
	setStored(rows: readonly number[], probabilities: Float32Array): void {
		const table = emptyTable(this.#rows, this.#classCount);
		writeRows(table, rows, probabilities, this.#classCount);
		this.#stored = table;
		this.#version += 1;
	}

	/** Takes a batch of live readings: reading `i` is of knee `rows[i]`. */
	addLive(rows: readonly number[], { probabilities, pooled }: Readings): void {
		const live = this.#live ?? emptyTable(this.#rows, this.#classCount);
		writeRows(live, rows, probabilities, this.#classCount);
		this.#live = live;
		this.features.addLive(rows, pooled);
		this.#version += 1;
	}

	/** Forgets the live results; the stored ones show again. */
	clearLive(): void {
		this.#live = null;
		this.features.clearLive();
		this.explanations.clearLive();
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

	#tableOf(row: number): Table | null {
		void this.#version;
		if (this.#live?.read[row]) return this.#live;
		return this.#stored?.read[row] ? this.#stored : null;
	}
}

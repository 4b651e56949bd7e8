/** Stored pooled features that can be fetched: those of `rows`, in this order. */
export interface StoredFeatures {
	rows: readonly number[];
	/** Size of the file. */
	bytes: number;
	/** One list of features after the other. Rejects, naming the file, when it cannot be fetched or is damaged. */
	load: () => Promise<Float32Array>;
}

/**
 * What one network found in each knee before it graded it: the averages of its last feature map. Stored ones are fetched
 * when first asked for; live ones replace them row by row. Rows are indices into the study's list of knees.
 */
export class KneeFeatures {
	#version = $state(0);
	#offered = $state.raw<StoredFeatures | null>(null);
	#loading: Promise<void> | null = null;
	#stored: ReadonlyMap<number, Float32Array> = new Map();
	readonly #live = new Map<number, Float32Array>();

	/** Grows with everything that comes. */
	get version(): number {
		return this.#version;
	}

	get liveCount(): number {
		void this.#version;
		return this.#live.size;
	}

	/** Bytes that {@link load} would fetch; 0 where the stored features are here or there are none. */
	get bytesToFetch(): number {
		void this.#version;
		return this.#stored.size > 0 ? 0 : (this.#offered?.bytes ?? 0);
	}

	/** Says where stored features can be had; fetches nothing. */
	offer(stored: StoredFeatures): void {
		this.#offered = stored;
	}

	/** Fetches the stored features once; a failed fetch is forgotten, so that asking again tries again. */
	load(): Promise<void> {
		const offered = this.#offered;
		if (!offered) return Promise.resolve();
		this.#loading ??= offered.load().then(
			(values) => {
				this.#stored = byRow(offered.rows, values);
				this.#version += 1;
			},
			(error: unknown) => {
				this.#loading = null;
				throw error;
			}
		);
		return this.#loading;
	}

	/** Takes live features `[rows.length, width]`. */
	addLive(rows: readonly number[], pooled: Float32Array): void {
		for (const [row, values] of byRow(rows, pooled)) this.#live.set(row, values);
		this.#version += 1;
	}

	/** Forgets the live features; the stored ones count again. */
	clearLive(): void {
		this.#live.clear();
		this.#version += 1;
	}

	/** The features of a knee, live where it was read live, else stored; null while unknown. */
	of(row: number): Float32Array | null {
		void this.#version;
		return this.#live.get(row) ?? this.#stored.get(row) ?? null;
	}
}

/** The features of each row, a copy of its own: a batch's numbers need not stay. */
function byRow(rows: readonly number[], values: Float32Array): Map<number, Float32Array> {
	const width = values.length / rows.length;
	return new Map(rows.map((row, i) => [row, values.slice(i * width, (i + 1) * width)]));
}

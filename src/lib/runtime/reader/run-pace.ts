import { quantile } from '#lib/core/statistics/quantile.ts';
import type { RunProgress } from './reader.types.ts';

/** Batches of a network that its speed is taken over. */
const WINDOW = 9;
/** How much of a new estimate of the time left is taken over at once. */
const SMOOTHING = 0.2;

interface NetworkPace {
	left: number;
	total: number;
	/** Knees of its whole batches: none of them is larger. */
	batch: number;
	/** Whether its first batch, for which programs and knees may have had to come, is behind it. */
	warm: boolean;
	/** Seconds of one knee in its last whole batches. */
	seconds: number[];
}

/**
 * Counts the knee readings of a run and tells how long it will take: for each network the median of its last whole
 * batches, the first one left out, and the sum over the networks of what is left, smoothed.
 */
export class RunPace {
	readonly #networks: ReadonlyMap<string, NetworkPace>;
	readonly #now: () => number;
	#last: number;
	#shown: { at: number; seconds: number } | null = null;

	/**
	 * @param left knees that each network has yet to read
	 * @param total knees that each network shall have read in the end
	 * @param now milliseconds of a clock
	 */
	constructor(left: ReadonlyMap<string, number>, total: number, now = () => performance.now()) {
		this.#networks = new Map(
			[...left].map(([name, left]) => [name, { left, total, batch: 0, warm: false, seconds: [] }])
		);
		this.#now = now;
		this.#last = now();
	}

	/** Where the run is, before a network's first batch. */
	begin(model: string): RunProgress {
		return this.#progress(model, this.#networks.get(model)!);
	}

	/** Takes a batch of so many knees that a network has just read, and that nothing else went on beside. */
	advance(model: string, knees: number): RunProgress {
		const network = this.#networks.get(model)!;
		const now = this.#now();
		network.left -= knees;
		network.batch = Math.max(network.batch, knees);
		if (network.warm && knees === network.batch) {
			network.seconds.push((now - this.#last) / 1000 / knees);
			if (network.seconds.length > WINDOW) network.seconds.shift();
		}
		network.warm = true;
		this.#last = now;
		return this.#progress(model, network);
	}

	#progress(model: string, { left, total, seconds }: NetworkPace): RunProgress {
		const all = [...this.#networks.values()];
		const totalAll = all.reduce((sum, { total }) => sum + total, 0);
		return {
			model,
			done: total - left,
			total,
			doneAll: totalAll - all.reduce((sum, { left }) => sum + left, 0),
			totalAll,
			secondsPerReading: median(seconds),
			secondsLeft: this.#smoothed(this.#estimate())
		};
	}

	/** Null until every network that has more than a batch left has a speed. */
	#estimate(): number | null {
		const reading = [...this.#networks.values()].filter(({ left }) => left > 0);
		if (reading.length === 0) return 0;
		const known = [...this.#networks.values()].flatMap(({ seconds }) => median(seconds) ?? []);
		if (known.length === 0) return null;
		if (reading.some(({ seconds, left, batch }) => seconds.length === 0 && left > batch))
			return null;
		const mean = known.reduce((sum, seconds) => sum + seconds, 0) / known.length;
		return reading.reduce((sum, { left, seconds }) => sum + left * (median(seconds) ?? mean), 0);
	}

	/** Between what was shown, less the time that has passed since, and the new estimate. */
	#smoothed(seconds: number | null): number | null {
		if (seconds === null) return null;
		const at = this.#last;
		if (seconds === 0 || !this.#shown) this.#shown = { at, seconds };
		else {
			const counted = Math.max(this.#shown.seconds - (at - this.#shown.at) / 1000, 0);
			this.#shown = { at, seconds: counted + SMOOTHING * (seconds - counted) };
		}
		return this.#shown.seconds;
	}
}

/** Null of nothing. */
function median(values: readonly number[]): number | null {
	return values.length === 0
		? null
		: quantile(
				values.toSorted((a, b) => a - b),
				0.5
			);
}

import type { SubjectGroups } from './subject-resamples.ts';

const RESAMPLES = 4;

/** Bits of one of the two counts of a pair, and all of them set: its lower count is `pair & LOWER`, its upper `pair >>> LANE`. */
export const LANE = 16;
export const LOWER = 2 ** LANE - 1;

/** Fills `[4]` results with a statistic of four resamples; NaN where it is undefined. */
export type FourStatistic = (resamples: FourResamples, results: Float64Array) => void;

/**
 * How often each subject was drawn in four resamples, in the forms in which statistics read it fastest: side by side
 * none waits for the sums of the others.
 */
export class FourResamples {
	/** `[subjects, 4]`, row-major; floating point, so that nothing is converted on the way. */
	readonly sideBySide: Float64Array;
	/** `[4]` knees in all. */
	readonly totals = new Float64Array(RESAMPLES);
	readonly #subjectOf: Uint32Array;
	readonly #sizes: Uint32Array;
	readonly #times: readonly Uint32Array[];
	readonly #pairs: readonly [Int32Array, Int32Array];
	#fits = true;

	constructor({ count, subjectOf }: SubjectGroups) {
		this.#subjectOf = subjectOf;
		this.#sizes = new Uint32Array(count);
		for (const subject of subjectOf) this.#sizes[subject]++;
		this.#times = Array.from({ length: RESAMPLES }, () => new Uint32Array(count));
		this.sideBySide = new Float64Array(RESAMPLES * count);
		this.#pairs = [new Int32Array(count), new Int32Array(count)];
	}

	/**
	 * `[2][subjects]` the first two and the last two resamples, each pair in one integer: the first in its lower, the
	 * second in its upper 16 bits, so that one addition is two. Null where the knees of a resample would not fit.
	 */
	get pairs(): readonly [Int32Array, Int32Array] | null {
		return this.#fits ? this.#pairs : null;
	}

	/** @param draw writes into `[subjects]` how often each is drawn; called once for each of the four */
	fill(draw: (times: Uint32Array) => void): void {
		for (const times of this.#times) draw(times);
		const [t0, t1, t2, t3] = this.#times;
		const [first, second] = this.#pairs;
		this.totals.fill(0);
		for (let i = 0, k = 0; i < t0.length; i++, k += RESAMPLES) {
			const size = this.#sizes[i];
			this.sideBySide[k] = t0[i];
			this.sideBySide[k + 1] = t1[i];
			this.sideBySide[k + 2] = t2[i];
			this.sideBySide[k + 3] = t3[i];
			first[i] = t0[i] | (t1[i] << LANE);
			second[i] = t2[i] | (t3[i] << LANE);
			this.totals[0] += size * t0[i];
			this.totals[1] += size * t1[i];
			this.totals[2] += size * t2[i];
			this.totals[3] += size * t3[i];
		}
		this.#fits = this.totals.every((total) => total <= LOWER);
	}

	/**
	 * How often each knee counts in one of the four.
	 *
	 * @param weights `[knees]`, overwritten
	 */
	weightsOf(resample: number, weights: Uint32Array): void {
		const times = this.#times[resample];
		for (let i = 0; i < weights.length; i++) weights[i] = times[this.#subjectOf[i]];
	}
}

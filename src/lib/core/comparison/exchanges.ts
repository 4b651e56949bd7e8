import { Random } from '#lib/core/statistics/random.ts';

/**
 * Which subjects change places in each of many exchanges of two systems: one bit a subject, the same for every pair of
 * systems and every figure. The identity exchange, which is what was observed, is not among them.
 */
export interface Exchanges {
	subjects: number;
	/** Exchanges. */
	count: number;
	/**
	 * Row-major `[count, words]`, `words = ceil(subjects / 32)`: subject i is exchanged where bit `i % 32` of word
	 * `floor(i / 32)` is set.
	 */
	bits: Uint32Array<ArrayBuffer>;
	/** Whether these and the identity exchange are all there are, so that p is exact. */
	exact: boolean;
}

/** So many exchanges at most are gone through one by one; more are drawn at random. */
export const MOST_ENUMERATED = 4096;

/**
 * Exchanges drawn at random, each subject with a chance of one half: successive words of the generator.
 *
 * @param options.from how many exchanges of the same seed come before them
 */
export function drawExchanges(
	subjects: number,
	count: number,
	{ seed, from = 0 }: { seed: number; from?: number }
): Exchanges {
	const random = Random.fromSeed(seed);
	const words = Math.ceil(subjects / 32);
	for (let skipped = 0; skipped < from * words; skipped++) random.uint32();
	const bits = new Uint32Array(count * words).map(() => random.uint32());
	return { subjects, count, bits, exact: false };
}

/**
 * Every exchange among some of the subjects, one of each two that are each other's reverse: exchanging the others instead
 * turns a difference over and leaves its size.
 *
 * @param among numbers of the subjects that may be exchanged
 * @returns null where they are more than {@link MOST_ENUMERATED} with the identity exchange
 */
export function allExchanges(subjects: number, among: ArrayLike<number>): Exchanges | null {
	const free = Math.max(0, among.length - 1);
	if (2 ** free > MOST_ENUMERATED) return null;
	const words = Math.ceil(subjects / 32);
	const count = 2 ** free - 1;
	const bits = new Uint32Array(count * words);
	for (let exchange = 0; exchange < count; exchange++) {
		for (let k = 0; k < free; k++) {
			if (((exchange + 1) >>> k) & 1) {
				bits[exchange * words + (among[k] >>> 5)] |= 1 << (among[k] & 31);
			}
		}
	}
	return { subjects, count, bits, exact: true };
}

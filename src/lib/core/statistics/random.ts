/**
 * Reproducible random numbers: xoshiro128** 1.1 (Blackman & Vigna, ACM Trans Math Softw 2021;47:36), the
 * same in every JavaScript engine since it works on 32-bit integers alone.
 */
export class Random {
	#a: number;
	#b: number;
	#c: number;
	#d: number;

	/** @param state four words of 32 bits, not all zero */
	constructor(state: readonly [number, number, number, number]) {
		[this.#a, this.#b, this.#c, this.#d] = state.map((word) => word | 0);
		if ((this.#a | this.#b | this.#c | this.#d) === 0) {
			throw new RangeError('The state of a random generator must not be all zero.');
		}
	}

	/**
	 * A generator whose state is filled from one number by SplitMix32.
	 *
	 * @param seed whole number, 0 to 2^32 - 1
	 */
	static fromSeed(seed: number): Random {
		if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
			throw new RangeError(`The seed is ${seed}; it must be a whole number from 0 to 4294967295.`);
		}
		let counter = seed;
		const word = () => {
			counter = (counter + 0x9e3779b9) | 0;
			let z = counter;
			z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
			z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
			return z ^ (z >>> 16);
		};
		return new Random([word(), word(), word(), word()]);
	}

	/** Next word, 0 to 2^32 - 1. */
	uint32(): number {
		const scrambled = Math.imul(rotateLeft(Math.imul(this.#b, 5), 7), 9);
		const shifted = this.#b << 9;
		this.#c ^= this.#a;
		this.#d ^= this.#b;
		this.#b ^= this.#c;
		this.#a ^= this.#d;
		this.#c ^= shifted;
		this.#d = rotateLeft(this.#d, 11);
		return scrambled >>> 0;
	}

	/** Uniform in [0, 1) with 32 bits. */
	uniform(): number {
		return this.uint32() / 2 ** 32;
	}

	/**
	 * Uniform whole number from 0 to below - 1, every one equally likely: words in the incomplete last
	 * block of 2^32 are drawn again.
	 *
	 * @param below whole number, 1 to 2^32
	 */
	integer(below: number): number {
		if (!Number.isInteger(below) || below < 1 || below > 2 ** 32) {
			throw new RangeError(`Cannot draw a whole number below ${below}.`);
		}
		const complete = 2 ** 32 - (2 ** 32 % below);
		let word = this.uint32();
		while (word >= complete) word = this.uint32();
		return word % below;
	}

	/**
	 * The same by multiplication (Lemire, ACM Trans Model Comput Simul 2019;29:3), for loops of millions: several times as
	 * fast, but other numbers than {@link Random.integer} gives.
	 *
	 * @param below whole number, 1 to 2^21; not checked
	 */
	fastInteger(below: number): number {
		let word = this.uint32();
		let low = Math.imul(word, below) >>> 0;
		if (low < below) {
			const least = 2 ** 32 % below;
			while (low < least) {
				word = this.uint32();
				low = Math.imul(word, below) >>> 0;
			}
		}
		return Math.floor((word * below) / 2 ** 32);
	}
}

function rotateLeft(word: number, by: number): number {
	return (word << by) | (word >>> (32 - by));
}

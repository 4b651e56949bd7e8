function mix(hash: number): number {
	let h = hash | 0;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return h ^ (h >>> 16);
}

/**
 * A seeded stream of random numbers (sfc32 by Chris Doty-Humphrey). Streams of one seed with different names are
 * independent, so that disease, anatomy and imaging can each be changed while the others stay.
 */
export class RandomStream {
	private a: number;
	private b: number;
	private c: number;
	private counter = 1;

	/** @param seed an unsigned 32-bit integer @param name the purpose of the stream */
	constructor(seed: number, name: string) {
		let h = mix(seed ^ 0x9e3779b9);
		for (let i = 0; i < name.length; i++) h = mix(Math.imul(h ^ name.charCodeAt(i), 0x01000193));
		this.a = mix(h + 0x6d2b79f5);
		this.b = mix(h + 0x3c6ef372);
		this.c = mix(h + 0x1b873593);
		for (let i = 0; i < 12; i++) this.bits();
	}

	/** The next 32 random bits as an unsigned integer. */
	bits(): number {
		const t = (((this.a + this.b) | 0) + this.counter) | 0;
		this.counter = (this.counter + 1) | 0;
		this.a = this.b ^ (this.b >>> 9);
		this.b = (this.c + (this.c << 3)) | 0;
		this.c = (this.c << 21) | (this.c >>> 11);
		this.c = (this.c + t) | 0;
		return t >>> 0;
	}

	/** Uniform in [low, high). */
	uniform(low = 0, high = 1): number {
		return low + (high - low) * (this.bits() / 4294967296);
	}

	/** Approximately normal: the sum of twelve uniforms, so never further than six standard deviations out. */
	normal(mean = 0, deviation = 1): number {
		let sum = -6;
		for (let i = 0; i < 12; i++) sum += this.uniform();
		return mean + deviation * sum;
	}

	chance(probability: number): boolean {
		return this.uniform() < probability;
	}
}

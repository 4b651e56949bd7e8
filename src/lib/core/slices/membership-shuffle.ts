import type { ExchangeStratum, ExchangeUnits } from '#lib/core/comparison/exchange-units.ts';
import type { Random } from '#lib/core/statistics/random.ts';

/** Draws who is in a slice again, all ways to exchange the units being equally likely. */
export class MembershipShuffle {
	/** Positions of the knees that were drawn into the slice; overwritten by {@link MembershipShuffle.draw}. */
	readonly members: Uint32Array;
	readonly #strata: readonly Shuffled[];

	constructor({ strata }: ExchangeUnits) {
		this.#strata = strata.filter(({ patterns }) => patterns.length > 0).map(prepare);
		const knees = this.#strata.reduce((sum, { wanted }) => sum + wanted.reduce(add, 0), 0);
		this.members = new Uint32Array(knees);
	}

	draw(random: Random): void {
		const { members } = this;
		let at = 0;
		for (const { sizes, units, knees, wanted, width, order } of this.#strata) {
			const kinds = sizes.length;
			const drawn = wanted.length / kinds;
			for (let p = 0; p < drawn; p++) {
				const place = p + random.fastInteger(units - p);
				const unit = order[place];
				order[place] = order[p];
				order[p] = unit;
				let first = unit * width;
				if (width === 1) {
					members[at++] = knees[first];
					continue;
				}
				for (let kind = 0; kind < kinds; kind++) {
					const size = sizes[kind];
					const some = wanted[p * kinds + kind];
					if (some > 0) at = choose(random, knees, first, size, some, members, at);
					first += size;
				}
			}
		}
	}
}

interface Shuffled {
	sizes: Uint32Array;
	units: number;
	knees: Uint32Array;
	/** `[patterns, kinds]`, row-major. */
	wanted: Uint32Array;
	/** Knees of a unit. */
	width: number;
	/** `[units]`, in whatever order the last draw left them. */
	order: Uint32Array;
}

function prepare({ sizes, units, knees, patterns }: ExchangeStratum): Shuffled {
	return {
		sizes: Uint32Array.from(sizes),
		units,
		knees,
		wanted: Uint32Array.from(patterns.flat()),
		width: knees.length / units,
		order: Uint32Array.from({ length: units }, (_, i) => i)
	};
}

/** Some of the knees of one kind of a unit (selection sampling; Knuth, The Art of Computer Programming 2, 3.4.2 S). */
function choose(
	random: Random,
	knees: Uint32Array,
	first: number,
	size: number,
	some: number,
	members: Uint32Array,
	at: number
): number {
	let left = some;
	for (let k = 0; left > 0; k++) {
		if (left < size - k && random.fastInteger(size - k) >= left) continue;
		members[at++] = knees[first + k];
		left--;
	}
	return at;
}

function add(sum: number, value: number): number {
	return sum + value;
}

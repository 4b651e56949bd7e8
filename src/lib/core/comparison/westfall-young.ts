/** Differences of rounding; ties of one statistic are never further apart, other values never so near. */
const TOLERANCE = 1e-9;

/** The steps of a family of tests made on the same exchanges. */
export interface SteppedDown {
	/** `[tests]` places of the tests, the most significant first. */
	order: number[];
	/** `[tests]` exchanges in which a test that is not more significant than this one has a deviate as large as its own. */
	reached: number[];
	/**
	 * `[tests]` least deviate with which the test would be significant at its step, where every more significant test is; after the first that is not,
	 * that of the latter. Infinity where none is large enough.
	 */
	needed: number[];
	/** `[exchanges + 1]` largest deviate of all tests, as observed and after each exchange, ascending. */
	largest: Float64Array;
}

/**
 * Step-down min-P of Westfall and Young (Resampling-Based Multiple Testing, 1993, algorithm 2.8; Ge, Dudoit & Speed, Test
 * 2003;12:1-77) on the scale of normal deviates, on which the smallest p is the largest deviate. The family-wise error
 * is kept whatever the tests have to do with each other, and a test that is nearly another one's copy costs nothing.
 *
 * @param observed `[tests]` deviate of each, 0 or more
 * @param exchanged `[tests][exchanges]` the same after each exchange
 * @param level of the family
 */
export function stepDown(
	observed: readonly number[],
	exchanged: readonly Float64Array[],
	level: number
): SteppedDown {
	const order = [...observed.keys()].sort((a, b) => observed[b] - observed[a]);
	const count = exchanged[0]?.length ?? 0;
	const reached = new Array<number>(observed.length).fill(0);
	const needed = new Array<number>(observed.length).fill(0);
	/** The last is of what was observed, so that it is one of the exchanges too. */
	const largest = new Float64Array(count + 1);
	for (const test of order.toReversed()) {
		const values = exchanged[test];
		const least = observed[test] * (1 - TOLERANCE);
		for (let r = 0; r < count; r++) {
			if (values[r] > largest[r]) largest[r] = values[r];
			if (largest[r] >= least) reached[test]++;
		}
		largest[count] = Math.max(largest[count], observed[test]);
		needed[test] = neededDeviate(largest.slice().sort(), level);
	}
	const first = order.findIndex((test) => observed[test] < needed[test] * (1 - TOLERANCE));
	if (first >= 0) for (const test of order.slice(first)) needed[test] = needed[order[first]];
	return { order, reached, needed, largest: largest.sort() };
}

/**
 * The least deviate that fewer than a share `level` of these reach; Infinity where each is reached by more.
 *
 * @param ascending not empty
 */
export function neededDeviate(ascending: Float64Array, level: number): number {
	const allowed = Math.ceil(level * ascending.length - TOLERANCE) - 1;
	const most = ascending[ascending.length - 1 - allowed] * (1 + TOLERANCE);
	for (let k = ascending.length - allowed; k < ascending.length; k++) {
		if (ascending[k] > most) return ascending[k];
	}
	return Infinity;
}

/** How many of ascending sizes are at least as large as `size`, but for rounding. */
export function atLeast(size: number, ascending: Float64Array): number {
	const least = size * (1 - TOLERANCE);
	let [from, to] = [0, ascending.length];
	while (from < to) {
		const middle = (from + to) >>> 1;
		if (ascending[middle] < least) from = middle + 1;
		else to = middle;
	}
	return ascending.length - from;
}

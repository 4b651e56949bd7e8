/** A bin of a histogram: values from `from` up to but not at `to`. */
export interface EqualBin {
	from: number;
	to: number;
	/** Positions of its values, ascending. */
	members: number[];
}

/** So that 0.3, which is a little less than 3 * 0.1, falls into the bin that starts there. */
const ROUNDING = 1e-9;

/**
 * Bins of equal width from 0 up to the one that holds the largest value; none without values.
 *
 * @param values 0 or more
 * @param width above 0
 * @throws RangeError for a value that is no number of 0 or more
 */
export function equalBins(values: ArrayLike<number>, width: number): EqualBin[] {
	const places = Array.from(values, (value) => Math.floor(value / width + ROUNDING));
	const wrong = places.findIndex((place) => !(place >= 0 && place < Infinity));
	if (wrong >= 0) {
		throw new RangeError(`Value ${wrong} is ${values[wrong]}: it must be a number of 0 or more.`);
	}
	const count = places.reduce((most, place) => Math.max(most, place + 1), 0);
	const bins = Array.from({ length: count }, (_, b): EqualBin => ({
		from: b * width,
		to: (b + 1) * width,
		members: []
	}));
	places.forEach((place, i) => bins[place].members.push(i));
	return bins;
}

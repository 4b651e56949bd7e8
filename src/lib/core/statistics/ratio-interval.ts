import type { Range } from './wilson-interval.ts';

/** A number of 0 or more with its own interval. */
export interface UncertainNumber {
	estimate: number;
	interval: Range;
}

/**
 * Interval of a ratio of two estimates from their own intervals, as `hybridInterval` is one of a sum (Donner & Zou, Stat Methods
 * Med Res 2012;21:347-359, MOVER-R). It has a width where the upper estimate is 0. The two are taken as independent, which makes
 * it too wide where they rise and fall together.
 *
 * @returns null where the lower estimate is 0; upper end infinite where that may be 0
 */
export function ratioInterval(of: UncertainNumber, over: UncertainNumber): Range | null {
	if (over.estimate <= 0) return null;
	const product = of.estimate * over.estimate;
	const end = (own: number, other: number, sign: 1 | -1) => {
		const divisor = other * (2 * over.estimate - other);
		const square = product ** 2 - own * (2 * of.estimate - own) * divisor;
		return (product + sign * Math.sqrt(Math.max(0, square))) / divisor;
	};
	const { lower: least, upper: most } = over.interval;
	return {
		lower: 2 * over.estimate > most ? Math.max(0, end(of.interval.lower, most, -1)) : 0,
		upper: least > 0 ? end(of.interval.upper, least, 1) : Infinity
	};
}

import { quantile } from '#lib/core/statistics/quantile.ts';

/** The values between which the lower, the middle and the upper third of the knees meet. */
export interface ThirdBounds {
	lower: number;
	upper: number;
}

/**
 * Where a third of the known values lies below and a third above, by linear interpolation;
 * `numpy.quantile(values, [1 / 3, 2 / 3])`.
 *
 * @param values NaN where unknown
 * @returns null where no value is known
 */
export function thirdBounds(values: Iterable<number>): ThirdBounds | null {
	const known = Float64Array.from(values)
		.filter((value) => !Number.isNaN(value))
		.sort();
	if (known.length === 0) return null;
	return { lower: quantile(known, 1 / 3), upper: quantile(known, 2 / 3) };
}

/**
 * The third that a value falls in: 0 up to the lower bound, 1 up to the upper, 2 above; as `pandas.cut` with
 * these bounds. Equal values are in the same third, so that thirds may differ in size.
 *
 * @returns -1 for NaN
 */
export function thirdOf(value: number, { lower, upper }: ThirdBounds): number {
	if (Number.isNaN(value)) return -1;
	if (value <= lower) return 0;
	return value <= upper ? 1 : 2;
}

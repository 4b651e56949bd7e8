/** Probabilities that were float32 once sum to 1 within this. */
export const SUM_TOLERANCE = 1e-3;

/** Whether the values are probabilities of classes that leave none out: each from 0 to 1, together 1 within 1e-3. */
export function isDistribution(values: ArrayLike<number>): boolean {
	let sum = 0;
	for (let i = 0; i < values.length; i++) {
		if (!(values[i] >= 0 && values[i] <= 1)) return false;
		sum += values[i];
	}
	return Math.abs(sum - 1) <= SUM_TOLERANCE;
}

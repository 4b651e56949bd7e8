import type { Readings } from '#lib/core/records/study.ts';
import type { Scores } from '#lib/engine/compile/split-head.ts';

/** What the device gives for one batch, padding rows included. */
export interface RawReadings {
	/** `[n, classes]` */
	logits: Float32Array;
	/** `[n, features]` */
	pooled: Float32Array;
}

/** Readings of `count` knees, all zero. */
export function allocateReadings(
	count: number,
	{ classes, features }: { classes: number; features: number }
): Readings {
	return {
		count,
		logits: new Float32Array(count * classes),
		probabilities: new Float32Array(count * classes),
		pooled: new Float32Array(count * features)
	};
}

/**
 * Writes the first `rows` rows of a batch to the readings from row `start` on.
 *
 * @returns false where a value is no finite number
 */
export function fillReadings(
	readings: Readings,
	start: number,
	rows: number,
	{ logits, pooled }: RawReadings,
	scores: Scores = 'softmax'
): boolean {
	const features = readings.pooled.length / readings.count;
	const classes = readings.logits.length / readings.count;
	readings.pooled.set(pooled.subarray(0, rows * features), start * features);
	readings.logits.set(logits.subarray(0, rows * classes), start * classes);
	for (let row = 0; row < rows; row++) {
		const first = row * classes;
		const probabilities = probabilitiesOf(logits.subarray(first, first + classes), scores);
		readings.probabilities.set(probabilities, (start + row) * classes);
	}
	return logits.subarray(0, rows * classes).every(Number.isFinite);
}

/** Scores of one image, which sum to 1: of sigmoids each divided by the sum of all. */
function probabilitiesOf(logits: Float32Array, scores: Scores): Float64Array {
	return softmax(scores === 'softmax' ? logits : Float64Array.from(logits, logSigmoid));
}

/** `ln(1 / (1 + exp(-x)))`, safe for large x of either sign. */
function logSigmoid(x: number): number {
	return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
}

/** `exp(x_i) / sum exp(x_j)`, in double precision and safe for large logits. */
export function softmax(logits: Float32Array | Float64Array): Float64Array {
	const largest = Math.max(...logits);
	const powers = Float64Array.from(logits, (logit) => Math.exp(logit - largest));
	const sum = powers.reduce((total, power) => total + power, 0);
	return powers.map((power) => power / sum);
}

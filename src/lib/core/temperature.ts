import { GRADE_COUNT } from './grades.ts';
import { rowCount, softmaxRows } from './predictions.ts';

/** Temperatures looked at. */
export const TEMPERATURE_RANGE = { lowest: 0.01, highest: 100 } as const;

/** Smallest number above 0 in float32: what a probability that came out as 0 may have been at most. */
const SMALLEST_FLOAT32 = 2 ** -149;

export interface TemperatureFit {
	/** Logits are to be divided by it: above 1 where the network was too sure, below 1 where it was not sure enough. */
	temperature: number;
	/** Mean negative log-likelihood at temperature 1, in nats. */
	before: number;
	/** The same at the temperature found; never above `before`. */
	after: number;
	/** The likelihood still rises at the end of {@link TEMPERATURE_RANGE}: the knees do not determine a temperature. */
	atLimit: boolean;
}

/**
 * Temperature scaling (Guo et al., ICML 2017): the one temperature for which `softmax(logits / temperature)`
 * is most likely. The negative log-likelihood is convex in 1 / temperature; its derivative is brought to
 * zero by Newton steps kept inside a bracket. Equals `scipy.optimize.minimize_scalar` on it. The
 * order of the grades, and so every argmax, stays as it is.
 *
 * @param truth `[knees]` true grades of the split it is fitted on (never the one it is judged on)
 * @param logits row-major `[knees, classCount]`, finite: logits, or logarithms of probabilities
 * (see {@link logProbabilities}), which give the same
 * @returns null without knees
 * @throws RangeError when the two do not fit together, a grade is out of range or a logit is not finite
 */
export function fitTemperature(
	truth: ArrayLike<number>,
	logits: ArrayLike<number>,
	classCount: number = GRADE_COUNT
): TemperatureFit | null {
	requireLogits(truth, logits, classCount);
	if (truth.length === 0) return null;
	const at = (inverse: number) => likelihood(truth, logits, classCount, inverse);
	let low = 1 / TEMPERATURE_RANGE.highest;
	let high = 1 / TEMPERATURE_RANGE.lowest;
	const limit = at(low).slope >= 0 ? low : at(high).slope <= 0 ? high : null;
	let inverse = limit ?? 1;
	for (let step = 0; limit === null && step < 200; step++) {
		const { slope, curvature } = at(inverse);
		if (slope > 0) high = inverse;
		else low = inverse;
		const newton = inverse - slope / curvature;
		const next = newton > low && newton < high ? newton : (low + high) / 2;
		const moved = Math.abs(next - inverse);
		inverse = next;
		if (moved <= 1e-12 * inverse) break;
	}
	const before = at(1).loss;
	const after = at(inverse).loss;
	return { temperature: 1 / inverse, before, after, atLimit: limit !== null };
}

/**
 * Probabilities at a temperature: `softmax(logits / temperature)`.
 *
 * @param logits row-major `[knees, classCount]`, logits or logarithms of probabilities
 * @param temperature above 0
 * @returns row-major `[knees, classCount]`, each row sums to 1
 */
export function atTemperature(
	logits: ArrayLike<number>,
	temperature: number,
	classCount: number = GRADE_COUNT
): Float64Array<ArrayBuffer> {
	if (!(temperature > 0)) {
		throw new RangeError(`The temperature is ${temperature}; it must be above 0.`);
	}
	return softmaxRows(
		Float64Array.from(logits, (logit) => logit / temperature),
		classCount
	);
}

/**
 * Natural logarithms of probabilities, to be used as logits. A probability of 0 is taken as 2^-149, the
 * smallest number of the float32 it was stored in.
 */
export function logProbabilities(probabilities: ArrayLike<number>): Float64Array<ArrayBuffer> {
	return Float64Array.from(probabilities, (p) => Math.log(Math.max(p, SMALLEST_FLOAT32)));
}

/** Mean loss at an inverse temperature, with its first and second derivative by it. */
function likelihood(
	truth: ArrayLike<number>,
	logits: ArrayLike<number>,
	classCount: number,
	inverse: number
) {
	let loss = 0;
	let slope = 0;
	let curvature = 0;
	for (let i = 0; i < truth.length; i++) {
		const start = i * classCount;
		const own = logits[start + truth[i]];
		let max = -Infinity;
		for (let c = 0; c < classCount; c++) max = Math.max(max, logits[start + c]);
		let [sum, first, second] = [0, 0, 0];
		for (let c = 0; c < classCount; c++) {
			const distance = logits[start + c] - max;
			const part = Math.exp(inverse * distance);
			sum += part;
			first += part * distance;
			second += part * distance ** 2;
		}
		const mean = first / sum;
		loss += Math.log(sum) - inverse * (own - max);
		slope += mean - (own - max);
		curvature += second / sum - mean ** 2;
	}
	const knees = truth.length;
	return { loss: loss / knees, slope: slope / knees, curvature: curvature / knees };
}

function requireLogits(truth: ArrayLike<number>, logits: ArrayLike<number>, classCount: number) {
	const rows = rowCount(logits, classCount);
	if (rows !== truth.length) {
		throw new RangeError(
			`There are ${truth.length} true grades and ${rows} rows of logits; they must be of the same knees.`
		);
	}
	for (let i = 0; i < logits.length; i++) {
		if (Number.isFinite(logits[i])) continue;
		throw new RangeError(
			`Logit ${i % classCount} of knee ${Math.floor(i / classCount)} is ${logits[i]}; a temperature needs finite logits.`
		);
	}
	for (let i = 0; i < rows; i++) {
		if (Number.isInteger(truth[i]) && truth[i] >= 0 && truth[i] < classCount) continue;
		throw new RangeError(
			`The true grade at position ${i} is ${truth[i]}; grades are whole numbers from 0 to ${classCount - 1}.`
		);
	}
}

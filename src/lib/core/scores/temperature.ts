import { rowCount, softmaxRows } from './predictions.ts';
import { LEAST_PROBABILITY, logLoss } from '#lib/core/metrics/probability-scores.ts';
import { groupBySubject } from '#lib/core/statistics/subject-resamples.ts';
import { Z_95, type Range } from '#lib/core/statistics/wilson-interval.ts';

/** Temperatures looked at. */
export const TEMPERATURE_RANGE = { lowest: 0.01, highest: 100 } as const;

export interface TemperatureFit {
	/** Logits are to be divided by it: above 1 where the network was too sure, below 1 where it was not sure enough. */
	temperature: number;
	/** Mean log loss at temperature 1, in nats, as `logLoss` has it. */
	before: number;
	/** The same at the temperature found; never above `before`. */
	after: number;
	/** The likelihood still rises at the end of {@link TEMPERATURE_RANGE}: the knees do not determine a temperature. */
	atLimit: boolean;
	/** Knees whose true grade was given 0: no temperature changes that, so they do not bear on it. */
	ruledOut: number;
}

/**
 * Temperature scaling (Guo et al., ICML 2017): the one temperature for which `softmax(logits / temperature + offsets)` is
 * most likely. The negative log-likelihood is convex in 1 / temperature; its derivative is brought to zero by Newton steps
 * kept inside a bracket. Equals `scipy.optimize.minimize_scalar` on it. Without offsets the order of the grades, and so
 * every argmax, stays as it is.
 *
 * @param truth `[knees]` true grades of the split it is fitted on (never the one it is judged on)
 * @param logits row-major `[knees, classCount]`: logits, or logarithms of probabilities (see {@link logProbabilities}), which
 * give the same; -Infinity for a grade that is ruled out
 * @param offsets `[classCount]` added after the division: logarithms of what the probabilities are multiplied by, such as
 * `shiftFactors` in prior-shift.ts
 * @returns null without knees, and where each was given 0 for its true grade
 * @throws RangeError when the lists do not fit together, a grade is out of range or a logit is neither finite nor -Infinity
 */
export function fitTemperature(
	truth: ArrayLike<number>,
	logits: ArrayLike<number>,
	classCount: number,
	offsets: readonly number[] | null = null
): TemperatureFit | null {
	requireLogits(truth, logits, classCount);
	const informative = Array.from(truth, (_, i) => i).filter(
		(i) => logits[i * classCount + truth[i]] > -Infinity
	);
	if (informative.length === 0) return null;
	const at = (inverse: number) => steepness(truth, logits, offsets, informative, inverse);
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
	const lossAt = (temperature: number) =>
		logLoss(truth, atTemperature(logits, temperature, classCount, offsets), classCount)!;
	return {
		temperature: 1 / inverse,
		before: lossAt(1),
		after: lossAt(1 / inverse),
		atLimit: limit !== null,
		ruledOut: truth.length - informative.length
	};
}

/**
 * 95 % interval of a fitted temperature, by the sandwich variance of its logarithm with the knees of a subject taken together
 * (Liang & Zeger, Biometrika 1986;73:13-22). Arguments as in {@link fitTemperature}.
 *
 * @param subjects `[knees]` who each knee belongs to
 * @returns null where the knees do not determine a temperature, or are of one subject
 */
export function temperatureInterval(
	truth: ArrayLike<number>,
	logits: ArrayLike<number>,
	subjects: ArrayLike<number | string>,
	{ temperature, atLimit }: TemperatureFit,
	offsets: readonly number[] | null = null
): Range | null {
	const { count, subjectOf } = groupBySubject(subjects);
	if (atLimit || count < 2) return null;
	const classCount = logits.length / truth.length;
	const slopes = new Float64Array(count);
	let curvature = 0;
	for (let i = 0; i < truth.length; i++) {
		if (logits[i * classCount + truth[i]] === -Infinity) continue;
		const of = steepness(truth, logits, offsets, [i], 1 / temperature);
		slopes[subjectOf[i]] += of.slope;
		curvature += of.curvature;
	}
	if (curvature === 0) return null;
	const squares = slopes.reduce((sum, slope) => sum + slope ** 2, 0);
	const error = (temperature * Math.sqrt((squares * count) / (count - 1))) / curvature;
	const factor = Math.exp(Z_95 * error);
	return { lower: temperature / factor, upper: temperature * factor };
}

/**
 * Probabilities at a temperature: `softmax(logits / temperature + offsets)`.
 *
 * @param logits row-major `[knees, classCount]`, logits or logarithms of probabilities; what is -Infinity stays a probability
 * of 0
 * @param temperature above 0
 * @param offsets `[classCount]`, as in {@link fitTemperature}
 * @returns row-major `[knees, classCount]`, each row sums to 1
 */
export function atTemperature(
	logits: ArrayLike<number>,
	temperature: number,
	classCount: number,
	offsets: readonly number[] | null = null
): Float64Array<ArrayBuffer> {
	if (!(temperature > 0)) {
		throw new RangeError(`The temperature is ${temperature}; it must be above 0.`);
	}
	return softmaxRows(
		Float64Array.from(logits, (logit, i) => logit / temperature + (offsets?.[i % classCount] ?? 0)),
		classCount
	);
}

/**
 * Natural logarithms of probabilities, to be used as logits. A probability below what `logLoss` tells from 0 rules the grade
 * out: -Infinity.
 */
export function logProbabilities(probabilities: ArrayLike<number>): Float64Array<ArrayBuffer> {
	return Float64Array.from(probabilities, (p) => (p < LEAST_PROBABILITY ? -Infinity : Math.log(p)));
}

/** First and second derivative of the mean negative log-likelihood of some knees by the inverse temperature. */
function steepness(
	truth: ArrayLike<number>,
	logits: ArrayLike<number>,
	offsets: readonly number[] | null,
	knees: readonly number[],
	inverse: number
) {
	const classCount = logits.length / truth.length;
	let slope = 0;
	let curvature = 0;
	for (const i of knees) {
		const start = i * classCount;
		let max = -Infinity;
		for (let c = 0; c < classCount; c++) max = Math.max(max, logits[start + c]);
		let [sum, first, second] = [0, 0, 0];
		for (let c = 0; c < classCount; c++) {
			const distance = logits[start + c] - max;
			if (distance === -Infinity) continue;
			const part = Math.exp(inverse * distance + (offsets?.[c] ?? 0));
			sum += part;
			first += part * distance;
			second += part * distance ** 2;
		}
		const mean = first / sum;
		slope += mean - (logits[start + truth[i]] - max);
		curvature += second / sum - mean ** 2;
	}
	return { slope: slope / knees.length, curvature: curvature / knees.length };
}

function requireLogits(truth: ArrayLike<number>, logits: ArrayLike<number>, classCount: number) {
	const rows = rowCount(logits, classCount);
	if (rows !== truth.length) {
		throw new RangeError(
			`There are ${truth.length} true grades and ${rows} rows of logits; they must be of the same knees.`
		);
	}
	for (let i = 0; i < rows; i++) {
		let highest = -Infinity;
		for (let c = 0; c < classCount; c++) {
			const logit = logits[i * classCount + c];
			if (!(logit < Infinity)) {
				throw new RangeError(
					`Logit ${c} of knee ${i} is ${logit}; a temperature needs numbers, or -Infinity for a grade that is ruled out.`
				);
			}
			highest = Math.max(highest, logit);
		}
		if (highest === -Infinity) {
			throw new RangeError(
				`Every grade of knee ${i} is ruled out; a temperature needs one that is not.`
			);
		}
		if (Number.isInteger(truth[i]) && truth[i] >= 0 && truth[i] < classCount) continue;
		throw new RangeError(
			`The true grade at position ${i} is ${truth[i]}; grades are whole numbers from 0 to ${classCount - 1}.`
		);
	}
}

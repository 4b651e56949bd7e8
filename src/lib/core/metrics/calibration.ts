import type { FourStatistic } from '#lib/core/statistics/four-resamples.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { requireProbabilities } from './probability-scores.ts';
import type { SubjectGroups } from '#lib/core/statistics/subject-resamples.ts';
import { onceEach, type WeightedStatistic } from '#lib/core/statistics/weighted-statistic.ts';

/** As in Guo et al., ICML 2017. */
export const CALIBRATION_BINS = 15;

/** The probability stated of each knee, and what was so. */
export interface Forecasts {
	/** `[knees]` 0-1 */
	probability: Float64Array<ArrayBuffer>;
	/** `[knees]` 1 where it was so, else 0 */
	outcome: Uint8Array<ArrayBuffer>;
}

/**
 * Probability of one grade, and whether the knee has it.
 *
 * @param truth `[knees]` true grades
 * @param probabilities row-major `[knees, classCount]`, rows sum to 1
 * @throws RangeError when the two do not fit together or a row is no set of probabilities
 */
export function gradeForecasts(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	grade: number,
	classCount: number
): Forecasts {
	requireProbabilities(truth, probabilities, classCount);
	const probability = new Float64Array(truth.length);
	const outcome = new Uint8Array(truth.length);
	for (let i = 0; i < truth.length; i++) {
		probability[i] = probabilities[i * classCount + grade];
		outcome[i] = truth[i] === grade ? 1 : 0;
	}
	return { probability, outcome };
}

/** Probability of the most likely grade (the lowest of equals), and whether the knee has it; as {@link gradeForecasts}. */
export function topForecasts(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number
): Forecasts {
	requireProbabilities(truth, probabilities, classCount);
	const top = argmaxRows(probabilities, classCount);
	const probability = new Float64Array(top.length);
	for (let i = 0; i < top.length; i++) probability[i] = probabilities[i * classCount + top[i]];
	return { probability, outcome: top.map((grade, i) => (grade === truth[i] ? 1 : 0)) };
}

/**
 * Bin of a probability among bins of equal width, numbered from 0. Bins are open below and closed above,
 * the first also holds 0: `(k / bins, (k + 1) / bins]`, as in Guo et al. and in
 * `sklearn.calibration.calibration_curve(strategy='uniform')`.
 */
export function binOf(probability: number, bins: number): number {
	const guess = Math.min(Math.max(Math.ceil(probability * bins) - 1, 0), bins - 1);
	if (guess > 0 && probability <= guess / bins) return guess - 1;
	if (guess < bins - 1 && probability > (guess + 1) / bins) return guess + 1;
	return guess;
}

/**
 * Expected calibration error of forecasts, 0-1: the distance of mean probability and share in each bin of
 * {@link binOf}, averaged by the knees in it (Naeini, Cooper & Hauskrecht, AAAI 2015). Null without knees.
 *
 * It is biased upwards: never 0, even for a perfectly calibrated system, and resampling adds to it, so that its percentile
 * interval lies too high and often leaves the true error out. Compare systems on the same knees only.
 */
export function calibrationErrorOf(
	forecasts: Forecasts,
	bins: number = CALIBRATION_BINS
): WeightedStatistic {
	return meanErrorOf([forecasts], bins);
}

/**
 * Class-wise ECE, 0-1: the mean over all grades of {@link calibrationErrorOf} of each grade's probability
 * (Kull et al., NeurIPS 2019; Nixon et al., CVPR Workshops 2019). Null without knees.
 *
 * @param truth `[knees]` true grades
 * @param probabilities row-major `[knees, classCount]`, rows sum to 1
 * @throws RangeError when the two do not fit together or a row is no set of probabilities
 */
export function classwiseCalibrationErrorOf(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number,
	bins: number = CALIBRATION_BINS
): WeightedStatistic {
	const forecasts = Array.from({ length: classCount }, (_, grade) =>
		gradeForecasts(truth, probabilities, grade, classCount)
	);
	return meanErrorOf(forecasts, bins);
}

/** {@link classwiseCalibrationErrorOf} of the knees as they are. */
export function classwiseCalibrationError(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number,
	bins: number = CALIBRATION_BINS
): number | null {
	return classwiseCalibrationErrorOf(
		truth,
		probabilities,
		classCount,
		bins
	)(onceEach(truth.length));
}

/** Top-label ECE of the knees as they are (Guo et al., ICML 2017), 0-1: {@link calibrationErrorOf} of {@link topForecasts}. */
export function topCalibrationError(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number,
	bins: number = CALIBRATION_BINS
): number | null {
	const forecasts = topForecasts(truth, probabilities, classCount);
	return calibrationErrorOf(forecasts, bins)(onceEach(truth.length));
}

/**
 * {@link calibrationErrorOf} of knees that do not count alike, averaged over several forecasts of the same knees: the top-label
 * error of one, the class-wise error of those of each grade.
 *
 * @param weights `[knees]`, 0 or more
 */
export function weightedCalibrationError(
	forecasts: readonly Forecasts[],
	weights: ArrayLike<number>,
	bins: number = CALIBRATION_BINS
): number {
	requireBins(bins);
	let all = 0;
	for (let i = 0; i < weights.length; i++) all += weights[i];
	let error = 0;
	for (const { probability, outcome } of forecasts) {
		const excess = new Float64Array(bins);
		for (let i = 0; i < probability.length; i++) {
			excess[binOf(probability[i], bins)] += weights[i] * (outcome[i] - probability[i]);
		}
		error += excess.reduce((sum, one) => sum + Math.abs(one), 0);
	}
	return error / (all * forecasts.length);
}

/** @throws RangeError unless bins is a whole number of at least 1 */
export function requireBins(bins: number): void {
	if (Number.isInteger(bins) && bins >= 1) return;
	throw new RangeError(`Cannot sort probabilities into ${bins} bins; use a whole number from 1.`);
}

/** Mean of the calibration errors of several forecasts of the same knees, all in one pass over the knees. */
function meanErrorOf(forecasts: readonly Forecasts[], bins: number): WeightedStatistic {
	requireBins(bins);
	const width = forecasts.length;
	const knees = forecasts[0].probability.length;
	const excess = new Float64Array(knees * width);
	const bin = new Uint32Array(knees * width);
	forecasts.forEach(({ probability, outcome }, column) => {
		for (let i = 0; i < knees; i++) {
			excess[i * width + column] = outcome[i] - probability[i];
			bin[i * width + column] = column * bins + binOf(probability[i], bins);
		}
	});
	const sums = new Float64Array(bins * width);
	const ofOne = (weights: Uint32Array) => {
		sums.fill(0);
		let count = 0;
		for (let i = 0; i < knees; i++) {
			const weight = weights[i];
			if (weight === 0) continue;
			count += weight;
			const end = (i + 1) * width;
			for (let k = i * width; k < end; k++) sums[bin[k]] += weight * excess[k];
		}
		if (count === 0) return null;
		let error = 0;
		for (let k = 0; k < sums.length; k++) error += Math.abs(sums[k]);
		return error / (count * width);
	};
	const ofSubjects = (groups: SubjectGroups): FourStatistic => {
		const binned = forecasts.flatMap((forecast) => membersOf(forecast, bins, groups));
		return ({ sideBySide, totals }, results) => {
			results.fill(0);
			for (const members of binned) addExcess(members, sideBySide, results);
			for (let r = 0; r < results.length; r++) results[r] /= totals[r] * width;
		};
	};
	return Object.assign(ofOne, { ofSubjects });
}

/** Subjects with knees in one bin, and by how much the outcomes of those exceed their forecasts. */
interface BinMembers {
	subjects: Uint32Array;
	excess: Float64Array;
}

function membersOf(
	{ probability, outcome }: Forecasts,
	bins: number,
	{ subjectOf }: SubjectGroups
): BinMembers[] {
	const excess = Array.from({ length: bins }, () => new Map<number, number>());
	for (let i = 0; i < probability.length; i++) {
		const members = excess[binOf(probability[i], bins)];
		const subject = subjectOf[i];
		members.set(subject, (members.get(subject) ?? 0) + outcome[i] - probability[i]);
	}
	return excess
		.filter(({ size }) => size > 0)
		.map((members) => ({
			subjects: Uint32Array.from(members.keys()),
			excess: Float64Array.from(members.values())
		}));
}

/**
 * Adds the distance of a bin in each of four resamples.
 *
 * @param times `[subjects, 4]`, row-major
 */
function addExcess(
	{ subjects, excess }: BinMembers,
	times: Float64Array,
	results: Float64Array
): void {
	let [s0, s1, s2, s3] = [0, 0, 0, 0];
	for (let k = 0; k < subjects.length; k++) {
		const at = 4 * subjects[k];
		const value = excess[k];
		s0 += times[at] * value;
		s1 += times[at + 1] * value;
		s2 += times[at + 2] * value;
		s3 += times[at + 3] * value;
	}
	results[0] += Math.abs(s0);
	results[1] += Math.abs(s1);
	results[2] += Math.abs(s2);
	results[3] += Math.abs(s3);
}

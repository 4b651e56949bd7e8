import {
	pairedDifference,
	percentileInterval,
	type Bootstrap,
	type PairedDifference
} from '#lib/core/statistics/bootstrap.ts';
import {
	classwiseCalibrationError,
	gradeForecasts,
	topCalibrationError,
	topForecasts,
	weightedCalibrationError
} from '#lib/core/metrics/calibration.ts';
import { gradeShareMean, gradeWeights } from '#lib/core/labels/grade-weights.ts';
import { brierLosses, logLosses } from '#lib/core/metrics/probability-scores.ts';
import {
	riskCoverageIntervals,
	type SelectiveGrading,
	type SelectiveIntervals
} from '#lib/core/statistics/risk-coverage-bootstrap.ts';
import { scoreBootstrap } from '#lib/core/statistics/score-bootstrap.ts';
import { onceEach, weightedMean } from '#lib/core/statistics/weighted-statistic.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';

/** Means of losses, which resamples give an interval. */
const LOSSES = ['logLoss', 'brierScore'] as const;
type LossName = (typeof LOSSES)[number];

export const CALIBRATION_MEASURES = [...LOSSES, 'topError', 'classwiseError'] as const;
/** Mean log loss in nats, Brier score (0-2), top-label and class-wise expected calibration error (0-1). */
export type CalibrationMeasure = (typeof CALIBRATION_MEASURES)[number];

/**
 * The scores as they are, converted to other shares of the grades, at a temperature, and both.
 */
export const CALIBRATION_WAYS = ['asRead', 'shares', 'temperature', 'both'] as const;
export type CalibrationWay = (typeof CALIBRATION_WAYS)[number];

/** Row-major `[knees, classCount]` probabilities; null where that way is not known. */
export type ProbabilitiesByWay = Readonly<
	Record<Exclude<CalibrationWay, 'asRead'>, Float64Array | null> & { asRead: Float64Array }
>;

export interface CalibrationInput {
	/** `[knees]` true grades. */
	truth: readonly number[];
	/** `[knees]` */
	subjects: readonly string[];
	systems: readonly ProbabilitiesByWay[];
	classCount: number;
	/** `[systems]` shares of the grades that the scores as read are for; null where they are not known. */
	priors: readonly (readonly number[] | null)[];
}

/** A figure with its 95 % interval, where there is one, and how far it is from that of the scores as read, paired. */
export interface CalibrationEstimate {
	value: number | null;
	interval: Range | null;
	/** Null for the scores as read themselves, and where a figure has no interval. */
	change: PairedDifference | null;
}

export type CalibrationFigures = Record<CalibrationMeasure, CalibrationEstimate>;

/** Calibration of one system. */
export interface SystemCalibration {
	/** Null where that way is not known. */
	ways: Record<CalibrationWay, CalibrationFigures | null>;
	/**
	 * Of the scores as read on knees weighted so that the grades have the shares that these scores are for; null where those
	 * are not known or a grade has no knee.
	 */
	weighted: CalibrationFigures | null;
}

/**
 * Calibration of several systems, each in every way that is known, with intervals from one subject bootstrap (see
 * `scoreBootstrap`). Temperatures and shares are taken as known. Calibration errors have no interval: they are biased upwards,
 * and resampling adds to it.
 */
export function calibrationOf({
	truth,
	subjects,
	systems,
	classCount,
	priors
}: CalibrationInput): SystemCalibration[] {
	const lists = systems.flatMap((of) =>
		CALIBRATION_WAYS.flatMap((way) => (of[way] ? [of[way]] : []))
	);
	const weighted = systems.map((of, s) => {
		const shares = priors[s];
		const weights = shares && gradeWeights(truth, shares);
		return shares && weights ? { shares, weights, rows: of.asRead } : null;
	});
	const losses = (measure: LossName, rows: Float64Array) =>
		measure === 'logLoss'
			? logLosses(truth, rows, classCount)
			: brierLosses(truth, rows, classCount);
	const result = scoreBootstrap(
		subjects,
		Object.fromEntries(
			LOSSES.map((measure) => [
				measure,
				[
					...lists.map((rows) => weightedMean(losses(measure, rows))),
					...weighted.flatMap((of) =>
						of ? [gradeShareMean(losses(measure, of.rows), truth, of.shares)] : []
					)
				]
			])
		) as Record<LossName, ReturnType<typeof weightedMean>[]>
	);
	const places = new Map(lists.map((rows, place) => [rows, place]));
	let next = lists.length;
	return systems.map((of, s) => {
		const first = places.get(of.asRead)!;
		const figuresOf = (rows: Float64Array): CalibrationFigures => ({
			...lossEstimates(result, places.get(rows)!, rows === of.asRead ? null : first),
			topError: alone(topCalibrationError(truth, rows, classCount)),
			classwiseError: alone(classwiseCalibrationError(truth, rows, classCount))
		});
		const ways = Object.fromEntries(
			CALIBRATION_WAYS.map((way) => [way, of[way] && figuresOf(of[way])])
		) as SystemCalibration['ways'];
		const mine = weighted[s];
		return {
			ways,
			weighted: mine && {
				...lossEstimates(result, next++, null),
				topError: alone(
					weightedCalibrationError([topForecasts(truth, mine.rows, classCount)], mine.weights)
				),
				classwiseError: alone(
					weightedCalibrationError(
						mine.shares.map((_, grade) => gradeForecasts(truth, mine.rows, grade, classCount)),
						mine.weights
					)
				)
			}
		};
	});
}

/** What is known of the figures at once, before their intervals; as {@link calibrationOf}. */
export function calibrationPoints(
	truth: readonly number[],
	rows: Float64Array,
	classCount: number
): Record<CalibrationMeasure, number | null> {
	const once = onceEach(truth.length);
	return {
		logLoss: weightedMean(logLosses(truth, rows, classCount))(once),
		brierScore: weightedMean(brierLosses(truth, rows, classCount))(once),
		topError: topCalibrationError(truth, rows, classCount),
		classwiseError: classwiseCalibrationError(truth, rows, classCount)
	};
}

function lossEstimates(
	result: Bootstrap<LossName>,
	place: number,
	against: number | null
): Record<LossName, CalibrationEstimate> {
	const estimateOf = (measure: LossName): CalibrationEstimate => ({
		value: result.estimates[measure][place],
		interval: percentileInterval(result, measure, place),
		change: against === null ? null : pairedDifference(result, measure, place, against)
	});
	return { logLoss: estimateOf('logLoss'), brierScore: estimateOf('brierScore') };
}

function alone(value: number | null): CalibrationEstimate {
	return { value, interval: null, change: null };
}

/** {@link riskCoverageIntervals} with the usual resamples. */
export function riskUncertaintyOf(input: {
	subjects: readonly string[];
	systems: readonly SelectiveGrading[];
	coverages: readonly number[];
	allowed: number;
}): SelectiveIntervals[] {
	return riskCoverageIntervals(input.subjects, input.systems, input.coverages, input.allowed);
}

import {
	pairedDifference,
	percentileInterval,
	type PairedDifference
} from '#lib/core/bootstrap.ts';
import {
	calibrationErrorOf,
	classwiseCalibrationErrorOf,
	topForecasts
} from '#lib/core/calibration.ts';
import { logLosses } from '#lib/core/probability-scores.ts';
import { riskCoverageIntervals, type SelectiveGrading } from '#lib/core/risk-coverage-bootstrap.ts';
import { scoreBootstrap } from '#lib/core/score-bootstrap.ts';
import { weightedMean, type WeightedStatistic } from '#lib/core/weighted-statistic.ts';
import type { Range } from '#lib/core/wilson-interval.ts';

export const CALIBRATION_MEASURES = ['logLoss', 'topError', 'classwiseError'] as const;
/** Mean log loss in nats, top-label and class-wise expected calibration error (0-1). */
export type CalibrationMeasure = (typeof CALIBRATION_MEASURES)[number];

export interface CalibrationInput {
	/** `[knees]` true grades. */
	truth: readonly number[];
	/** `[knees]` */
	subjects: readonly string[];
	/** Row-major `[knees, 5]` probabilities of each system. */
	before: readonly Float64Array[];
	/** The same after temperature scaling; null where no temperature is known. */
	after: readonly (Float64Array | null)[];
}

/** 95 % intervals of one system's measures. */
export interface CalibrationUncertainty {
	before: Record<CalibrationMeasure, Range | null>;
	after: Record<CalibrationMeasure, Range | null> | null;
	/** After minus before, paired. */
	change: Record<CalibrationMeasure, PairedDifference | null> | null;
}

/** Intervals of calibration from one subject bootstrap (see `scoreBootstrap`) of all systems, before and after. */
export function calibrationUncertaintyOf({
	truth,
	subjects,
	before,
	after
}: CalibrationInput): CalibrationUncertainty[] {
	const scaled = after.filter((rows) => rows !== null);
	const all = [...before, ...scaled];
	const result = scoreBootstrap(
		subjects,
		eachMeasure((measure) => all.map((rows) => statisticOf(measure, truth, rows)))
	);
	const intervals = (place: number) =>
		eachMeasure((measure) => percentileInterval(result, measure, place));
	return before.map((_, system) => {
		const rows = after[system];
		if (!rows) return { before: intervals(system), after: null, change: null };
		const place = before.length + scaled.indexOf(rows);
		return {
			before: intervals(system),
			after: intervals(place),
			change: eachMeasure((measure) => pairedDifference(result, measure, place, system))
		};
	});
}

/** {@link riskCoverageIntervals} with the usual resamples. */
export function riskUncertaintyOf(input: {
	subjects: readonly string[];
	systems: readonly SelectiveGrading[];
	coverages: readonly number[];
}): (Range | null)[][] {
	return riskCoverageIntervals(input.subjects, input.systems, input.coverages);
}

function statisticOf(
	measure: CalibrationMeasure,
	truth: readonly number[],
	rows: Float64Array
): WeightedStatistic {
	switch (measure) {
		case 'logLoss':
			return weightedMean(logLosses(truth, rows));
		case 'topError':
			return calibrationErrorOf(topForecasts(truth, rows));
		case 'classwiseError':
			return classwiseCalibrationErrorOf(truth, rows);
	}
}

function eachMeasure<Value>(value: (measure: CalibrationMeasure) => Value) {
	return Object.fromEntries(
		CALIBRATION_MEASURES.map((measure) => [measure, value(measure)])
	) as Record<CalibrationMeasure, Value>;
}

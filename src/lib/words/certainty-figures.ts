import { formatInterval, formatNumber } from '#lib/core/text/format.ts';
import { TEMPERATURE_RANGE, type TemperatureFit } from '#lib/core/scores/temperature.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';
import type {
	CalibrationMeasure,
	CalibrationWay,
	SystemCertainty
} from '#lib/study/readings/certainty-readings.ts';

/** Titles of the measures, and how many of a unit their numbers are written in. */
export const MEASURES: Readonly<
	Record<CalibrationMeasure, { title: string; scale: number; digits: number }>
> = {
	logLoss: { title: 'Log loss, nats', scale: 1, digits: 3 },
	brierScore: { title: 'Brier score', scale: 1, digits: 3 },
	topError: { title: 'ECE of the likeliest grade, points', scale: 100, digits: 1 },
	classwiseError: { title: 'Class-wise ECE, points', scale: 100, digits: 1 }
};

/** What each way of making probabilities is called in tables. */
export const WAY_TITLES: Readonly<Record<CalibrationWay, string>> = {
	asRead: 'as read',
	shares: 'shares',
	temperature: 'temperature',
	both: 'shares and temperature'
};

/** What the scores as read are called on knees that are weighted to the shares they are for. */
export const WEIGHTED_TITLE = 'as read, knees weighted to the shares the scores are for';

/** The temperature that a way of making probabilities uses; null where it uses none. */
export function temperatureOf({ fits }: SystemCertainty, way: CalibrationWay) {
	return way === 'temperature' || way === 'both' ? fits[way] : null;
}

/** "0.712", or "4.2" points */
export function measureText(measure: CalibrationMeasure, value: number | null): string {
	const { scale, digits } = MEASURES[measure];
	return formatNumber(value === null ? null : scale * value, digits);
}

/** "0.664 to 0.761", or "3.1 to 6.0" points */
export function measureInterval(measure: CalibrationMeasure, interval: Range | null): string {
	return formatInterval(interval, MEASURES[measure]);
}

/** "1.43", or that the knees do not determine it */
export function temperatureText(fit: TemperatureFit | null): string {
	if (!fit) return formatNumber(null);
	if (!fit.atLimit) return formatNumber(fit.temperature);
	const { lowest, highest } = TEMPERATURE_RANGE;
	return fit.temperature < 1 ? `${lowest} or less` : `${highest} or more`;
}

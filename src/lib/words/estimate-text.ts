import { UNKNOWN } from '#lib/core/text/format.ts';
import type { SystemEstimate, UncertainMetric } from '#lib/study/systems/system-estimates.ts';
import { figureIntervalText, figureText } from './figure-words.ts';

/** The number alone: "78.7%", or "0.87" for kappa and errors in grades. */
export function valueText(metric: UncertainMetric, { value }: SystemEstimate): string {
	return figureText(metric, value);
}

/** "78.7% (74.5 to 82.6)", or "unknown" alone. */
export function estimateText(metric: UncertainMetric, estimate: SystemEstimate): string {
	const value = valueText(metric, estimate);
	return estimate.value === null ? value : `${value} (${intervalText(metric, estimate)})`;
}

/** "74.5 to 82.6", "0.84 to 0.89" for kappa and errors in grades, or why it is not known. */
export function intervalText(metric: UncertainMetric, { interval, note }: SystemEstimate): string {
	if (!interval) return note || UNKNOWN;
	return figureIntervalText(metric, interval);
}

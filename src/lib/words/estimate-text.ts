import { formatInterval, formatNumber, formatPercent, UNKNOWN } from '#lib/core/text/format.ts';
import type { SystemEstimate, UncertainMetric } from '#lib/study/systems/system-estimates.ts';

/** Not shares: kappa, and errors in grades. */
const PLAIN: readonly UncertainMetric[] = ['quadraticWeightedKappa', 'meanAbsoluteError'];

/** The number alone: "78.7%", or "0.87" for kappa and errors in grades. */
export function valueText(metric: UncertainMetric, { value }: SystemEstimate): string {
	return PLAIN.includes(metric) ? formatNumber(value) : formatPercent(value, 1);
}

/** "78.7% (74.5 to 82.6)", or "unknown" alone. */
export function estimateText(metric: UncertainMetric, estimate: SystemEstimate): string {
	const value = valueText(metric, estimate);
	return estimate.value === null ? value : `${value} (${intervalText(metric, estimate)})`;
}

/** "74.5 to 82.6", "0.84 to 0.89" for kappa and errors in grades, or why it is not known. */
export function intervalText(metric: UncertainMetric, { interval, note }: SystemEstimate): string {
	if (!interval) return note || UNKNOWN;
	const scale = PLAIN.includes(metric) ? { scale: 1, digits: 2 } : {};
	return formatInterval(interval, scale);
}

import {
	formatCount,
	formatInterval,
	formatNumber,
	formatP,
	UNKNOWN,
	formatDifference
} from '#lib/core/text/format.ts';
import { metricOf } from '#lib/core/metrics/registry.ts';
import type { SliceComparison } from '#lib/core/slices/slices.ts';
import type { ContrastName } from '#lib/study/slices/tested-slices.ts';
import type { UncertainMetric } from '#lib/study/systems/system-estimates.ts';
import { figureText } from '#lib/words/figure-words.ts';

/** What a slice can be held against. */
export const CONTRASTS: readonly { value: ContrastName; label: string }[] = [
	{ value: 'grades', label: 'The rest, grade for grade' },
	{ value: 'rest', label: 'All the rest' }
];

/** A difference is a finding where this much false discovery is allowed. */
const FALSE_DISCOVERIES = 0.05;

/** "74.2%", or "0.83" for kappa and errors in grades. */
export function measureText(metric: UncertainMetric, value: number | null): string {
	return figureText(metric, value);
}

/** "+2.1" points, or "+0.12" for kappa and errors in grades. */
export function sliceDifferenceText(metric: UncertainMetric, difference: number | null): string {
	if (difference === null) return UNKNOWN;
	if (metricOf(metric).unit === 'share') return formatDifference(difference);
	const text = formatNumber(difference);
	return difference > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** "−9.1 to −2.0" */
export function sliceIntervalText(
	metric: UncertainMetric,
	interval: SliceComparison['interval']
): string {
	const scale = metricOf(metric).unit === 'share' ? {} : { scale: 1, digits: 2 };
	return formatInterval(interval, { ...scale, plus: true });
}

/** Whether the difference survives the control of false discoveries among all slices tested. */
export function isFinding({ adjusted }: SliceComparison): boolean {
	return adjusted !== null && adjusted <= FALSE_DISCOVERIES;
}

/** Whether a slice has a difference that no test can be made of: see `SliceResult.p`. */
export function isUntested({ difference, p }: SliceComparison): boolean {
	return difference !== null && p === null;
}

/** "read worse", "read better", "not distinguished, adjusted p = .16", or that there is no test. */
export function verdictWords(metric: UncertainMetric, comparison: SliceComparison): string {
	const { difference, adjusted } = comparison;
	if (difference === null) return 'unknown';
	if (adjusted === null) return 'not tested';
	if (!isFinding(comparison)) return `not distinguished, ${formatP(adjusted, 'adjusted p')}`;
	return isWorse(metric, difference) ? 'read worse' : 'read better';
}

/** Whether a difference means that the slice is read worse than the rest. */
function isWorse(metric: UncertainMetric, difference: number): boolean {
	return metricOf(metric).better === 'lower' ? difference > 0 : difference < 0;
}

/**
 * "57 of them compared, with 210 of the rest: grade 2" where not all knees of a slice are; empty where they are.
 *
 * @param grades that both sides have enough knees of; null where grades do not matter
 */
export function comparedWords(
	grades: readonly number[] | null,
	{ knees, compared }: SliceComparison
): string {
	if (grades === null || compared.inside === knees) return '';
	const list = new Intl.ListFormat('en-GB').format(grades.map(String));
	return `${formatCount(compared.inside)} of them compared, with ${formatCount(compared.rest)} of the rest: grade${grades.length === 1 ? '' : 's'} ${list}`;
}

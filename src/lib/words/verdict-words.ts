import { comparedName } from './compared-names.ts';
import { formatCount, formatP, formatPRange } from '#lib/core/text/format.ts';
import type { ExchangeTest } from '#lib/core/comparison/exchange-test.ts';
import type { PairedComparison } from '#lib/core/comparison/paired-comparison.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { SystemId } from '#lib/study/systems/systems.svelte.ts';

export const NOT_SIGNIFICANT = 'no significant difference';

/** "Xception better", "no significant difference", "borderline", "unknown" */
export function verdictText(
	study: Study,
	a: SystemId,
	b: SystemId,
	{ verdict }: PairedComparison
): string {
	if (verdict === 'not significant') return NOT_SIGNIFICANT;
	if (verdict === 'borderline' || verdict === 'unknown') return verdict;
	return `${comparedName(study, verdict === 'first better' ? a : b)} better`;
}

/**
 * "adjusted p = .16"; of a verdict that other exchanges could change with the range that they give, and where few subjects
 * differ how many.
 */
export function testText(test: ExchangeTest, verdict: PairedComparison['verdict']): string {
	const p = formatP(test.adjusted, 'adjusted p');
	if (test.differing === 0) return `${p}: identical in all that matters here`;
	if (verdict === 'borderline' && test.monteCarlo) {
		return `${p} (${formatPRange(test.monteCarlo)} with other exchanges)`;
	}
	if (!test.exact) return p;
	return `${p}: only ${formatCount(test.differing)} ${test.differing === 1 ? 'subject differs' : 'subjects differ'}`;
}

/** How sure the smallest of these adjusted p-values is, e.g. "adjusted p = .087 or more"; of one pair without the rest. */
export function leastPText(pairs: readonly PairedComparison[]): string {
	const adjusted = pairs.flatMap(({ test }) => (test ? [test.adjusted] : []));
	const least = formatP(Math.min(...adjusted), 'adjusted p');
	return adjusted.length === 1 || least.includes('>') ? least : `${least} or more`;
}

import { nouns } from '#lib/core/text/nouns.ts';
import { formatCount, formatInterval, formatPercent } from '#lib/core/text/format.ts';
import type { ReliabilityBin } from '#lib/core/metrics/reliability-diagram.ts';

/** "80 to 90%" */
export function binRange({ from, to }: ReliabilityBin): string {
	return `${Math.round(100 * from)} to ${Math.round(100 * to)}%`;
}

/**
 * "80 to 90%: 34 knees, mean probability 85%, right 71% (54 to 83)"
 *
 * @param outcome what it was so of, e.g. "right" or "of grade 2"
 */
export function binText(bin: ReliabilityBin, outcome: string): string {
	const knees = `${formatCount(bin.knees)} ${bin.knees === 1 ? nouns.case : nouns.cases}`;
	return `${binRange(bin)}: ${knees}, mean probability ${formatPercent(bin.probability)}, ${outcome} ${formatPercent(bin.share)} (${formatInterval(bin.interval, { digits: 0 })})`;
}

/** All knees together: "1,000 knees, mean probability 82%, right 79%"; empty without knees. */
export function overallText(bins: readonly ReliabilityBin[], outcome: string): string {
	const sum = (value: (bin: ReliabilityBin) => number) =>
		bins.reduce((all, bin) => all + value(bin), 0);
	const knees = sum((bin) => bin.knees);
	if (knees === 0) return '';
	const said = sum((bin) => bin.knees * (bin.probability ?? 0)) / knees;
	return `${formatCount(knees)} ${nouns.cases}, mean probability ${formatPercent(said)}, ${outcome} ${formatPercent(sum((bin) => bin.hits) / knees)}`;
}

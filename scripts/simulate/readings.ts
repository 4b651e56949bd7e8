import { wilsonInterval, type Range } from '../../src/lib/core/wilson-interval.ts';
import type { Reading, Tally } from './scenario.ts';

/** Coverage that a 95 % interval may fall to before it counts as too narrow. */
const LEAST_COVERAGE = 0.925;
/** Share of studies with a false finding that the upper end of its 95 % interval has to stay below, at a level of 5 %. */
export const MOST_ERRORS = 0.065;

/** Whether an interval holds the truth; `unknown` where there is no interval. */
export function coverageOf(interval: Range | null, truth: number): Record<string, number> {
	if (!interval) return { unknown: 1 };
	if (interval.lower > truth) return { above: 1 };
	return interval.upper < truth ? { below: 1 } : { covered: 1 };
}

/** {@link coverageOf} by name. */
export function coverages(
	intervals: Readonly<Record<string, Range | null>>,
	truths: Readonly<Record<string, number>>
): Tally {
	return Object.fromEntries(
		Object.entries(intervals).map(([name, interval]) => [name, coverageOf(interval, truths[name])])
	);
}

export const coverage: Reading = {
	legend:
		'Share of the intervals that hold the truth, ± its standard error; in brackets the misses with the interval above and below the truth, and in how many studies it was said to be unknown. Bold: too narrow, the upper end of the 95 % interval of the share is below .95 and the share below .925.',
	cell(counts) {
		const { covered, above, below, unknown } = coverageCounts(counts);
		const all = covered + above + below;
		if (all === 0) return `unknown in ${unknown}`;
		const misses = `${above}/${below}${unknown > 0 ? `, unknown ${unknown}` : ''}`;
		const share = `${shareWithError(covered, all)}`;
		return `${this.holds(counts) ? share : `**${share}**`} (${misses})`;
	},
	holds(counts) {
		const { covered, above, below } = coverageCounts(counts);
		const all = covered + above + below;
		return (
			all === 0 || covered / all >= LEAST_COVERAGE || wilsonInterval(covered, all)!.upper >= 0.95
		);
	}
};

function coverageCounts(counts: Record<string, number>) {
	const { covered = 0, above = 0, below = 0, unknown = 0 } = counts;
	return { covered, above, below, unknown };
}

/** Studies in which something was found where there is nothing to find. */
export const falseFindings: Reading = {
	legend: `Share of the studies with a false finding at a level of .05, ± its standard error; in brackets the upper end of its 95 % interval. Bold: that end is not below ${decimal(MOST_ERRORS)}.`,
	cell(counts) {
		const { found = 0, none = 0 } = counts;
		const all = found + none;
		if (all === 0) return 'unknown';
		const share = shareWithError(found, all);
		const upper = `(≤ ${decimal(wilsonInterval(found, all)!.upper)})`;
		return `${this.holds(counts) ? share : `**${share}**`} ${upper}`;
	},
	holds({ found = 0, none = 0 }) {
		return found + none === 0 || wilsonInterval(found, found + none)!.upper < MOST_ERRORS;
	}
};

/** How often something comes out, without a claim. */
export function shareOf(answer: string, legend: string): Reading {
	return {
		legend,
		cell(counts) {
			const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
			return all === 0 ? 'unknown' : decimal((counts[answer] ?? 0) / all);
		},
		holds: () => true
	};
}

/** "0.948 ± 0.007" */
function shareWithError(hits: number, all: number): string {
	const share = hits / all;
	return `${decimal(share)} ± ${decimal(Math.sqrt((share * (1 - share)) / all))}`;
}

function decimal(value: number): string {
	return value.toFixed(3);
}

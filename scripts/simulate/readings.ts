import { wilsonInterval, type Range } from '../../src/lib/core/statistics/wilson-interval.ts';
import type { Judgement, Reading, Tally } from './scenario.ts';

/** Coverage below which a 95 % interval is not accepted as one. */
const LEAST_COVERAGE = 0.925;
/** Share of false findings above which a test at a level of 5 % is not accepted as one. */
const MOST_ERRORS = 0.065;

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
		'Share of the intervals that contain the true value (coverage), ± its standard error; in brackets the misses with the interval above and below the true value, and the number of studies in which it was reported as unknown. Judged by the 95 % interval of the share: **bold**, too narrow, where all of it is below .95; _italic_, undecided, where only part of it is below .95 and part is below .925; otherwise the coverage is as stated, to within .025. By chance alone one cell in 40 would be bold.',
	failing: 'Too narrow',
	cell(counts) {
		const { covered, above, below, unknown } = coverageCounts(counts);
		const all = covered + above + below;
		if (all === 0) return `unknown in ${unknown}`;
		const misses = `${above}/${below}${unknown > 0 ? `, unknown ${unknown}` : ''}`;
		return `${marked(shareWithError(covered, all), this.judge(counts))} (${misses})`;
	},
	judge(counts) {
		const { covered, above, below } = coverageCounts(counts);
		const range = wilsonInterval(covered, covered + above + below);
		if (!range) return null;
		if (range.upper < 0.95) return 'fails';
		return range.lower < LEAST_COVERAGE ? 'undecided' : 'holds';
	}
};

function coverageCounts(counts: Record<string, number>) {
	const { covered = 0, above = 0, below = 0, unknown = 0 } = counts;
	return { covered, above, below, unknown };
}

/** Studies in which something was found where there is nothing to find. */
export const falseFindings: Reading = {
	legend: `Share of the studies with a false finding at a level of .05, ± its standard error; in brackets the upper end of its 95 % interval. **Bold**, too often, where all of that interval is above .05; _italic_, undecided, where only part of it is above .05 and its upper end is not below ${decimal(MOST_ERRORS)}; otherwise the level is kept, to within .015. By chance alone one cell in 40 of an exact test would be bold.`,
	failing: 'Too often',
	cell(counts) {
		const { found = 0, none = 0 } = counts;
		const range = wilsonInterval(found, found + none);
		if (!range) return 'unknown';
		const share = marked(shareWithError(found, found + none), this.judge(counts));
		return `${share} (≤ ${decimal(range.upper)})`;
	},
	judge({ found = 0, none = 0 }) {
		const range = wilsonInterval(found, found + none);
		if (!range) return null;
		if (range.lower > 0.05) return 'fails';
		return range.upper < MOST_ERRORS ? 'holds' : 'undecided';
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
		judge: () => null,
		failing: ''
	};
}

function marked(text: string, judgement: Judgement | null): string {
	if (judgement === 'fails') return `**${text}**`;
	return judgement === 'undecided' ? `_${text}_` : text;
}

/** "0.948 ± 0.007" */
function shareWithError(hits: number, all: number): string {
	const share = hits / all;
	return `${decimal(share)} ± ${decimal(Math.sqrt((share * (1 - share)) / all))}`;
}

function decimal(value: number): string {
	return value.toFixed(3);
}

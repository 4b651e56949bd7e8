import { ticks } from 'd3';
import { formatDifference, formatInterval } from '#lib/core/text/format.ts';
import type { Table } from '#lib/core/text/table.ts';

/** An estimate with its interval; shares or differences of shares. */
export interface Estimate {
	value: number;
	lower: number;
	upper: number;
}

/** One axis for several intervals. */
export interface Axis {
	domain: readonly [number, number];
	/** Round values inside the domain. */
	ticks: readonly number[];
}

/**
 * The axis that every interval fits on, a step free at both ends, with about four round ticks.
 *
 * @param limits values that cannot be passed, e.g. 0 and 1 for shares
 */
export function sharedAxis(
	estimates: readonly Estimate[],
	limits: readonly [number, number] = [0, 1]
): Axis {
	if (estimates.length === 0) return { domain: limits, ticks: ticks(...limits, 4) };
	const low = Math.min(...estimates.map((estimate) => estimate.lower));
	const high = Math.max(...estimates.map((estimate) => estimate.upper));
	const round = ticks(low, Math.max(high, low + 0.02), 4);
	const step = round.length > 1 ? round[1] - round[0] : 0.05;
	const start = Math.max(limits[0], step * (Math.floor(low / step) - 1));
	const end = Math.min(limits[1], step * (Math.ceil(high / step) + 1));
	return {
		domain: [start, end],
		ticks: ticks(start, end, (end - start) / step).filter(
			(tick) => tick > start + step / 2 && tick < end - step / 2
		)
	};
}

/** The axis of differences: holds every interval and zero. */
export function sharedDifferenceAxis(differences: readonly Estimate[]): Axis {
	return sharedAxis([...differences, { value: 0, lower: 0, upper: 0 }], [-1, 1]);
}

/** Where a value lies on an axis, in percent of its length, held inside. */
export function position(value: number, { domain: [start, end] }: Axis): number {
	return 100 * Math.min(1, Math.max(0, (value - start) / (end - start)));
}

/** How the one compares that the difference is of. */
export type Verdict = 'better' | 'worse' | 'borderline' | 'no significant difference';

/** Whether a verdict names one that is better. */
export function isSignificant(verdict: Verdict): boolean {
	return verdict === 'better' || verdict === 'worse';
}

/** Paired differences as a table, in points. */
export function differenceTable(
	caption: string,
	rows: readonly { name: string; difference: Estimate; verdict: Verdict; note: string }[]
): Table {
	return {
		caption,
		columns: [
			{ label: 'Against' },
			{ label: 'Points', numeric: true },
			{ label: 'Adjusted 95% interval', numeric: true },
			{ label: 'Verdict' },
			{ label: 'Test' }
		],
		rows: rows.map(({ name, difference, verdict, note }) => [
			name,
			formatDifference(difference.value),
			formatInterval(difference, { plus: true }),
			verdict,
			note
		])
	};
}

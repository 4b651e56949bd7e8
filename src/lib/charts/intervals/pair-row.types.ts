import type { Estimate } from './interval-scale.ts';
import type { ChartReader } from '#lib/charts/series/reader.types.ts';

/** One pair of readers: the first minus the second on the same knees. */
export interface PairRow {
	key: string;
	first: ChartReader;
	second: ChartReader;
	/** With its adjusted interval; null where there is none. */
	difference: Estimate | null;
	/** The difference and its interval as text. */
	value: string;
	interval: string;
	/** The winner's name and "better", "no significant difference", "borderline" or "unknown". */
	verdict: string;
	significant: boolean;
	/** Of the tests, e.g. "adjusted p = .012". */
	notes: readonly string[];
	/** The smallest difference that these knees could show, e.g. "2.4 points"; empty where unknown. */
	smallest: string;
	/** How the two stand to each other within the margin, e.g. "equivalent"; empty without one. */
	equivalence: string;
	/** Knees that the two read differently. */
	moved: number;
}

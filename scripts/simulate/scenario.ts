import type { Random } from '../../src/lib/core/statistics/random.ts';

/** How often each answer was given, by what was asked, e.g. `{ Accuracy: { covered: 948, above: 20, below: 32 } }`. */
export type Tally = Record<string, Record<string, number>>;

/** Studies of one kind, e.g. of 100 subjects: one column of a table. */
export interface SimulatedCase {
	name: string;
	/** Studies of a full run. */
	studies: number;
	/** Draws and judges one study; all chance comes from `random`, so that a study can be repeated alone. */
	run(random: Random): Tally;
}

/** What counts say of a claim: it fails for sure, or there are too few studies to tell, or neither. */
export type Judgement = 'holds' | 'fails' | 'undecided';

/** How a row of counts is shown and judged. */
export interface Reading {
	/** For the text above the table: what its cells hold. */
	legend: string;
	cell(counts: Record<string, number>): string;
	/** Null where nothing is claimed, or nothing was counted. */
	judge(counts: Record<string, number>): Judgement | null;
	/** What a cell that fails is called in the text below the table, e.g. "Too narrow". */
	failing: string;
}

/**
 * Something that is claimed of intervals or tests, tried out on many studies whose truth is known. Each file of
 * `scenarios/` is one: it exports these names, and its own names it on the command line.
 */
export interface Scenario {
	title: string;
	/** Markdown: what is drawn, what is asked of it and what should come out. */
	about: string;
	cases: readonly SimulatedCase[];
	/** @param row what was asked */
	reading(row: string): Reading;
}

/** Adds the counts of one tally to those of another, in place. */
export function addTally(sum: Tally, one: Tally): void {
	for (const [row, counts] of Object.entries(one)) {
		const all = (sum[row] ??= {});
		for (const [answer, count] of Object.entries(counts)) all[answer] = (all[answer] ?? 0) + count;
	}
}

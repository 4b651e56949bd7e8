import type { ReadingPlan } from '#lib/study/selection/reading-link.ts';

/** The knees that were drawn, and how far their reading is. */
export interface ReadingProgress {
	plan: ReadingPlan;
	/** Rows of the knees in the order of reading. */
	rows: readonly number[];
	/** Grade given to each; null for those skipped or not reached. */
	grades: readonly (number | null)[];
	/** Film that is looked at, 0 to N - 1. */
	place: number;
	/** Films seen so far, 1 to N. */
	seen: number;
}

/** A reading at its first film. */
export function begun(plan: ReadingPlan, rows: readonly number[]): ReadingProgress {
	return { plan, rows, grades: new Array<null>(rows.length).fill(null), place: 0, seen: 1 };
}

export function movedTo(progress: ReadingProgress, place: number): ReadingProgress {
	return { ...progress, place, seen: Math.max(progress.seen, place + 1) };
}

/** Grades the film and goes on to the next one without a grade; stays where there is none further on. */
export function graded(progress: ReadingProgress, grade: number): ReadingProgress {
	const grades = progress.grades.with(progress.place, grade);
	const next = grades.findIndex((given, place) => place > progress.place && given === null);
	return movedTo({ ...progress, grades }, next < 0 ? progress.place : next);
}

export function allSeen({ rows, seen }: ReadingProgress): boolean {
	return seen === rows.length;
}

/** Films that were passed over without a grade; neither the one looked at nor the next one in turn. */
export function skippedPlaces(progress: ReadingProgress): number[] {
	const { grades, seen } = progress;
	const passed = allSeen(progress) ? seen : seen - 1;
	return [...grades.keys()].filter(
		(place) => place < passed && place !== progress.place && grades[place] === null
	);
}

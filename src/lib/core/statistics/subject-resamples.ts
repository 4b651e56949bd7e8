import type { Random } from './random.ts';

/** Knees by who they belong to. Subjects are numbered in the order in which they first occur. */
export interface SubjectGroups {
	/** Subjects. */
	count: number;
	/** `[knees]` number of the subject of each knee, 0 to count - 1. */
	subjectOf: Uint32Array<ArrayBuffer>;
}

/**
 * Numbers the subjects.
 *
 * @param subjects `[knees]` who each knee belongs to; equal values are one subject
 */
export function groupBySubject(subjects: ArrayLike<number | string>): SubjectGroups {
	const numbers = new Map<number | string, number>();
	const subjectOf = new Uint32Array(subjects.length);
	for (let i = 0; i < subjects.length; i++) {
		let number = numbers.get(subjects[i]);
		if (number === undefined) numbers.set(subjects[i], (number = numbers.size));
		subjectOf[i] = number;
	}
	return { count: numbers.size, subjectOf };
}

/**
 * One resample of as many subjects as there are, drawn with replacement: how often each was drawn. Every
 * bootstrap of this project draws through here, so that equal seeds give equal resamples of the same knees.
 *
 * @param times `[subjects]`, overwritten
 */
export function drawSubjects(random: Random, times: Uint32Array): void {
	times.fill(0);
	for (let draw = 0; draw < times.length; draw++) times[random.integer(times.length)]++;
}

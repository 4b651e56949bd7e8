import { groupBySubject } from './subject-resamples.ts';
import { wilsonInterval, type Range } from './wilson-interval.ts';

/**
 * How many independent knees these are worth at least, `n ** 2 / sum over subjects of knees ** 2`: Kish's
 * effective sample size (Survey Sampling, 1965, section 8.2) if the knees of a subject always came out alike.
 * 0 without knees.
 *
 * @param subjects `[knees]` who each knee belongs to
 */
export function effectiveKnees(subjects: ArrayLike<number | string>): number {
	if (subjects.length === 0) return 0;
	const { count, subjectOf } = groupBySubject(subjects);
	const knees = new Uint32Array(count);
	for (const subject of subjectOf) knees[subject]++;
	return subjects.length ** 2 / knees.reduce((sum, of) => sum + of ** 2, 0);
}

/**
 * 95 % interval of a share of knees that may belong to the same subjects, 0-1: {@link wilsonInterval} with
 * {@link effectiveKnees} in place of the knees, as is done for surveys (Korn & Graubard, Surv Methodol
 * 1998;24:193-201). Never too narrow for what the knees of a subject share; somewhat too wide where they share
 * little. Unlike a bootstrap it has a width where all knees or none are hits. Null without knees.
 *
 * @param hits 0 to the number of knees
 * @param subjects `[knees]`
 */
export function clusteredShareInterval(
	hits: number,
	subjects: ArrayLike<number | string>
): Range | null {
	if (subjects.length === 0) return null;
	const knees = effectiveKnees(subjects);
	return wilsonInterval(knees * (hits / subjects.length), knees);
}

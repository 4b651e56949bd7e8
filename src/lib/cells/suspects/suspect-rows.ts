import type { LabelDoubt } from '#lib/study/answers/label-doubt.ts';

/**
 * Rows of a cell of the table of labels and likelier grades; with only one of the two, of all suspects of it (the
 * knees whose label is believed left out); with neither, of all suspects.
 */
export function suspectRows(
	{ rows, labels, found: { confidentGrade } }: LabelDoubt,
	label: number | null,
	likely: number | null
): number[] {
	const whole = label !== null && likely !== null;
	return rows.filter(
		(_, i) =>
			confidentGrade[i] >= 0 &&
			(label === null || labels[i] === label) &&
			(likely === null || confidentGrade[i] === likely) &&
			(whole || confidentGrade[i] !== labels[i])
	);
}

/** Rows of the knees that confidently belong to no grade. */
export function undecidedRows({ rows, found: { confidentGrade } }: LabelDoubt): number[] {
	return rows.filter((_, i) => confidentGrade[i] < 0);
}

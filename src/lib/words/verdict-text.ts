import type { LabelScale } from '#lib/core/labels/label-scale.ts';

/** A class read, in words, with "wrong" where it is. @param grade -1 while it has not been read */
export function verdictText(scale: LabelScale, grade: number, trueGrade: number): string {
	if (grade < 0) return 'not read yet';
	const { name } = scale.classes[grade];
	return grade === trueGrade ? name : `${name}, wrong`;
}

import { GRADES } from '#lib/core/labels/grades.ts';

/** A grade read, in words, with "wrong" where it is. @param grade -1 while it has not been read */
export function verdictText(grade: number, trueGrade: number): string {
	if (grade < 0) return 'not read yet';
	return grade === trueGrade ? GRADES[grade].name : `${GRADES[grade].name}, wrong`;
}

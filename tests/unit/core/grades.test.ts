import { expect, it } from 'vitest';
import { GRADE_COUNT, GRADES, isGrade } from '#lib/core/labels/grades.ts';

it('there are five grades in order', () => {
	expect(GRADES.map(({ grade }) => grade)).toEqual([0, 1, 2, 3, 4]);
	expect(GRADES).toHaveLength(GRADE_COUNT);
});

it('isGrade knows a grade', () => {
	expect([0, 4].every(isGrade)).toBe(true);
	expect([-1, 5, 1.5, NaN].some(isGrade)).toBe(false);
});

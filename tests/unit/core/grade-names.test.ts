import { describe, expect, it } from 'vitest';
import { gradeOfName, gradesOfNames } from '#lib/core/labels/grade-names.ts';

describe('gradeOfName', () => {
	it.each([
		['0', 0],
		['KL3', 3],
		['kl-grade 2', 2],
		['Grade_4', 4],
		['0Normal', 0],
		['1Doubtful', 1],
		['2Mild', 2],
		['Minimal', 2],
		['severe', 4],
		[' Moderate OA ', 3]
	])('%j is %i', (name, grade) => {
		expect(gradeOfName(name)).toBe(grade);
	});

	it.each(['', 'OA', '5', 'KL10', '2Severe', 'grade 1 or 2', 'toString', 'minimally'])(
		'%j fits no grade',
		(name) => {
			expect(gradeOfName(name)).toBeNull();
		}
	);
});

describe('gradesOfNames', () => {
	it('gives the grade of every class', () => {
		const names = ['Doubtful', 'Healthy', 'Minimal', 'Moderate', 'Severe'];
		expect(gradesOfNames(names)).toEqual([1, 0, 2, 3, 4]);
		expect(gradesOfNames(['4', '3', '2', '1', '0'])).toEqual([4, 3, 2, 1, 0]);
	});

	it('wants each grade once', () => {
		expect(gradesOfNames(['0', '1', '2', '3'])).toBeNull();
		expect(gradesOfNames(['0', '1', '2', '3', 'Moderate'])).toBeNull();
		expect(gradesOfNames(['a', 'b', 'c', 'd', 'e'])).toBeNull();
	});
});

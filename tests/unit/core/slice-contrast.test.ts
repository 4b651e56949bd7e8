import { describe, expect, it } from 'vitest';
import { gradeForGrade, LEAST_OF_GRADE, withTheRest } from '#lib/core/slices/slice-contrast.ts';

/** `times` knees a grade, slice first: the slice's values, then the rest's; of 10 parts right, so many are. */
function twoGrades(times: readonly [number, number, number, number]) {
	const rights = [9, 5, 8, 6];
	const of = times.flatMap((count, part) =>
		Array.from({ length: count }, (_, i) => ({ part, value: Number(i % 10 < rights[part]) }))
	);
	return {
		inSlice: Uint8Array.from(of, ({ part }) => Number(part < 2)),
		knees: {
			values: of.map(({ value }) => value),
			most: 1,
			truth: of.map(({ part }) => part % 2),
			subjects: [...of.keys()],
			classCount: 2
		}
	};
}

describe('gradeForGrade', () => {
	it('gives the rest the grades of the slice', () => {
		const { knees, inSlice } = twoGrades([30, 10, 10, 90]);
		const { inside, rest } = gradeForGrade(knees, 'as-in-slice')(inSlice);
		expect(inside).toBeCloseTo(0.75 * 0.9 + 0.25 * 0.5, 12);
		expect(rest).toBeCloseTo(0.75 * 0.8 + 0.25 * 0.6, 12);
		const alike = gradeForGrade(knees, 'alike')(inSlice);
		expect(alike.inside).toBeCloseTo(0.7, 12);
		expect(alike.rest).toBeCloseTo(0.7, 12);
	});

	it('sees no difference where only the grades differ, which a plain comparison does', () => {
		const { knees, inSlice } = twoGrades([10, 30, 30, 10]);
		const values = knees.truth.map((grade, i) => Number(i % 10 < (grade === 0 ? 9 : 5)));
		const fair = gradeForGrade({ ...knees, values, classCount: 5 }, 'as-in-slice')(inSlice);
		expect(fair.inside! - fair.rest!).toBeCloseTo(0, 12);
		const plain = withTheRest({ ...knees, values, classCount: 5 })(inSlice);
		expect(plain.inside! - plain.rest!).toBeLessThan(-0.1);
	});

	it('leaves grades out that have too few on a side, and knows nothing without any other', () => {
		const few = twoGrades([30, LEAST_OF_GRADE - 1, 30, 30]);
		const one = gradeForGrade(few.knees, 'alike')(few.inSlice);
		expect(one.inside).toBeCloseTo(0.9, 12);
		expect([...new Set(one.kinds)]).toEqual([0, -1]);
		const apart = twoGrades([30, 0, 0, 30]);
		const none = gradeForGrade(apart.knees, 'alike')(apart.inSlice);
		expect(none).toMatchObject({ inside: null, rest: null, statistic: null });
		expect(none.interval()).toBeNull();
	});
});

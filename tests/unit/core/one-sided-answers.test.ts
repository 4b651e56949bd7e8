import { describe, expect, it } from 'vitest';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { oneSidedAnswers, preprocessingFit } from '#lib/core/metrics/one-sided-answers.ts';

const times = (count: number, grade: number) => new Array<number>(count).fill(grade);
const balanced = [0, 1, 2, 3, 4].flatMap((grade) => times(4, grade));

describe('oneSidedAnswers', () => {
	it('names the grade that almost every knee is given', () => {
		expect(oneSidedAnswers(confusionMatrix(balanced, [...times(19, 3), 1], 5))).toEqual({
			grade: 3,
			share: 0.95,
			trueShare: 0.2
		});
		expect(oneSidedAnswers(confusionMatrix(balanced, [...times(17, 0), 1, 2, 3], 5))?.share).toBe(
			0.85
		);
	});

	it.each([
		['answers of several grades', balanced, [...times(16, 3), 0, 1, 2, 4]],
		['labels that are almost all of it', [...times(15, 0), ...times(5, 2)], times(20, 0)],
		['fewer than ten knees', times(9, 1), times(9, 4)]
	])('says nothing of %s', (_, grades, answers) => {
		expect(oneSidedAnswers(confusionMatrix(grades, answers, 5))).toBeNull();
	});
});

describe('preprocessingFit', () => {
	it('is one more than the kappa where answers agree with the labels', () => {
		expect(preprocessingFit(balanced, balanced, 5, true)).toBe(2);
		expect(
			preprocessingFit(
				balanced,
				balanced.map((grade) => Math.min(grade, 3)),
				5,
				true
			)
		).toBeGreaterThan(1.8);
	});

	it('counts every other class alike as wrong where classes have no order', () => {
		// 17 of 20 agree where 4 would by chance: kappa is .8125. Squared distances sum to 24 of 80 expected: quadratic, it is .7.
		const far = balanced.map((grade, i) => (i % 5 === 0 ? 4 - grade : grade));
		expect(preprocessingFit(balanced, far, 5, false)).toBeCloseTo(1.8125, 12);
		expect(preprocessingFit(balanced, far, 5, true)).toBeCloseTo(1.7, 12);
	});

	it('is how evenly answers are spread where they do not', () => {
		expect(preprocessingFit(balanced, times(20, 2), 5, true)).toBe(0);
		const turned = balanced.map((grade) => 4 - grade);
		expect(preprocessingFit(balanced, turned, 5, true)).toBeCloseTo(1, 12);
		// Two grades in equal parts, without regard to the labels: ln 2 of ln 5.
		const two = balanced.map((_, i) => 4 * (i % 2));
		expect(preprocessingFit(balanced, two, 5, true)).toBeCloseTo(Math.log(2) / Math.log(5), 12);
	});
});

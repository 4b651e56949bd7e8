import { describe, expect, it } from 'vitest';
import { priorAdjusted, shiftFactors } from '#lib/core/scores/prior-shift.ts';
import { calibrationReferences } from './calibration-reference.ts';
import { comparisonReferences } from './comparison-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const { parts, cases } = calibrationReferences.shifts;
const scores = fromParts(parts);
const equal = [0.2, 0.2, 0.2, 0.2, 0.2];

describe('scores for other shares of the grades equal scipy', () => {
	it.each(cases)('from $prior to $target, exponent $exponent', ({ adjusted, ...shift }) => {
		expectClose([...priorAdjusted(scores, shift)], adjusted, 1e-14);
	});

	it('on the knees that rules are compared on', () => {
		const { rules, parts: systems } = comparisonReferences;
		const { training: prior, target, adjusted } = rules;
		expectClose([...priorAdjusted(fromParts(systems[0]), { prior, target })], adjusted, 1e-14);
	});
});

describe('scores for other shares of the grades', () => {
	const prior = [0.4, 0.18, 0.26, 0.13, 0.03];

	it('come back by the way they came', () => {
		const there = priorAdjusted(scores, { prior: equal, target: prior });
		const back = priorAdjusted(there, { prior, target: equal });
		expectClose([...back], [...priorAdjusted(scores, { prior, target: prior })], 1e-14);
	});

	it('are those of Bayes’ rule where the scores are exact', () => {
		// Two grades and a sign that 3 of 4 knees of grade 0 and 1 of 4 of grade 1 show.
		const given = (share: number) => [(0.75 * share) / (0.75 * share + 0.25 * (1 - share))];
		const [at] = given(0.5);
		const [there] = given(0.1);
		const shift = { prior: [0.5, 0.5], target: [0.1, 0.9] };
		expect(priorAdjusted([at, 1 - at], shift)[0]).toBeCloseTo(there, 14);
	});

	it('leave nothing to a grade that does not occur, unless the exponent is 0', () => {
		const target = [0.5, 0.5, 0, 0, 0];
		expect(shiftFactors({ prior: equal, target })).toEqual([2.5, 2.5, 0, 0, 0]);
		expect(shiftFactors({ prior: equal, target, exponent: 0 })).toEqual([1, 1, 1, 1, 1]);
	});

	it('are refused without shares, without a trained grade, and where nothing is left', () => {
		const target = prior;
		expect(() => priorAdjusted(scores, { prior: [1, 0, 0, 0, 0], target })).toThrow(
			/none in training/
		);
		expect(() => priorAdjusted(scores, { prior, target: [1, 1, 0, 0, 0] })).toThrow(/sum to 1/);
		expect(() => priorAdjusted(scores, { prior, target, exponent: -1 })).toThrow(/exponent/);
		expect(() => priorAdjusted([1, 0, 0, 0, 0], { prior, target: [0, 0, 0.5, 0.5, 0] })).toThrow(
			/knee 0/
		);
	});
});

import { describe, expect, it } from 'vitest';
import { decide, expectedCosts, expectedGrades } from '#lib/core/combine/decision-rules.ts';
import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import { priorAdjusted } from '#lib/core/scores/prior-shift.ts';
import { comparisonReferences } from './comparison-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const { parts, rules } = comparisonReferences;
const { costs, training, target } = rules;
const scores = fromParts(parts[0]);

describe('decision rules equal numpy', () => {
	it('prior-adjusted', () => {
		const adjusted = priorAdjusted(scores, { prior: training, target });
		expect([...decide({ kind: 'argmax' }, adjusted, 5)]).toEqual(rules.priorAdjusted);
	});

	it('minimum cost', () => {
		expectClose([...expectedCosts(scores, costs, 5)], rules.expectedCosts, 1e-14);
		expect([...decide({ kind: 'minimum-cost', costs }, scores, 5)]).toEqual(rules.minimumCost);
	});

	it('expected grade', () => {
		expectClose([...expectedGrades(scores, 5)], rules.expectedGrades, 1e-14);
		expect([...decide({ kind: 'expected-grade' }, scores, 5)]).toEqual(rules.expectedGrade);
	});
});

describe('decision rules', () => {
	const argmax = [...decide({ kind: 'argmax' }, scores, 5)];

	it('differ on these knees', () => {
		for (const name of ['priorAdjusted', 'minimumCost', 'expectedGrade'] as const) {
			expect(rules[name]).not.toEqual(argmax);
		}
	});

	it('are argmax for equal priors and for zero-one costs', () => {
		const same = priorAdjusted(scores, { prior: target, target });
		expect([...decide({ kind: 'argmax' }, same, 5)]).toEqual(argmax);
		expect([
			...decide({ kind: 'minimum-cost', costs: costMatrix('zero-one', 5) }, scores, 5)
		]).toEqual(argmax);
	});

	it('read the median for linear and the mean for quadratic costs', () => {
		const skewed = [0.45, 0.15, 0, 0, 0.4];
		const under = (scheme: 'linear' | 'quadratic') =>
			decide({ kind: 'minimum-cost', costs: costMatrix(scheme, 5) }, skewed, 5)[0];
		expect(under('linear')).toBe(1);
		expect(under('quadratic')).toBe(2);
		expect(decide({ kind: 'expected-grade' }, skewed, 5)[0]).toBe(2);
	});

	it('give ties to the lowest grade, but a half to the severer one', () => {
		const tie = [0.5, 0.5, 0, 0, 0];
		expect(decide({ kind: 'argmax' }, tie, 5)[0]).toBe(0);
		expect(decide({ kind: 'minimum-cost', costs: costMatrix('linear', 5) }, tie, 5)[0]).toBe(0);
		expect(decide({ kind: 'expected-grade' }, tie, 5)[0]).toBe(1);
		const thirds = [1 / 3, 1 / 6, 0, 1 / 6, 1 / 3].map((p) => p * 0.7);
		expect(decide({ kind: 'expected-grade' }, [0.1 * 3, 0, 0, 0.1 * 3, 0], 5)[0]).toBe(2);
		expect(decide({ kind: 'expected-grade' }, thirds, 5)[0]).toBe(2);
	});

	it('do not depend on the scale of a row', () => {
		const tripled = scores.map((score) => 3 * score);
		for (const rule of [{ kind: 'minimum-cost', costs }, { kind: 'expected-grade' }] as const) {
			expect(decide(rule, tripled, 5)).toEqual(decide(rule, scores, 5));
		}
	});

	it('refuse costs and scores without meaning', () => {
		expect(() => expectedCosts(scores, [[0]], 5)).toThrow(/5 rows/);
		expect(() => expectedGrades([0, 0, 0, 0, 0], 5)).toThrow(/knee 0/);
		expect(() => expectedGrades([NaN, 1, 0, 0, 0], 5)).toThrow(/knee 0/);
	});
});

import { describe, expect, it } from 'vitest';
import { ScoreTable } from '#lib/core/scores/score-table.ts';
import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import {
	costSchemeOf,
	decisionRule,
	gradesBy,
	HIGHEST_SCORE,
	type ChosenRule
} from '#lib/study/systems/decision-rule.ts';
import { sharesFrom } from '#lib/study/systems/grade-shares.ts';
import { ruleFromAddress, ruleToAddress } from '#lib/study/view/rule-address.ts';

const scores = new ScoreTable(
	Float64Array.from(
		[
			[0.3, 0.25, 0.05, 0.2, 0.2],
			[NaN, NaN, NaN, NaN, NaN],
			[0, 0, 0, 0, 0],
			[0, 0, 0, 0, 1]
		].flat()
	),
	5
);
const EQUAL = [0.2, 0.2, 0.2, 0.2, 0.2];

const COUNTS = { shown: [400, 200, 200, 150, 50], val: [10, 40, 20, 20, 10] };
const basis = { scores, prior: EQUAL };

describe('grades by a rule', () => {
	it('are those of the rule; unknown where scores are unknown or all 0', () => {
		const by = (rule: ChosenRule) => [...gradesBy(decisionRule(rule, COUNTS), scores, basis)];
		expect(by({ kind: 'argmax' })).toEqual([0, -1, -1, 4]);
		expect(by({ kind: 'expected-grade' })).toEqual([2, -1, -1, 4]);
		expect(by({ kind: 'minimum-cost', costs: costMatrix('linear', 5) })).toEqual([1, -1, -1, 4]);
		expect(by({ kind: 'prior-adjusted', target: [1, 2, 1, 1, 1] })).toEqual([1, -1, -1, 4]);
		expect(by({ kind: 'prior-adjusted', target: 'val' })).toEqual([1, -1, -1, 4]);
		expect(by({ kind: 'prior-adjusted', target: 'val', exponent: 0 })).toEqual([0, -1, -1, 4]);
		expect(by({ kind: 'expected-grade', target: [1, 1, 0, 0, 0] })).toEqual([0, -1, -1, 4]);
	});

	it('follow the shares that the scores are for', () => {
		const toEqual = decisionRule({ kind: 'prior-adjusted', target: 'equal' }, COUNTS);
		expect(gradesBy(toEqual, scores, basis)).toEqual(gradesBy(HIGHEST_SCORE, scores, null));
		const skewed = { scores, prior: [0.6, 0.1, 0.1, 0.1, 0.1] };
		expect(gradesBy(toEqual, scores, skewed)[0]).toBe(1);
	});

	it('are those of the scores as they are where it is not known which shares they are for', () => {
		const rule = decisionRule({ kind: 'prior-adjusted', target: 'val' }, COUNTS);
		expect(gradesBy(rule, scores, null)).toEqual(gradesBy(HIGHEST_SCORE, scores, null));
	});

	it('keep a knee of which only a grade of share 0 is left', () => {
		const never = decisionRule({ kind: 'prior-adjusted', target: [1, 1, 1, 1, 0] }, COUNTS);
		expect(gradesBy(never, scores, basis)[3]).toBe(4);
	});
});

describe('shares', () => {
	it('are divided by their sum, and none is 0', () => {
		expect(sharesFrom('shown', COUNTS)[0]).toBeCloseTo(0.4, 12);
		expect(sharesFrom('val', COUNTS)[1]).toBeCloseTo(0.4, 12);
		const typed = sharesFrom([3, 1, 0, 0, 0], COUNTS);
		expect(typed[0]).toBeCloseTo(0.75, 9);
		expect(typed[4]).toBeGreaterThan(0);
		expect(typed.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
		expect(sharesFrom('shown', { ...COUNTS, shown: [0, 0, 0, 0, 0] })).toEqual(EQUAL);
	});
});

const typedCosts = costMatrix('linear', 5);
typedCosts[4][0] = 12.5;

describe('a rule in the address', () => {
	it.each<[ChosenRule, string]>([
		[{ kind: 'prior-adjusted', target: 'shown' }, 'prior~shown'],
		[{ kind: 'prior-adjusted', target: 'equal' }, 'prior~equal'],
		[{ kind: 'prior-adjusted', target: [40, 20.5, 20, 15, 4.5] }, 'prior~40-20.5-20-15-4.5'],
		[{ kind: 'prior-adjusted', target: 'val', exponent: 0.25 }, 'prior~val~0.25'],
		[{ kind: 'prior-adjusted', target: 'val', exponent: 0 }, 'prior~val~0'],
		[{ kind: 'minimum-cost', costs: costMatrix('quadratic', 5) }, 'cost~quadratic'],
		[{ kind: 'minimum-cost', costs: costMatrix('linear', 5), target: 'val' }, 'cost~linear~val'],
		[
			{ kind: 'minimum-cost', costs: typedCosts },
			'cost~0-1-2-3-4_1-0-1-2-3_2-1-0-1-2_3-2-1-0-1_12.5-3-2-1-0'
		],
		[{ kind: 'expected-grade' }, 'expected'],
		[{ kind: 'expected-grade', target: 'shown' }, 'expected~shown']
	])('comes back as it was: %o', (rule, word) => {
		expect(ruleToAddress(rule)).toBe(word);
		expect(ruleFromAddress(word, 5)).toEqual(rule);
	});

	it('is of as many classes as the study has', () => {
		const costs = costMatrix('linear', 3);
		expect(ruleFromAddress('cost~linear', 3)).toEqual({ kind: 'minimum-cost', costs });
		expect(ruleFromAddress('cost~0-1-2_1-0-1_2-1-0', 3)).toEqual({ kind: 'minimum-cost', costs });
		expect(ruleFromAddress('cost~0-1-2_1-0-1_2-1-0', 5)).toBeNull();
		expect(ruleFromAddress('prior~1-2-1', 3)).toEqual({
			kind: 'prior-adjusted',
			target: [1, 2, 1]
		});
	});

	it('is not mentioned where it is the highest score', () => {
		expect(ruleToAddress({ kind: 'argmax' })).toBeNull();
	});

	it.each([
		'argmax',
		'prior',
		'prior~0-0-0-0-0',
		'prior~1-1-1-1',
		'prior~1-1-1-1--1',
		'prior~val~2',
		'prior~val~-1',
		'prior~val~0.5~1',
		'cost~cubic',
		'cost~0-1-2-3-4_1-0-1-2-3',
		'cost~linear~2',
		'cost~linear~val~1',
		'expected~1',
		'expected~val~0.5'
	])('is refused where damaged: %s', (word) => {
		expect(ruleFromAddress(word, 5)).toBeNull();
	});

	it('knows the presets', () => {
		expect(costSchemeOf(costMatrix('zero-one', 5))).toBe('zero-one');
		expect(costSchemeOf(typedCosts)).toBeNull();
	});
});

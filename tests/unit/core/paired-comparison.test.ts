import { describe, expect, it } from 'vitest';
import { bootstrap, pairedDifference, type Statistic } from '#lib/core/statistics/bootstrap.ts';
import { exchangeEvidence, type ExchangeEvidence } from '#lib/core/comparison/exchange-test.ts';
import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import { matrixExchanges } from '#lib/core/comparison/figure-exchanges.ts';
import { matrixFigures, type MatrixFigure } from '#lib/core/metrics/registry.ts';
import {
	comparedPairs,
	compareSystems,
	leader,
	pairSeenFrom,
	withTests,
	type ComparisonOptions
} from '#lib/core/comparison/paired-comparison.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { groupBySubject } from '#lib/core/statistics/subject-resamples.ts';
import { comparisonReferences } from './comparison-reference.ts';
import { fromParts } from './score-cases.ts';

const costs = costMatrix('quadratic', 5);
const { subjects, truth, parts } = comparisonReferences;
const systems = parts.map((p) => argmaxRows(fromParts(p), 5));

interface Readings {
	truth: readonly number[];
	subjects: readonly number[];
	systems: readonly ArrayLike<number>[];
	classCount: number;
}

const given: Readings = { truth, subjects, systems, classCount: 5 };

function only(name: MatrixFigure) {
	return { [name]: matrixFigures(costs)[name] } as Record<MatrixFigure, Statistic>;
}

function compare(name: MatrixFigure, options: ComparisonOptions = {}, readings = given) {
	const result = bootstrap(readings, only(name));
	return compareSystems(result, name, evidenceOf(name, options.pairs, readings), options);
}

function evidenceOf(
	name: MatrixFigure,
	pairs: ComparisonOptions['pairs'],
	readings = given
): ExchangeEvidence {
	const groups = groupBySubject(readings.subjects);
	const pairBy = matrixExchanges({ ...readings, groups, costs }, name);
	return exchangeEvidence(
		comparedPairs(readings.systems.length, pairs).map(([a, b]) => pairBy(a, b)),
		groups.count
	);
}

describe('comparison of systems', () => {
	it('has the differences and intervals of the bootstrap', () => {
		const result = bootstrap(given, only('accuracy'));
		compare('accuracy').forEach(({ first, second, difference }) => {
			const { estimate, lower, upper } = pairedDifference(result, 'accuracy', first, second)!;
			expect(difference).toEqual({ estimate, lower, upper });
		});
	});

	it('has an adjusted interval that leaves zero out exactly where a system is better', () => {
		const verdicts = (['accuracy', 'macroF1', 'linearWeightedKappa'] as const).flatMap((name) =>
			compare(name).map(({ difference, adjusted, verdict, test }) => {
				const better = difference!.estimate > 0 ? 'first better' : 'second better';
				const outside = adjusted!.lower > 0 || adjusted!.upper < 0;
				if (verdict !== 'borderline') expect(verdict).toBe(outside ? better : 'not significant');
				expect(outside).toBe(test!.adjusted < 0.05);
				return verdict;
			})
		);
		expect(new Set(verdicts).size).toBeGreaterThan(1);
	});

	it('calls borderline what other exchanges could decide otherwise', () => {
		const [pair] = compare('accuracy');
		const evidence = evidenceOf('accuracy', undefined);
		const known = evidence.pairs[0]!;
		// A lone pair whose difference 5 % of the exchanges reach.
		const observed = [...known.shared].sort((a, b) => b - a)[known.shared.length / 20];
		const lone = { ...evidence, pairs: [{ ...known, observed, all: null }] };
		const [{ verdict, test }] = withTests([pair], lone);
		expect(test!.adjusted).toBeCloseTo(0.05, 1);
		expect(test!.monteCarlo!.lower).toBeLessThan(0.05);
		expect(test!.monteCarlo!.upper).toBeGreaterThan(0.05);
		expect(verdict).toBe('borderline');
	});

	it('turns over where lower is better', () => {
		const [, errors] = compare('meanAbsoluteError', { better: 'lower' });
		expect(errors.difference!.estimate).toBeLessThan(0);
		expect(errors.verdict).toBe('first better');
		expect(compare('meanAbsoluteError')[1].verdict).toBe('second better');
	});

	it('sees a pair from either side', () => {
		const comparisons = compare('meanAbsoluteError', { better: 'lower' });
		expect(pairSeenFrom(comparisons, 0, 2)).toBe(comparisons[1]);
		const { difference, adjusted, test, verdict } = pairSeenFrom(comparisons, 2, 0);
		const { estimate, lower, upper } = comparisons[1].difference!;
		expect(difference).toEqual({ estimate: -estimate, lower: -upper!, upper: -lower! });
		expect(adjusted!.lower).toBe(-comparisons[1].adjusted!.upper);
		expect([test, verdict]).toEqual([comparisons[1].test, 'second better']);
	});

	it('adjusts for the pairs compared, and no more', () => {
		const withEach = compare('accuracy', { pairs: 'first with each' });
		expect(withEach.map(({ first, second }) => [first, second])).toEqual([
			[0, 1],
			[0, 2]
		]);
		const all = compare('accuracy').slice(0, 2);
		expect(withEach.map(({ test }) => test!.p)).toEqual(all.map(({ test }) => test!.p));
		withEach.forEach(({ test }, i) => {
			expect(test!.adjusted).toBeLessThanOrEqual(all[i].test!.adjusted);
		});
	});

	it('crowns nobody among equals, and the best of three that differ', () => {
		const twins = { ...given, systems: [systems[0], systems[0]] };
		const [comparison] = compare('balancedAccuracy', {}, twins);
		expect(comparison).toMatchObject({ test: { p: 1, adjusted: 1 }, verdict: 'not significant' });
		expect(leader([comparison], 2)).toBeNull();

		const ranked = { ...given, systems: [truth.map(() => 4), truth, systems[0]] };
		expect(leader(compare('accuracy', {}, ranked), 3)).toBe(1);
		expect(leader([], 1)).toBeNull();
	});

	it('needs no least number of subjects: p is exact', () => {
		const of = (subjects: number) => {
			const truth = new Array<number>(subjects).fill(1);
			const readings = {
				truth,
				subjects: truth.map((_, i) => i),
				systems: [truth, truth.map(() => 2)],
				classCount: 5
			};
			return compare('accuracy', {}, readings)[0];
		};
		expect(of(1)).toMatchObject({
			difference: { estimate: 1, lower: null, upper: null },
			test: { p: 1 },
			verdict: 'not significant',
			adjusted: null
		});
		expect(of(5)).toMatchObject({ test: { p: 2 / 32 }, verdict: 'not significant' });
		expect(of(6)).toMatchObject({ test: { p: 2 / 64, exact: true }, verdict: 'first better' });
	});

	it('does not know what is undefined', () => {
		const never = {
			truth: [0, 0],
			subjects: [1, 2],
			systems: [
				[0, 0],
				[0, 1]
			],
			classCount: 5
		};
		expect(compare('quadraticWeightedKappa', {}, never)).toEqual([
			{ first: 0, second: 1, difference: null, adjusted: null, test: null, verdict: 'unknown' }
		]);
	});
});

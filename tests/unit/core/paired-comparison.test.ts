import { describe, expect, it } from 'vitest';
import { bootstrap } from '#lib/core/bootstrap.ts';
import { holm } from '#lib/core/holm.ts';
import { accuracy, balancedAccuracy, meanAbsoluteError, perClass } from '#lib/core/metrics.ts';
import {
	compareAccuracies,
	compareSystems,
	leader,
	pairSeenFrom
} from '#lib/core/paired-comparison.ts';
import { argmaxRows } from '#lib/core/predictions.ts';
import { comparisonReferences } from './comparison-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const { subjects, truth, parts, mcnemar, bootstrapP } = comparisonReferences;
const systems = parts.map((p) => argmaxRows(fromParts(p)));
const result = bootstrap({ truth, subjects, systems }, { accuracy, meanAbsoluteError });

describe('comparison of systems', () => {
	it('has the McNemar tests of statsmodels, adjusted', () => {
		const tests = compareAccuracies(truth, systems);
		expect(tests.length).toBe(3);
		tests.forEach((test, i) => {
			const { p, holm: adjusted, ...counts } = mcnemar[i];
			expect(test).toMatchObject(counts);
			expectClose(test.p, p, 1e-12, 'p');
			expectClose(test.holm, adjusted, 1e-12, 'Holm');
		});
	});

	it('has the bootstrap p of numpy within Monte-Carlo error', () => {
		compareSystems(result, 'accuracy').forEach(({ p }, i) => {
			const { mean, monteCarloSd } = bootstrapP;
			expectClose(p, mean[i], 4.5 * monteCarloSd[i] + 1e-3, `pair ${i}`);
		});
	});

	it('knows a winner only where interval and family agree', () => {
		const comparisons = compareSystems(result, 'accuracy');
		expect(comparisons.map(({ first, second }) => [first, second])).toEqual([
			[0, 1],
			[0, 2],
			[1, 2]
		]);
		for (const { difference, holm, verdict } of comparisons) {
			const separate = !difference!.tied && holm! < 0.05;
			expect(verdict === 'tied').toBe(!separate);
			if (separate)
				expect(verdict).toBe(difference!.estimate > 0 ? 'first better' : 'second better');
		}
		expect(new Set(comparisons.map(({ verdict }) => verdict)).size).toBeGreaterThan(1);
	});

	it('turns over where lower is better', () => {
		const errors = compareSystems(result, 'meanAbsoluteError', { better: 'lower' });
		expect(errors[1].difference!.estimate).toBeLessThan(0);
		expect(errors[1].verdict).toBe('first better');
		expect(compareSystems(result, 'meanAbsoluteError')[1].verdict).toBe('second better');
	});

	it('sees a pair from either side', () => {
		const comparisons = compareSystems(result, 'meanAbsoluteError', { better: 'lower' });
		expect(pairSeenFrom(comparisons, 0, 2)).toBe(comparisons[1]);
		const { difference, holm, verdict } = pairSeenFrom(comparisons, 2, 0);
		const { estimate, lower, upper } = comparisons[1].difference!;
		expect(difference).toMatchObject({ estimate: -estimate, lower: -upper, upper: -lower });
		expect([holm, verdict]).toEqual([comparisons[1].holm, 'second better']);
	});

	it('adjusts for the pairs compared, and no more', () => {
		const withEach = compareSystems(result, 'accuracy', { pairs: 'first with each' });
		expect(withEach.map(({ first, second }) => [first, second])).toEqual([
			[0, 1],
			[0, 2]
		]);
		const all = compareSystems(result, 'accuracy').slice(0, 2);
		expect(withEach.map(({ p }) => p)).toEqual(all.map(({ p }) => p));
		expect(withEach.map((pair) => pair.holm)).toEqual(holm(all.map(({ p }) => p)));
	});

	it('crowns nobody among equals, and the best of three that differ', () => {
		const same = bootstrap(
			{ truth, subjects, systems: [systems[0], systems[0]] },
			{ balancedAccuracy }
		);
		const [comparison] = compareSystems(same, 'balancedAccuracy');
		expect(comparison).toMatchObject({ p: 1, holm: 1, verdict: 'tied' });
		expect(leader([comparison], 2)).toBeNull();

		const constant = truth.map(() => 4);
		const ranked = bootstrap(
			{ truth, subjects, systems: [constant, truth, systems[0]] },
			{ accuracy }
		);
		expect(leader(compareSystems(ranked, 'accuracy'), 3)).toBe(1);
		expect(leader([], 1)).toBeNull();
	});

	it('calls nobody better on a few subjects, however alike their resamples are', () => {
		const of = (subjects: number) => {
			const truth = new Array<number>(subjects).fill(1);
			const read = [truth, truth.map(() => 2)];
			const ids = truth.map((_, i) => i);
			const resamples = bootstrap({ truth, subjects: ids, systems: read }, { accuracy });
			return compareSystems(resamples, 'accuracy')[0];
		};
		expect(of(1).difference).toMatchObject({ estimate: 1, lower: 1, upper: 1 });
		expect([1, 5, 9].map((subjects) => of(subjects).verdict)).toEqual(['tied', 'tied', 'tied']);
		expect(of(10).verdict).toBe('first better');
	});

	it('does not know what is undefined', () => {
		const never = bootstrap(
			{
				truth: [0, 1],
				subjects: [1, 2],
				systems: [
					[0, 1],
					[1, 1]
				]
			},
			{ severe: (confusion) => perClass(confusion).recall[4] }
		);
		expect(compareSystems(never, 'severe')).toEqual([
			{ first: 0, second: 1, difference: null, p: null, holm: null, verdict: 'unknown' }
		]);
	});
});

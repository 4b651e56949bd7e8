import { expect, it } from 'vitest';
import { bootstrap, pairedDifference, percentileInterval } from '#lib/core/statistics/bootstrap.ts';
import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import { accuracy, balancedAccuracy } from '#lib/core/metrics/metrics.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { ruleUncertainty } from '#lib/runtime/compute/rule-uncertainty.ts';

const random = Random.fromSeed(5);
const truth = Array.from({ length: 150 }, () => random.integer(5));
const subjects = truth.map((_, i) => String(i >> 1));
const near = (grade: number) => Math.min(4, Math.max(0, grade + random.integer(3) - 1));
const highest = truth.map(near);
const ruled = highest.map((grade, i) => (i % 3 === 0 ? near(grade) : grade));
const costs = costMatrix('quadratic', 5);

it('is the rule minus the highest score, paired by subject', () => {
	const known = ruleUncertainty({ truth, subjects, highest, ruled, costs });
	const result = bootstrap(
		{ truth, subjects, systems: [ruled, highest], classCount: 5 },
		{ accuracy, balancedAccuracy }
	);
	expect(known.accuracy).toEqual(pairedDifference(result, 'accuracy', 0, 1));
	expect(known.balancedAccuracy).toEqual(pairedDifference(result, 'balancedAccuracy', 0, 1));
	const meanCost = (read: number[]) =>
		truth.reduce((sum, grade, i) => sum + (grade - read[i]) ** 2, 0) / truth.length;
	expect(known.expectedCost!.estimate).toBeCloseTo(meanCost(ruled) - meanCost(highest), 12);
	const alone = percentileInterval(result, 'accuracy', 0)!;
	const { lower, upper } = known.accuracy!;
	expect(upper - lower).toBeLessThan(alone.upper - alone.lower);
});

it('a rule that changes nothing has no interval of what it changes', () => {
	const known = ruleUncertainty({ truth, subjects, highest, ruled: highest, costs });
	expect(known.quadraticWeightedKappa).toBeNull();
});

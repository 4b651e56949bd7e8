import { describe, expect, it } from 'vitest';
import { decisionCurves } from '#lib/core/screening/decision-curve.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { expectClose } from './fixtures.ts';
import { screened, screenedScores, screeningReferences } from './screening-reference.ts';

const { decision } = screeningReferences;
const input = {
	...screened,
	probabilities: screenedScores,
	thresholds: decision.thresholds,
	prevalence: null
};
const few = { resamples: 4 };
const values = (curve: readonly { value: number | null }[]) => curve.map(({ value }) => value);

describe('net benefit', () => {
	it('is what Vickers and Elkin define', () => {
		const { systems, treatAll } = decisionCurves(input, few);
		expectClose(values(treatAll), decision.treatAll, 1e-13, 'treat all');
		systems.forEach((system, s) => {
			expectClose(values(system.netBenefit), decision.own[s], 1e-13, 'net benefit');
			expectClose(values(system.standardised), decision.standardised[s], 1e-13, 'standardised');
			const over = decision.own[s].map((value, k) => value - decision.treatAll[k]);
			expectClose(values(system.overTreatAll), over, 1e-13, 'over treating all');
		});
	});

	it('at another prevalence weighs sensitivity and specificity', () => {
		const { systems, treatAll } = decisionCurves({ ...input, prevalence: 0.1 }, few);
		expectClose(values(treatAll), decision.treatAllAt10, 1e-13, 'treat all');
		systems.forEach(({ netBenefit }, s) => {
			expectClose(values(netBenefit), decision.at10[s], 1e-13, `system ${s}`);
		});
	});

	it('has the intervals of a paired subject bootstrap', () => {
		const { systems, differences } = decisionCurves(input);
		const k = decision.thresholds.indexOf(decision.intervalAt);
		const near = (of: { lower: number; upper: number } | null, ends: [number, number]) => {
			// Ends of 2,000 and of 4,000 resamples differ by chance.
			const tolerance = 0.07 * (ends[1] - ends[0]);
			expectClose([of!.lower, of!.upper], ends, tolerance, 'ends');
		};
		near(systems[0].netBenefit[k].interval, decision.interval);
		near(systems[0].overTreatAll[k].interval, decision.overTreatAllInterval);
		expect(differences).toHaveLength(1);
		near(differences[0].netBenefit[k].interval, decision.differenceInterval);
	});

	it('of treating whoever reaches 0 is the prevalence, and unknown at another without the positive', () => {
		const { systems } = decisionCurves({ ...input, thresholds: [0] }, few);
		const share = screened.positive.filter(Boolean).length / screened.positive.length;
		expect(systems[0].netBenefit[0].value).toBeCloseTo(share, 14);
		const healthy = { positive: [false, false], subjects: [1, 2], probabilities: [[0.3, 0.1]] };
		const at = { thresholds: [0.2], prevalence: 0.3 };
		expect(decisionCurves({ ...healthy, ...at }, few).systems[0].netBenefit[0].value).toBeNull();
		const own = decisionCurves({ ...healthy, ...at, prevalence: null }, few).systems[0];
		expect(own.netBenefit[0].value).toBeCloseTo(-0.5 * 0.25, 15);
		expect(own.standardised[0].value).toBeNull();
	});

	it('has no interval where nobody is treated in any resample', () => {
		const probabilities = [screenedScores[0].map((score) => score / 2)];
		const { systems } = decisionCurves({ ...input, probabilities, thresholds: [0.9] }, few);
		expect(systems[0].netBenefit[0]).toEqual({ value: 0, interval: null });
	});

	it('refuses what is no probability, threshold or prevalence', () => {
		const wrong = (change: object) => () => decisionCurves({ ...input, ...change }, few);
		expect(wrong({ probabilities: [screenedScores[0].map(() => 1.2)] })).toThrow(/case 0 .* 1.2/);
		expect(wrong({ probabilities: [[0.5]] })).toThrow(/System 0 has 1 numbers/);
		expect(wrong({ thresholds: [0.2, 0.1] })).toThrow(/Threshold 1 is 0.1/);
		expect(wrong({ thresholds: [1] })).toThrow(/Threshold 0 is 1/);
		expect(wrong({ prevalence: 1 })).toThrow(/prevalence is 1/);
		expect(wrong({ subjects: [1] })).toThrow(/1 subjects/);
	});
});

describe('coverage of the interval of net benefit in simulation', () => {
	const SUBJECTS = 80;
	const STUDIES = 300;
	const THRESHOLD = 0.3;
	/** Probability says rightly how often a subject's two knees, alike, are positive: 0.1 or 0.6. */
	const truth = 0.5 * (0.6 - 0.4 * (THRESHOLD / (1 - THRESHOLD)));

	it('is about 95 %', () => {
		const random = Random.fromSeed(5);
		let covered = 0;
		for (let seed = 0; seed < STUDIES; seed++) {
			const people = Array.from({ length: SUBJECTS }, () => {
				const probability = random.uniform() < 0.5 ? 0.6 : 0.1;
				return { probability, positive: random.uniform() < probability };
			});
			const cases = people.flatMap((person) => [person, person]);
			const { systems } = decisionCurves(
				{
					positive: cases.map(({ positive }) => positive),
					subjects: cases.map((_, i) => i >> 1),
					probabilities: [cases.map(({ probability }) => probability)],
					thresholds: [THRESHOLD],
					prevalence: null
				},
				{ resamples: 300, seed }
			);
			const { lower, upper } = systems[0].netBenefit[0].interval!;
			if (lower <= truth && truth <= upper) covered++;
		}
		expect(covered / STUDIES).toBeGreaterThan(0.91);
		expect(covered / STUDIES).toBeLessThan(0.98);
	});
});

import { describe, expect, it } from 'vitest';
import { compareAucs } from '#lib/core/screening/auc-comparison.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { expectClose } from './fixtures.ts';
import { screened, screenedScores, screeningReferences } from './screening-reference.ts';

const { aucs } = screeningReferences;

describe('areas compared by structural components', () => {
	const compared = compareAucs(screened, screenedScores);
	const [pair] = compared.pairs;

	it('clustered by subject are those of Obuchowski', () => {
		expectClose(
			compared.areas.map(({ value }) => value),
			aucs.areas,
			1e-14,
			'areas'
		);
		expectClose(compared.covariance, aucs.covariance, 1e-16, 'covariance');
		expectClose(pair.difference.value, aucs.difference, 1e-14, 'difference');
		expectClose(pair.error, aucs.error, 1e-14, 'error');
		expectClose(pair.p, aucs.p, 1e-12, 'p');
		const { lower, upper } = compared.areas[0].interval!;
		expectClose([lower, upper], aucs.firstInterval, 1e-13, 'interval');
	});

	it('with one case a subject are those of DeLong', () => {
		const subjects = [...screened.subjects.keys()];
		const alone = compareAucs({ ...screened, subjects }, screenedScores);
		expectClose(alone.covariance, aucs.independent, 1e-16, 'covariance');
	});

	it('of three systems are adjusted by Holm', () => {
		const noise = screenedScores[0].map((score, i) => score + (i % 3) / 3);
		const { pairs } = compareAucs(screened, [...screenedScores, noise]);
		expect(pairs.map(({ first, second }) => [first, second])).toEqual([
			[0, 1],
			[0, 2],
			[1, 2]
		]);
		const smallest = Math.min(...pairs.map(({ p }) => p!));
		expect(Math.min(...pairs.map(({ holm }) => holm!))).toBeCloseTo(Math.min(1, 3 * smallest), 12);
	});

	it('of systems that order the cases alike do not differ, and no p is known', () => {
		const same = compareAucs(screened, [screenedScores[0], screenedScores[0].map(Math.sqrt)]);
		expect(same.pairs[0].difference).toEqual({ value: 0, interval: null });
		expect(same.pairs[0].p).toBeNull();
		expect(same.pairs[0].holm).toBeNull();
	});

	it('are unknown where nothing can be told apart, and have no interval where all is', () => {
		const healthy = compareAucs({ positive: [false, false], subjects: [1, 2] }, [[0, 1]]);
		expect(healthy.areas[0]).toEqual({ value: null, interval: null });
		const positive = [false, false, true, true];
		const perfect = compareAucs({ positive, subjects: [1, 2, 3, 4] }, [[1, 2, 3, 4]]);
		expect(perfect.areas[0]).toEqual({ value: 1, interval: null });
		const oneIll = compareAucs({ positive, subjects: [1, 2, 3, 3] }, [[1, 2, 3, 1]]);
		expect(oneIll.covariance).toBeNull();
	});

	it('refuse scores that are unknown or of other cases', () => {
		expect(() => compareAucs(screened, [[1]])).toThrow(/System 0 has 1 numbers/);
		const unknown = screenedScores[0].map(() => NaN);
		expect(() => compareAucs(screened, [screenedScores[0], unknown])).toThrow(/case 0 by system 1/);
	});
});

describe('the test of two areas in simulation', () => {
	const STUDIES = 600;
	const SUBJECTS = 60;

	function normal(random: Random): number {
		return (
			Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform())
		);
	}

	it('errs in about 5 % with two alike cases a subject, and more often by cases', () => {
		const random = Random.fromSeed(11);
		const errors = { subjects: 0, cases: 0 };
		for (let study = 0; study < STUDIES; study++) {
			const positive: boolean[] = [];
			const scores: number[][] = [[], []];
			for (let subject = 0; subject < SUBJECTS; subject++) {
				const ill = random.uniform() < 0.45;
				const common = normal(random);
				const own = scores.map(() => normal(random));
				for (let knee = 0; knee < 2; knee++) {
					positive.push(ill);
					const shared = (ill ? 1.2 : 0) + 0.6 * common;
					scores.forEach((list, s) => list.push(shared + own[s] + 0.3 * normal(random)));
				}
			}
			const by = { subjects: positive.map((_, i) => i >> 1), cases: [...positive.keys()] };
			for (const [unit, subjects] of Object.entries(by)) {
				const { p } = compareAucs({ positive, subjects }, scores).pairs[0];
				if (p! < 0.05) errors[unit as keyof typeof errors]++;
			}
		}
		expect(errors.subjects / STUDIES).toBeGreaterThan(0.025);
		expect(errors.subjects / STUDIES).toBeLessThan(0.08);
		expect(errors.cases / STUDIES).toBeGreaterThan(0.12);
	});
});

import { describe, expect, it } from 'vitest';
import { clusteredShareInterval, effectiveKnees } from '#lib/core/clustered-share.ts';
import { Random } from '#lib/core/random.ts';
import { wilsonInterval } from '#lib/core/wilson-interval.ts';
import { expectClose } from './fixtures.ts';
import { scoreReferences } from './score-cases.ts';

describe("clusteredShareInterval equals statsmodels at Kish's effective size", () => {
	it.each(scoreReferences.clustered)('$hits hits', ({ subjects, hits, effective, interval }) => {
		expectClose(effectiveKnees(subjects), effective, 1e-12);
		const { lower, upper } = clusteredShareInterval(hits, subjects)!;
		expectClose([lower, upper], interval, 1e-12);
	});
});

it('is that of independent knees where each has its own subject, of subjects where all have two', () => {
	const subjects = ['a', 'b', 'c', 'd', 'e'];
	expect(effectiveKnees(subjects)).toBe(5);
	expect(clusteredShareInterval(3, subjects)).toEqual(wilsonInterval(3, 5));
	expect(clusteredShareInterval(6, [...subjects, ...subjects])).toEqual(wilsonInterval(3, 5));
	expect(effectiveKnees([])).toBe(0);
	expect(clusteredShareInterval(0, [])).toBeNull();
});

describe('coverage in simulation', () => {
	const SUBJECTS = 40;
	const SHARE = 0.7;
	const subjects = Array.from({ length: 2 * SUBJECTS }, (_, knee) => knee >> 1);

	/** Hits among two knees a subject, which come out alike in a share `alike` of the subjects. */
	function hitsOf(random: Random, alike: number): number {
		let hits = 0;
		for (let subject = 0; subject < SUBJECTS; subject++) {
			const first = random.uniform() < SHARE;
			const second = random.uniform() < alike ? first : random.uniform() < SHARE;
			hits += Number(first) + Number(second);
		}
		return hits;
	}

	it.each([0, 0.5, 1])(
		'holds the share in 94 of 100 studies or more, with a share alike of %f',
		(alike) => {
			const random = Random.fromSeed(11);
			let [clustered, independent] = [0, 0];
			for (let study = 0; study < 4000; study++) {
				const hits = hitsOf(random, alike);
				const holds = ({ lower, upper }: { lower: number; upper: number }) =>
					Number(lower <= SHARE && SHARE <= upper);
				clustered += holds(clusteredShareInterval(hits, subjects)!);
				independent += holds(wilsonInterval(hits, subjects.length)!);
			}
			expect(clustered / 4000).toBeGreaterThan(0.94);
			if (alike === 1) expect(independent / 4000).toBeLessThan(0.9);
		}
	);
});

import { describe, expect, it } from 'vitest';
import { clusteredShareInterval, effectiveKnees } from '#lib/core/statistics/clustered-share.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { wilsonInterval } from '#lib/core/statistics/wilson-interval.ts';
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
	/** Hits among two knees a subject, which come out alike in a share `alike` of the subjects. */
	function hitsOf(random: Random, count: number, share: number, alike: number): number {
		let hits = 0;
		for (let subject = 0; subject < count; subject++) {
			const first = random.uniform() < share;
			const second = random.uniform() < alike ? first : random.uniform() < share;
			hits += Number(first) + Number(second);
		}
		return hits;
	}

	/** In how many of 100 studies either interval holds the share. */
	function coverage(count: number, share: number, alike: number) {
		const subjects = Array.from({ length: 2 * count }, (_, knee) => knee >> 1);
		const random = Random.fromSeed(11);
		let [clustered, independent] = [0, 0];
		for (let study = 0; study < 4000; study++) {
			const hits = hitsOf(random, count, share, alike);
			const holds = ({ lower, upper }: { lower: number; upper: number }) =>
				Number(lower <= share && share <= upper);
			clustered += holds(clusteredShareInterval(hits, subjects)!);
			independent += holds(wilsonInterval(hits, subjects.length)!);
		}
		return { clustered: clustered / 40, independent: independent / 40 };
	}

	it.each([0, 0.5, 1])(
		'holds the share in 94 of 100 studies or more, with a share alike of %f',
		(alike) => {
			const { clustered, independent } = coverage(40, 0.7, alike);
			expect(clustered).toBeGreaterThan(94);
			if (alike === 1) expect(independent).toBeLessThan(90);
		}
	);

	it.each([0, 0.5, 1])(
		'holds a recall of .976 of 42 severe knees in 90 studies or more, with a share alike of %f',
		(alike) => expect(coverage(21, 0.976, alike).clustered).toBeGreaterThan(90)
	);
});

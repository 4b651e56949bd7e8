import { describe, expect, it } from 'vitest';
import { clusteredMcnemar, LEAST_DIFFERING } from '#lib/core/statistics/clustered-mcnemar.ts';
import { exchangeReferences } from './exchange-reference.ts';
import { expectClose } from './fixtures.ts';

describe('McNemar test for clustered knees', () => {
	it.each(exchangeReferences.clusteredMcNemar)(
		'of $onlyFirst against $onlySecond is that of the formulas of Obuchowski',
		({ truth, subjects, read: [first, second], onlyFirst, onlySecond, p }) => {
			const test = clusteredMcnemar(truth, subjects, first, second);
			expect(test).toMatchObject({ onlyFirst, onlySecond });
			expectClose(test.p!, p, 1e-10);
			expect(clusteredMcnemar(truth, subjects, second, first).p).toBe(test.p);
		}
	);

	it('does not take two knees of a subject for two', () => {
		const knees = Array.from({ length: 120 }, (_, i) => i);
		const truth = knees.map(() => 1);
		// Of 60 subjects 38 are read rightly by the first alone, with both knees.
		const first = knees.map((i) => (i < 76 ? 1 : 2));
		const second = knees.map((i) => (i < 76 ? 2 : 1));
		const bySubject = clusteredMcnemar(
			truth,
			knees.map((i) => i >> 1),
			first,
			second
		);
		const byKnee = clusteredMcnemar(truth, knees, first, second);
		expect(bySubject.p!).toBeGreaterThan(0.03);
		expect(byKnee.p!).toBeLessThan(0.005);
	});

	it('is not known where few subjects differ', () => {
		const truth = [0, 1, 2, 3, 4, 4];
		const first = [0, 1, 2, 2, 0, 4];
		const second = [0, 0, 1, 1, 4, 4];
		expect(clusteredMcnemar(truth, [1, 2, 3, 4, 5, 6], first, second)).toEqual({
			onlyFirst: 2,
			onlySecond: 1,
			differing: 3,
			p: null
		});
		expect(LEAST_DIFFERING).toBeGreaterThan(3);
		expect(() => clusteredMcnemar(truth, [1], first, second)).toThrow(/equally long/);
	});
});

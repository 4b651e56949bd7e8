import { describe, expect, it } from 'vitest';
import { accuracy, meanAbsoluteError } from '#lib/core/metrics.ts';
import { argmaxRows } from '#lib/core/predictions.ts';
import { Random } from '#lib/core/random.ts';
import { compareSlices } from '#lib/core/slices.ts';
import { withTheRest } from '#lib/core/slice-contrast.ts';
import { ofConfusion } from '#lib/core/weighted-statistic.ts';
import { explorationReferences } from './exploration-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const { subjects, truth, parts, slices } = explorationReferences;
const predicted = argmaxRows(fromParts(parts[0]));
const contrast = withTheRest(ofConfusion(meanAbsoluteError, truth, predicted));

describe('compareSlices', () => {
	it('equals scikit-learn, and a bootstrap in numpy within Monte-Carlo error', () => {
		const found = compareSlices(subjects, slices, contrast);
		found.forEach((comparison, s) => {
			const { name, knees, inside, rest, mean, monteCarloSd, ...expected } = slices[s];
			expect(comparison).toMatchObject({ name, knees: knees.length, subjects: expected.subjects });
			expectClose(comparison.inside, inside, 1e-14, 'inside');
			expectClose(comparison.rest, rest, 1e-14, 'rest');
			expectClose(comparison.difference, inside - rest, 1e-14, 'difference');
			expectClose(comparison.interval!.lower, mean[0], 4.5 * monteCarloSd[0], 'lower');
			expectClose(comparison.interval!.upper, mean[1], 4.5 * monteCarloSd[1], 'upper');
		});
	});

	it('turns over with the slice', () => {
		const [{ knees }] = slices;
		const others = [...truth.keys()].filter((i) => !knees.includes(i));
		const [slice, rest] = compareSlices(
			subjects,
			[
				{ name: 'slice', knees },
				{ name: 'rest', knees: others }
			],
			contrast,
			{ resamples: 200 }
		);
		expectClose(rest.difference, -slice.difference!, 1e-15);
		expectClose(rest.interval!.lower, -slice.interval!.upper, 1e-12);
		expect(rest.p).toBe(slice.p);
	});

	it('does not know a slice of no or of all knees, and does not count it', () => {
		const [empty, all, real] = compareSlices(
			subjects,
			[{ name: 'empty', knees: [] }, { name: 'all', knees: [...truth.keys()] }, slices[0]],
			contrast,
			{ resamples: 200 }
		);
		expect(empty).toMatchObject({ knees: 0, inside: null, difference: null, interval: null });
		expect(all).toMatchObject({ rest: null, p: null, adjusted: null });
		expect(real.adjusted).toBe(real.p);
	});

	it('finds the one slice that is worse among many that are not', () => {
		const random = Random.fromSeed(8);
		const knees = 600;
		const pairs = Array.from({ length: knees }, (_, i) => i >> 1);
		const bad = Array.from({ length: knees }, () => random.uniform() < 0.2);
		const right = bad.map((isBad) => (random.uniform() < (isBad ? 0.5 : 0.8) ? 0 : 1));
		const twenty = Array.from({ length: 20 }, (_, s) => ({
			name: String(s),
			knees: [...bad.keys()].filter((i) => (s === 7 ? bad[i] : random.uniform() < 0.2))
		}));
		const compared = compareSlices(
			pairs,
			twenty,
			withTheRest(ofConfusion(accuracy, new Array<number>(knees).fill(0), right)),
			{ resamples: 1000 }
		);
		const isFinding = ({ adjusted }: { adjusted: number | null }) => adjusted! <= 0.05;
		expect(compared.filter(isFinding).map(({ name }) => name)).toEqual(['7']);
	});

	it('refuses knees that do not exist', () => {
		const beyond = [{ name: 'beyond', knees: [truth.length] }];
		expect(() => compareSlices(subjects, beyond, contrast)).toThrow(/"beyond" names knee/);
	});
});

import { describe, expect, it } from 'vitest';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { cohenKappa } from '#lib/core/metrics/metrics.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { priorAdjusted } from '#lib/core/scores/prior-shift.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { EXPONENTS, fitExponent } from '#lib/core/scores/share-exponent.ts';
import { calibrationReferences } from './calibration-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const prior = [0.2, 0.2, 0.2, 0.2, 0.2];
const { exponents } = calibrationReferences;

describe('the exponent of the shares', () => {
	it.each(exponents)('is where scikit-learn finds the highest kappa: $exponent', (expected) => {
		const { truth, parts, target } = expected;
		const shift = { prior, target };
		const input = { truth, subjects: truth.map((_, i) => i), scores: fromParts(parts), shift };
		const fit = fitExponent(input, { resamples: 2 })!;
		expect(fit.exponent).toBe(expected.exponent);
		const kappas = fit.confusions.map((confusion) => cohenKappa(confusion, 'quadratic'));
		expectClose(kappas, expected.kappas, 1e-12);
	});

	it('has the interval of exponents found anew in every resample of subjects', () => {
		const { truth, parts, target } = exponents[0];
		const scores = fromParts(parts);
		const subjects = truth.map((_, i) => `subject ${Math.floor(i / 2)}`);
		const resamples = 60;
		const fit = fitExponent(
			{ truth, subjects, scores, shift: { prior, target } },
			{ resamples, seed: 5 }
		)!;
		const count = new Set(subjects).size;
		const random = Random.fromSeed(5);
		const found: number[] = [];
		const reads = EXPONENTS.map((exponent) =>
			argmaxRows(priorAdjusted(scores, { prior, target, exponent }), 5)
		);
		for (let r = 0; r < resamples; r++) {
			const drawn = Array.from({ length: count }, () => random.integer(count));
			const rows = drawn.flatMap((subject) =>
				[2 * subject, 2 * subject + 1].filter((row) => row < truth.length)
			);
			const own = rows.map((row) => truth[row]);
			const kappas = reads.map((read) =>
				cohenKappa(
					confusionMatrix(
						own,
						rows.map((row) => read[row]),
						5
					),
					'quadratic'
				)!
			);
			const best = Math.max(...kappas);
			found.push(EXPONENTS[kappas.findIndex((kappa) => kappa > best - 1e-12)]);
		}
		found.sort((a, b) => a - b);
		const at = (share: number) => {
			const place = share * (resamples - 1);
			const below = Math.floor(place);
			return found[below] + (place - below) * (found[below + 1] - found[below]);
		};
		expectClose([fit.interval!.lower, fit.interval!.upper], [at(0.025), at(0.975)], 1e-12);
	});

	it('is unknown without knees or with one grade, and has no interval where nothing changes', () => {
		const shift = { prior, target: exponents[0].target };
		expect(fitExponent({ truth: [], subjects: [], scores: [], shift })).toBeNull();
		const sure = [1, 0, 0, 0, 0, 0, 0, 0, 0, 1];
		const one = {
			truth: [0, 0],
			subjects: [0, 1],
			scores: [...sure.slice(0, 5), ...sure.slice(0, 5)]
		};
		expect(fitExponent({ ...one, shift })).toBeNull();
		const two = { truth: [0, 4], subjects: [0, 1], scores: sure, shift };
		expect(fitExponent(two)).toMatchObject({ exponent: 0, interval: null });
		expect(() => fitExponent({ ...two, subjects: [0] })).toThrow(/2 knees, 1 subjects/);
	});
});

import { describe, expect, it } from 'vitest';
import { conformalThreshold } from '#lib/core/conformal/conformal-threshold.ts';
import { nonconformity, type ConformalMethod } from '#lib/core/conformal/nonconformity.ts';
import { conformalThresholds, predictionSets } from '#lib/core/conformal/prediction-sets.ts';
import { setCoverage } from '#lib/core/conformal/set-coverage.ts';
import { clusteredShareInterval } from '#lib/core/statistics/clustered-share.ts';
import { expectClose, fixture } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

interface Cases {
	subjects: number[];
	truth: number[];
	parts: number[];
}

interface ConformalReferences {
	calibration: Cases;
	evaluated: Cases;
	uniformParts: number[];
	/** Randomised APS of every class of the evaluated cases. */
	randomised: number[];
	results: {
		method: ConformalMethod;
		alpha: number;
		/** Null where there are too few subjects. */
		threshold: number | null;
		independent: number | null;
		perClass: (number | null)[];
		sets: number[];
		perClassSets: number[];
	}[];
}

const { calibration, evaluated, uniformParts, randomised, results } =
	fixture<ConformalReferences>('conformal.json');
const known = { ...calibration, probabilities: fromParts(calibration.parts) };
const probabilities = fromParts(evaluated.parts);
const finite = (threshold: number) => (threshold === Infinity ? null : threshold);

describe.each(results)('$method at $alpha equals the papers', ({ method, alpha, ...expected }) => {
	const options = { method, alpha, seed: null };

	it('with one threshold', () => {
		const { thresholds } = conformalThresholds(known, 5, { ...options, perClass: false });
		expect(thresholds.map(finite)).toEqual(new Array(5).fill(expected.threshold));
		expect([...predictionSets(probabilities, thresholds, options)]).toEqual(expected.sets);
	});

	it('with a threshold a class', () => {
		const { thresholds, cases } = conformalThresholds(known, 5, { ...options, perClass: true });
		expect(thresholds.map(finite)).toEqual(expected.perClass);
		expect(cases.reduce((sum, count) => sum + count)).toBe(known.truth.length);
		expect([...predictionSets(probabilities, thresholds, options)]).toEqual(expected.perClassSets);
	});

	it('with one case a subject by the quantile of numpy', () => {
		const scores = nonconformity(known.probabilities, 5, method);
		const own = known.truth.map((label, i) => scores[5 * i + label]);
		expect(finite(conformalThreshold(own, [...own.keys()], alpha))).toBe(expected.independent);
	});
});

describe('prediction sets', () => {
	it('randomised count the drawn share of the own probability', () => {
		expectClose(nonconformity(probabilities, 5, 'aps', fromParts(uniformParts)), randomised, 1e-15);
	});

	it('of the ordinal method have no gaps and hold the most probable class', () => {
		const rows = [0.4, 0.05, 0.05, 0.1, 0.4];
		expect([...nonconformity(rows, 5, 'ordinalAps')].map((x) => Math.round(100 * x))).toEqual([
			0, 40, 45, 50, 60
		]);
		const sets = predictionSets(rows, [0, 0, 0, 0.5, 0], { method: 'ordinalAps', seed: null });
		expect([...sets]).toEqual([1, 1, 1, 1, 0]);
	});

	it.each(['aps', 'ordinalAps'] as const)(
		'of %s leave no case without a class, least of all a sure one',
		(method) => {
			const sets = predictionSets([0.999, 0.001, 0, 0.4, 0.3, 0.3], [0, 0, 0], {
				method,
				seed: null
			});
			expect([...sets]).toEqual([1, 0, 0, 1, 0, 0]);
		}
	);

	it('hold every class where there are too few subjects', () => {
		expect(conformalThreshold([0.1, 0.2, 0.3], [1, 2, 3], 0.1)).toBe(Infinity);
		expect(conformalThreshold([0.1, 0.2, 0.3], [1, 2, 3], 0.25)).toBe(0.3);
		expect(conformalThreshold([], [], 0.1)).toBe(Infinity);
		// Three cases of one subject are one subject.
		expect(conformalThreshold([0.1, 0.2, 0.3], [1, 1, 1], 0.25)).toBe(Infinity);
	});

	it('are counted with their coverage, size and intervals', () => {
		const sets = [1, 1, 0, /**/ 0, 0, 0, /**/ 0, 1, 0, /**/ 1, 1, 1];
		const { all, classes, sizes } = setCoverage([0, 1, 1, 2], ['a', 'b', 'b', 'c'], sets, 3);
		expect(all).toMatchObject({ cases: 4, covered: 3, coverage: 0.75 });
		expect(all.interval).toEqual(clusteredShareInterval(3, ['a', 'b', 'b', 'c']));
		expect(all.size.value).toBe(1.5);
		expect(classes.map(({ coverage }) => coverage)).toEqual([1, 0.5, 1]);
		expect(sizes.map(({ cases, covered }) => [cases, covered])).toEqual([
			[1, 0],
			[1, 1],
			[1, 1],
			[1, 1]
		]);
		expect(setCoverage([], [], [], 3).all).toMatchObject({ coverage: null, interval: null });
	});

	it('refuse what is no error level, probability or mark', () => {
		const options = { method: 'lac', alpha: 1, perClass: false, seed: null } as const;
		expect(() => conformalThresholds(known, 5, options)).toThrow(/error level .* 1/);
		expect(() => predictionSets([0.5, NaN], [0.5, 0.5], options)).toThrow(/class|grade/);
		expect(() => conformalThreshold([1], [], 0.1)).toThrow(/1 scores and 0 subjects/);
		expect(() => setCoverage([0], ['a'], [1], 3)).toThrow(/1 marks/);
	});
});

import { describe, expect, it } from 'vitest';
import {
	bootstrap,
	intervalOf,
	pairedDifference,
	percentileInterval
} from '#lib/core/statistics/bootstrap.ts';
import { accuracy, balancedAccuracy, cohenKappa, perClass } from '#lib/core/metrics/metrics.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { expectClose, fixture } from './fixtures.ts';

type Ends = { mean: [number, number]; monteCarloSd: [number, number] };
const reference = fixture<{
	subjects: number[];
	truth: number[];
	systems: [number[], number[]];
	resamples: number;
	intervals: Record<
		'balancedAccuracy' | 'quadraticWeightedKappa',
		Record<'a' | 'b' | 'difference', Ends>
	>;
}>('resampling.json');

const statistics = {
	balancedAccuracy,
	quadraticWeightedKappa: (confusion: readonly (readonly number[])[]) =>
		cohenKappa(confusion, 'quadratic')
};
const { truth, subjects, systems } = reference;
const input = { truth, subjects, systems, classCount: 5 };
const width = ({ lower, upper }: { lower: number; upper: number }) => upper - lower;

describe('bootstrap against an independent one in numpy', () => {
	const result = bootstrap(input, statistics, { resamples: reference.resamples, seed: 3 });

	it.each(['balancedAccuracy', 'quadraticWeightedKappa'] as const)(
		'%s lies within Monte-Carlo error',
		(name) => {
			const found = {
				a: percentileInterval(result, name, 0)!,
				b: percentileInterval(result, name, 1)!,
				difference: pairedDifference(result, name, 0, 1)!
			};
			for (const key of ['a', 'b', 'difference'] as const) {
				const { mean, monteCarloSd } = reference.intervals[name][key];
				expectClose(found[key].lower, mean[0], 4.5 * monteCarloSd[0], `${key} lower`);
				expectClose(found[key].upper, mean[1], 4.5 * monteCarloSd[1], `${key} upper`);
			}
		}
	);
});

describe('bootstrap', () => {
	it('repeats itself for a seed and differs for another', () => {
		const options = { resamples: 50, seed: 9 };
		const first = bootstrap(input, statistics, options);
		expect(bootstrap(input, statistics, options)).toEqual(first);
		const other = bootstrap(input, statistics, { ...options, seed: 10 });
		expect(other.replicates).not.toEqual(first.replicates);
	});

	it('gives a system the same resamples whatever stands beside it', () => {
		const both = bootstrap(input, statistics, { resamples: 50 });
		const alone = bootstrap({ ...input, systems: [systems[1]] }, statistics, { resamples: 50 });
		expect(alone.replicates.balancedAccuracy[0]).toEqual(both.replicates.balancedAccuracy[1]);
	});

	it('holds the estimate inside the interval', () => {
		const result = bootstrap(input, statistics);
		expect(result).toMatchObject({ knees: 300, subjects: 150, resamples: 2000 });
		for (const system of [0, 1]) {
			const interval = percentileInterval(result, 'balancedAccuracy', system)!;
			const estimate = result.estimates.balancedAccuracy[system]!;
			expect(interval.lower).toBeLessThan(estimate);
			expect(interval.upper).toBeGreaterThan(estimate);
		}
	});

	it('keeps the knees of a subject together: wider than resampling knees where pairs go alike', () => {
		const knees = [...truth.keys()];
		const clustered = bootstrap(input, statistics);
		const single = bootstrap({ ...input, subjects: knees }, statistics);
		expect(single.subjects).toBe(300);
		expect(width(percentileInterval(clustered, 'quadraticWeightedKappa', 0)!)).toBeGreaterThan(
			1.1 * width(percentileInterval(single, 'quadraticWeightedKappa', 0)!)
		);
	});

	it('gives no interval where no resample differs: of one subject, and where all is right', () => {
		const one = { truth: [0, 3], subjects: ['x', 'x'], systems: [[0, 2]], classCount: 5 };
		const result = bootstrap(one, { accuracy }, { resamples: 20 });
		expect(percentileInterval(result, 'accuracy', 0)).toBeNull();
		const right = {
			truth: [0, 3, 1],
			subjects: ['x', 'y', 'z'],
			systems: [[0, 3, 1]],
			classCount: 5
		};
		expect(percentileInterval(bootstrap(right, { accuracy }), 'accuracy', 0)).toBeNull();
	});

	it('leaves undefined resamples out and says how many', () => {
		const rare = {
			truth: [0, 0, 0, 0, 4],
			subjects: [1, 2, 3, 4, 5],
			systems: [[0, 0, 1, 0, 4]],
			classCount: 5
		};
		const recall = (grade: number) => (confusion: readonly (readonly number[])[]) =>
			perClass(confusion).recall[grade];
		const result = bootstrap(
			rare,
			{ severe: recall(4), minimal: recall(2), balancedAccuracy },
			{ resamples: 4000 }
		);
		const severe = intervalOf(result.replicates.severe[0], 0.95)!;
		// The only severe knee is missed by a draw of 5 with chance (4/5)^5.
		expect(Math.abs(severe.undefinedResamples / 4000 - 0.8 ** 5)).toBeLessThan(0.04);
		expect(severe).toMatchObject({ lower: 1, upper: 1 });
		expect(percentileInterval(result, 'minimal', 0)).toBeNull();
		expect(pairedDifference(result, 'minimal', 0, 0)).toBeNull();
		expect(percentileInterval(result, 'balancedAccuracy', 0)!.undefinedResamples).toBe(0);
	});

	it('does not know an interval that more than 5 % of the resamples leave undefined', () => {
		const kappa = (confusion: readonly (readonly number[])[]) => cohenKappa(confusion, 'quadratic');
		// A draw that holds only one of the two subjects has no kappa where that one is in the diagonal.
		const two = { truth: [0, 2], subjects: [1, 2], systems: [[0, 1]], classCount: 5 };
		const result = bootstrap(two, { kappa });
		expect(result.estimates.kappa[0]).toBeCloseTo(2 / 3, 12);
		expect(intervalOf(result.replicates.kappa[0], 0.95)!.undefinedResamples).toBeGreaterThan(400);
		expect(percentileInterval(result, 'kappa', 0)).toBeNull();
		expect(pairedDifference(result, 'kappa', 0, 0)).toBeNull();
	});

	it('refuses lists that do not fit together', () => {
		expect(() => bootstrap({ ...input, subjects: [1] }, statistics)).toThrow(/300 knees and 1/);
		expect(() => bootstrap({ ...input, systems: [[1]] }, statistics)).toThrow(/equally long/);
		expect(() =>
			bootstrap({ truth: [], subjects: [], systems: [], classCount: 5 }, statistics)
		).toThrow(/0 knees/);
	});
});

describe('pairedDifference', () => {
	it('is unknown of one subject, whose resamples are all alike', () => {
		const one = { truth: [0, 1], subjects: [7, 7], classCount: 5 };
		const result = bootstrap(
			{
				...one,
				systems: [
					[0, 1],
					[1, 1]
				]
			},
			{ accuracy }
		);
		expect(pairedDifference(result, 'accuracy', 0, 1)).toBeNull();
	});

	it('is unknown between equals, whose resamples are all alike, and antisymmetric', () => {
		const result = bootstrap({ ...input, systems: [systems[0], ...systems] }, statistics);
		expect(pairedDifference(result, 'balancedAccuracy', 0, 1)).toBeNull();
		const forth = pairedDifference(result, 'quadraticWeightedKappa', 1, 2)!;
		const back = pairedDifference(result, 'quadraticWeightedKappa', 2, 1)!;
		expectClose(forth.lower, -back.upper, 1e-12);
		expectClose(forth.upper, -back.lower, 1e-12);
	});

	it('is narrower than the difference of unpaired intervals', () => {
		const result = bootstrap(input, statistics);
		const a = percentileInterval(result, 'quadraticWeightedKappa', 0)!;
		const b = percentileInterval(result, 'quadraticWeightedKappa', 1)!;
		const paired = pairedDifference(result, 'quadraticWeightedKappa', 0, 1)!;
		expect(width(paired)).toBeLessThan(Math.hypot(width(a), width(b)));
	});
});

describe('coverage in simulation', () => {
	const studies = 800;
	const pairs = 120;
	const truth = new Array<number>(2 * pairs).fill(0);
	const bySubject = truth.map((_, knee) => knee >> 1);
	const byKnee = [...truth.keys()];

	/** Knees of a study, 0 = read correctly with chance 0.7, correlation 0.8 within a pair. */
	function drawStudy(random: Random): number[] {
		const draw = () => (random.uniform() < 0.7 ? 0 : 1);
		return Array.from({ length: pairs }, () => {
			const first = draw();
			return [first, random.uniform() < 0.8 ? first : draw()];
		}).flat();
	}

	it('is about 95 % by subjects and, as theory says, 86 % by knees', () => {
		const random = Random.fromSeed(21);
		const covered = [0, 0];
		for (let seed = 0; seed < studies; seed++) {
			const systems = [drawStudy(random)];
			[bySubject, byKnee].forEach((subjects, way) => {
				const result = bootstrap(
					{ truth, subjects, systems, classCount: 2 },
					{ accuracy },
					{ resamples: 250, seed }
				);
				const { lower, upper } = percentileInterval(result, 'accuracy', 0)!;
				if (lower <= 0.7 && 0.7 <= upper) covered[way]++;
			});
		}
		const [subjects, knees] = covered.map((count) => count / studies);
		expect(subjects).toBeGreaterThan(0.92);
		expect(subjects).toBeLessThan(0.98);
		// Ignoring the correlation makes intervals sqrt(1.8) too narrow: P(|Z| < 1.96 / sqrt(1.8)) = 0.856.
		expect(Math.abs(knees - 0.856)).toBeLessThan(0.04);
	});
});

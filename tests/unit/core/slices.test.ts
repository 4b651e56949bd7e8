import { describe, expect, it } from 'vitest';
import { Random } from '#lib/core/statistics/random.ts';
import { adjustSlices, compareSlices } from '#lib/core/slices/slices.ts';
import { gradeForGrade, LEAST_OF_GRADE, withTheRest } from '#lib/core/slices/slice-contrast.ts';
import { sliceComparisonsOf, type ContrastName } from '#lib/runtime/compute/slice-comparison.ts';
import type { UncertainMetric } from '#lib/runtime/compute/uncertainty.ts';
import { expectClose } from './fixtures.ts';
import { sliceReferences } from './slice-reference.ts';

const { subjects, truth, predicted, cases } = sliceReferences.drawn;
const slices = cases.map(({ name, knees }) => ({ name, knees }));
const right = truth.map((grade, i) => (predicted[i] === grade ? 1 : 0));
const knees = { values: right, most: 1, truth, subjects, classCount: 5 };

const compare = (metric: UncertainMetric, contrast: ContrastName) =>
	sliceComparisonsOf({
		truth,
		predicted,
		subjects: subjects.map(String),
		slices,
		metric,
		contrast,
		classCount: 5
	});

describe('slices against references in numpy', () => {
	const shares: [UncertainMetric, ContrastName][] = [
		['accuracy', 'rest'],
		['meanAbsoluteError', 'rest'],
		['balancedAccuracy', 'rest'],
		['accuracy', 'grades'],
		['balancedAccuracy', 'grades'],
		['meanAbsoluteError', 'grades']
	];

	it.each(shares)('%s, %s: difference and interval', (metric, contrast) => {
		const key = `${metric} ${contrast}` as keyof (typeof cases)[0]['intervals'];
		compare(metric, contrast).forEach((found, s) => {
			const expected = cases[s];
			expect(found).toMatchObject({
				name: expected.name,
				knees: expected.knees.length,
				subjects: expected.subjects
			});
			const isStandardised = key === 'balancedAccuracy rest';
			if (!isStandardised)
				expectClose(found.difference, expected.figures[key], 1e-12, 'difference');
			expectClose(found.inside! - found.rest!, found.difference, 1e-15, 'sides');
			const { lower, upper } = found.interval!;
			expectClose([lower, upper], expected.intervals[key], 1e-9, `${found.name} interval`);
		});
	});

	it.each([...shares, ['quadraticWeightedKappa', 'rest'] as (typeof shares)[0]])(
		'%s, %s: p of exchanged memberships within Monte-Carlo error',
		(metric, contrast) => {
			const key = `${metric} ${contrast}` as keyof (typeof cases)[0]['p'];
			compare(metric, contrast).forEach((found, s) => {
				const { p, draws } = cases[s].p[key];
				// Of the reference, and of draws that end with 100 extremes.
				const error = Math.sqrt((p * (1 - p)) / draws) + p * 0.1 + 1e-4;
				expectClose(found.p, p, 4 * error, `${found.name} p`);
			});
		}
	);
});

describe('compareSlices', () => {
	const contrast = withTheRest(knees);

	it('turns over with the slice', () => {
		const [{ knees: inside }] = slices;
		const others = [...truth.keys()].filter((i) => !inside.includes(i));
		const [slice, rest] = compareSlices(
			subjects,
			[
				{ name: 'slice', knees: inside },
				{ name: 'rest', knees: others }
			],
			contrast
		);
		expectClose(rest.difference, -slice.difference!, 1e-15);
		expectClose(rest.interval!.lower, -slice.interval!.upper, 1e-12);
		expectClose(rest.p, slice.p!, 0.4 * slice.p!);
	});

	it('does not know a slice of no or of all knees, and does not count it', () => {
		const [empty, all, real] = compareSlices(
			subjects,
			[{ name: 'empty', knees: [] }, { name: 'all', knees: [...truth.keys()] }, slices[0]],
			contrast
		);
		expect(empty).toMatchObject({ knees: 0, inside: null, difference: null, interval: null });
		expect(all).toMatchObject({ rest: null, p: null, adjusted: null });
		expect(real.adjusted).toBe(real.p);
	});

	it('is the same for a slice whatever else is compared', () => {
		const together = compareSlices(subjects, slices, contrast);
		const alone = slices.flatMap((slice) => compareSlices(subjects, [slice], contrast));
		expect(adjustSlices(alone)).toEqual(together);
	});

	it('finds the one slice that is worse among many that are not', () => {
		const random = Random.fromSeed(8);
		const count = 600;
		const bad = Array.from({ length: count }, () => random.uniform() < 0.2);
		const values = bad.map((isBad) => (random.uniform() < (isBad ? 0.5 : 0.8) ? 1 : 0));
		const twenty = Array.from({ length: 20 }, (_, s) => ({
			name: String(s),
			knees: [...bad.keys()].filter((i) => (s === 7 ? bad[i] : random.uniform() < 0.2))
		}));
		const compared = compareSlices(
			Array.from({ length: count }, (_, i) => i >> 1),
			twenty,
			withTheRest({ values, most: 1, truth: values, subjects: [], classCount: 5 })
		);
		const isFinding = ({ adjusted }: { adjusted: number | null }) => adjusted! <= 0.05;
		expect(compared.filter(isFinding).map(({ name }) => name)).toEqual(['7']);
	});

	it('exchanges the knees of a grade where grades decide which knee of a subject is in', () => {
		const grades = Array.from({ length: 240 }, (_, i) => ((i >> 1) % 3) + (i % 2));
		const worse = grades.flatMap((_, i) => (i % 2 === 1 ? [i] : []));
		const values = grades.map((_, i) => (i % 2 === 1 ? Number(i % 3 > 0) : Number(i % 6 > 3)));
		const bySubject = grades.map((_, i) => i >> 1);
		const graded = { values, most: 1, truth: grades, subjects: bySubject, classCount: 5 };
		const [found] = compareSlices(
			bySubject,
			[{ name: 'other knee of a lower grade', knees: worse }],
			gradeForGrade(graded, 'as-in-slice')
		);
		expect(found.compared.inside).toBeGreaterThanOrEqual(LEAST_OF_GRADE);
		expect(found.p).not.toBeNull();
	});

	it('refuses knees that do not exist', () => {
		const beyond = [{ name: 'beyond', knees: [truth.length] }];
		expect(() => compareSlices(subjects, beyond, contrast)).toThrow(/"beyond" names knee/);
	});
});

/** One knee a subject, all of one grade; the slice is read correctly, some of the rest are not. */
function allRight(count: number, wrong: number, inside: number) {
	return {
		truth: new Array<number>(count).fill(3),
		predicted: Array.from({ length: count }, (_, i) => (i >= count - wrong ? 2 : 3)),
		subjects: Array.from({ length: count }, (_, i) => `subject ${i}`),
		slices: [{ name: 'all right', knees: Array.from({ length: inside }, (_, i) => i) }]
	};
}

describe('a slice in which nobody is misread', () => {
	it.each([
		['accuracy', 'rest'],
		['accuracy', 'grades'],
		['balancedAccuracy', 'rest'],
		['balancedAccuracy', 'grades'],
		['meanAbsoluteError', 'rest'],
		['meanAbsoluteError', 'grades']
	] as const)('is no finding by %s, %s', (metric, contrast) => {
		const [few] = sliceComparisonsOf({ ...allRight(132, 10, 12), metric, contrast, classCount: 5 });
		// scipy.stats.fisher_exact([[12, 0], [110, 10]])
		expect(few.p).toBeCloseTo(0.598, 1);
		expect(few.interval!.lower * few.interval!.upper).toBeLessThan(0);
		expect(few.interval!.upper - few.interval!.lower).toBeGreaterThan(0.25);
		const [rare] = sliceComparisonsOf({
			...allRight(1000, 30, 15),
			metric,
			contrast,
			classCount: 5
		});
		expect(rare.p).toBeGreaterThan(0.5);
	});

	it('has no interval of kappa, nor of errors where nobody errs at all', () => {
		const base = allRight(132, 10, 12);
		const mixed = {
			...base,
			truth: base.truth.map((_, i) => i % 5),
			predicted: base.truth.map((_, i) => (i >= 122 ? (i + 1) % 5 : i % 5)),
			classCount: 5
		};
		const of = { metric: 'quadraticWeightedKappa', contrast: 'rest' } as const;
		const [kappa] = sliceComparisonsOf({ ...mixed, ...of });
		expect(kappa).toMatchObject({ inside: 1, interval: null });
		expect(kappa.p).toBeGreaterThan(0.1);
		const none = { ...base, predicted: base.truth, classCount: 5 };
		const [error] = sliceComparisonsOf({ ...none, metric: 'meanAbsoluteError', contrast: 'rest' });
		expect(error).toMatchObject({ difference: 0, interval: null, p: 1 });
		const [share] = sliceComparisonsOf({ ...none, metric: 'accuracy', contrast: 'rest' });
		expect(share.interval!.lower).toBeLessThan(-0.1);
	});
});

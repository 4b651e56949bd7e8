import { comparedPairs } from '#lib/core/comparison/paired-comparison.ts';
import type { Estimate } from '#lib/core/statistics/bootstrap-estimate.ts';
import { doubledRanks } from '#lib/core/statistics/doubled-ranks.ts';
import { holm } from '#lib/core/statistics/holm.ts';
import { normalTail } from '#lib/core/statistics/normal-tail.ts';
import { groupBySubject, type SubjectGroups } from '#lib/core/statistics/subject-resamples.ts';
import { Z_95, type Range } from '#lib/core/statistics/wilson-interval.ts';
import { requireScreened, type ScreenedCases } from './screened-cases.ts';

export interface AucDifference {
	/** Places of the two systems; first < second. */
	first: number;
	second: number;
	/** Area of the first minus that of the second; its interval is null where {@link p} is. */
	difference: Estimate;
	/** Standard error of the difference; null where it cannot be told. */
	error: number | null;
	/** Two-sided p of no difference; null where the areas are undefined or their difference has no variance. */
	p: number | null;
	/** p adjusted by Holm for all pairs that have one. */
	holm: number | null;
}

export interface AucComparison {
	cases: number;
	subjects: number;
	/** `[systems]`; intervals on the logit scale, so that they stay within 0-1 (Pepe, 2003, section 5.2). */
	areas: Estimate[];
	/** Covariance of the areas, `[systems][systems]`; null where it cannot be told. */
	covariance: number[][] | null;
	/** Every two systems, in the order of `comparedPairs`. */
	pairs: AucDifference[];
}

/** A variance that is rounding alone. */
const NO_VARIANCE = 1e-18;

/**
 * Areas under the ROC curves of systems that score the same cases, and their differences, by structural components (DeLong,
 * DeLong & Clarke-Pearson, Biometrics 1988;44:837-845) summed by subject, so that cases of a subject may be correlated
 * (Obuchowski, Biometrics 1997;53:567-578, equations 4 to 7). With one case a subject it is DeLong's, as `pROC::roc.test(...,
 * paired = TRUE, method = "delong")`. The differences are taken as normal: with fewer than some 10 subjects of either kind they
 * are not.
 *
 * @param scores `[systems][cases]`, any scale, higher is more likely positive
 * @returns areas, covariance and p null where no case or every case is positive, and variances where one subject alone has
 *   cases of a kind
 * @throws RangeError without cases, where lists differ in length or a score is not a number
 */
export function compareAucs(
	{ positive, subjects }: ScreenedCases,
	scores: readonly ArrayLike<number>[]
): AucComparison {
	requireScreened({ positive, subjects }, scores);
	const groups = groupBySubject(subjects);
	const kinds = kindsOf(positive, groups);
	const [withIt, without] = [total(kinds.positives), total(kinds.negatives)];
	const isDefined = withIt > 0 && without > 0;
	const components = scores.map((list) =>
		isDefined ? componentsOf(positive, list, groups, kinds) : null
	);
	const covariance = covarianceOf(
		components.flatMap((of) => of ?? []),
		kinds
	);
	const areas = components.map((of, s): Estimate => ({
		value: of && of.area,
		interval: of && covariance && logitInterval(of.area, covariance[s][s])
	}));
	const pairs = comparedPairs(scores.length).map(([a, b]) => {
		const [of, minus] = [areas[a].value, areas[b].value];
		const value = of === null || minus === null ? null : of - minus;
		const variance = covariance && covariance[a][a] + covariance[b][b] - 2 * covariance[a][b];
		if (value === null || variance === null || !(variance > NO_VARIANCE)) {
			return { first: a, second: b, difference: { value, interval: null }, error: null, p: null };
		}
		const error = Math.sqrt(variance);
		const interval = { lower: value - Z_95 * error, upper: value + Z_95 * error };
		const p = Math.min(1, 2 * normalTail(Math.abs(value) / error));
		return { first: a, second: b, difference: { value, interval }, error, p };
	});
	const adjusted = holm(pairs.map(({ p }) => p));
	return {
		cases: positive.length,
		subjects: groups.count,
		areas,
		covariance,
		pairs: pairs.map((pair, i) => ({ ...pair, holm: adjusted[i] }))
	};
}

/** `[subjects]` cases of each subject by kind. */
interface Kinds {
	positives: Float64Array;
	negatives: Float64Array;
}

/** Of each subject its components minus as many areas, so that they sum to 0. */
interface Components {
	area: number;
	/** `[subjects]`, of the positive: how many of the negative they outrank. */
	positives: Float64Array;
	/** `[subjects]`, of the negative: by how many of the positive they are outranked. */
	negatives: Float64Array;
}

function kindsOf(positive: ArrayLike<boolean>, { count, subjectOf }: SubjectGroups): Kinds {
	const kinds = { positives: new Float64Array(count), negatives: new Float64Array(count) };
	for (let i = 0; i < positive.length; i++) {
		(positive[i] ? kinds.positives : kinds.negatives)[subjectOf[i]]++;
	}
	return kinds;
}

/** By ranks among all and among one's own kind (Sun & Xu, IEEE Signal Process Lett 2014;21:1389-1393). */
function componentsOf(
	positive: ArrayLike<boolean>,
	scores: ArrayLike<number>,
	{ count, subjectOf }: SubjectGroups,
	kinds: Kinds
): Components {
	const all = doubledRanks(Float64Array.from(scores));
	const outranked = new Float64Array(positive.length);
	for (const kind of [true, false]) {
		const members = [...outranked.keys()].filter((i) => Boolean(positive[i]) === kind);
		const own = doubledRanks(Float64Array.from(members, (i) => scores[i]));
		members.forEach((i, k) => (outranked[i] = (all[i] - own[k]) / 2));
	}
	const [withIt, without] = [total(kinds.positives), total(kinds.negatives)];
	const sums = { positives: new Float64Array(count), negatives: new Float64Array(count) };
	let area = 0;
	for (let i = 0; i < positive.length; i++) {
		if (positive[i]) {
			area += outranked[i];
			sums.positives[subjectOf[i]] += outranked[i] / without;
		} else {
			sums.negatives[subjectOf[i]] += 1 - outranked[i] / withIt;
		}
	}
	area /= withIt * without;
	const centred = (of: Float64Array, cases: Float64Array) =>
		of.map((sum, subject) => sum - cases[subject] * area);
	return {
		area,
		positives: centred(sums.positives, kinds.positives),
		negatives: centred(sums.negatives, kinds.negatives)
	};
}

function covarianceOf(
	components: readonly Components[],
	{ positives, negatives }: Kinds
): number[][] | null {
	const subjectsWith = (cases: Float64Array) => cases.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
	const [withIt, without] = [subjectsWith(positives), subjectsWith(negatives)];
	if (components.length === 0 || withIt < 2 || without < 2) return null;
	const [m, n, subjects] = [total(positives), total(negatives), positives.length];
	const product = (a: Float64Array, b: Float64Array) =>
		a.reduce((sum, value, subject) => sum + value * b[subject], 0);
	return components.map((a) =>
		components.map((b) => {
			const ofPositives = (withIt / (withIt - 1)) * product(a.positives, b.positives);
			const ofNegatives = (without / (without - 1)) * product(a.negatives, b.negatives);
			const across = product(a.positives, b.negatives) + product(b.positives, a.negatives);
			const ofBoth = (subjects / (subjects - 1)) * across;
			return ofPositives / m ** 2 + ofNegatives / n ** 2 + ofBoth / (m * n);
		})
	);
}

function logitInterval(area: number, variance: number): Range | null {
	if (!(variance > NO_VARIANCE) || area <= 0 || area >= 1) return null;
	const logit = Math.log(area / (1 - area));
	const half = (Z_95 * Math.sqrt(variance)) / (area * (1 - area));
	const back = (x: number) => 1 / (1 + Math.exp(-x));
	return { lower: back(logit - half), upper: back(logit + half) };
}

function total(values: Float64Array): number {
	return values.reduce((sum, value) => sum + value, 0);
}

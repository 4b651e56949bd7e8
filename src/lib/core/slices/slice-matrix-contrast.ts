import { percentileInterval } from '#lib/core/statistics/bootstrap.ts';
import { confusionMatrix, type Confusion } from '#lib/core/metrics/confusion.ts';
import { quadraticKappaVariance } from '#lib/core/statistics/kappa-variance.ts';
import type { MembershipStatistic } from './membership-test.ts';
import { cohenKappa } from '#lib/core/metrics/metrics.ts';
import { scoreBootstrap } from '#lib/core/statistics/score-bootstrap.ts';
import {
	cellsOf,
	meansInterval,
	signedCells,
	weightedMean,
	type SliceContrasts
} from './slice-contrast.ts';
import { among, ofConfusion } from '#lib/core/statistics/weighted-statistic.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';

export interface GradedKnees {
	/** `[knees]` true grades. */
	truth: ArrayLike<number>;
	/** `[knees]` grades read. */
	predicted: ArrayLike<number>;
	/** `[knees]` who each knee belongs to. */
	subjects: ArrayLike<number | string>;
	classCount: number;
}

/** With fewer subjects misread on either side a bootstrapped kappa depends on a few of them. */
export const LEAST_MISREAD = 5;
/** Of a standard error, so that a difference without one is large but finite. */
const LEAST_ERROR = 1e-6;

/**
 * Balanced accuracy in the slice and in the rest, each of the grades it has. What is held against exchanged memberships is
 * the difference over its standard error, since the grades of a slice, and with them the error, are others in every exchange
 * (Janssen, Stat Probab Lett 1997;36:9-21).
 */
export function balancedWithTheRest({
	truth,
	predicted,
	subjects,
	classCount
}: GradedKnees): SliceContrasts {
	const values = Uint8Array.from(truth, (grade, i) => (predicted[i] === grade ? 1 : 0));
	const total = new Float64Array(classCount);
	const right = new Float64Array(classCount);
	for (let i = 0; i < values.length; i++) {
		total[truth[i]]++;
		right[truth[i]] += values[i];
	}
	/** Of one knee being right; never 0. */
	const variances = right.map((hits, grade) => {
		const share = (hits + 1) / (total[grade] + 2);
		return share * (1 - share);
	});
	return (inSlice) => {
		const cells = cellsOf(inSlice, truth, classCount);
		const weights = cells.map((side) => {
			const present = side.filter(({ length }) => length > 0).length;
			return side.map(({ length }) => (length > 0 ? 1 / present : 0));
		}) as [number[], number[]];
		const [rest, inside] = [0, 1].map((s) => weightedMean(values, cells[s], weights[s]));
		return {
			inside,
			rest,
			kinds: new Int8Array(inSlice.length),
			statistic:
				inside === null || rest === null
					? null
					: standardisedRecalls(values, truth, total, variances),
			interval: () =>
				meansInterval({ values, most: 1, subjects }, truth, signedCells(cells, weights))
		};
	};
}

/** Difference of balanced accuracies over its standard error, recalls being those of all knees. */
function standardisedRecalls(
	values: Uint8Array,
	truth: ArrayLike<number>,
	total: Float64Array,
	variances: Float64Array
): MembershipStatistic {
	const hits = new Float64Array(total.length);
	const counts = new Float64Array(total.length);
	const allHits = new Float64Array(total.length);
	values.forEach((value, i) => (allHits[truth[i]] += value));
	const side = (hitsOf: (grade: number) => number, countOf: (grade: number) => number) => {
		let [sum, variance, present] = [0, 0, 0];
		for (let grade = 0; grade < total.length; grade++) {
			const count = countOf(grade);
			if (count === 0) continue;
			sum += hitsOf(grade) / count;
			variance += variances[grade] / count;
			present++;
		}
		return { mean: sum / present, variance: variance / present ** 2 };
	};
	return {
		of(members) {
			hits.fill(0);
			counts.fill(0);
			for (let k = 0; k < members.length; k++) {
				const knee = members[k];
				hits[truth[knee]] += values[knee];
				counts[truth[knee]]++;
			}
			const inside = side(
				(grade) => hits[grade],
				(grade) => counts[grade]
			);
			const rest = side(
				(grade) => allHits[grade] - hits[grade],
				(grade) => total[grade] - counts[grade]
			);
			return (inside.mean - rest.mean) / Math.sqrt(inside.variance + rest.variance);
		}
	};
}

/** Quadratic-weighted kappa in the slice and in the rest; held against exchanges over its standard error, as balanced accuracy. */
export function kappaWithTheRest({
	truth,
	predicted,
	subjects,
	classCount
}: GradedKnees): SliceContrasts {
	const all = confusionMatrix(truth, predicted, classCount);
	const statistic = standardisedKappa(all, truth, predicted);
	const kappa = (confusion: Confusion) => cohenKappa(confusion, 'quadratic');
	const ofAll = ofConfusion(kappa, truth, predicted, classCount);
	return (inSlice) => {
		const outside = inSlice.map((one) => 1 - one);
		const of = [inSlice, outside].map((marks) => among(marks, ofAll));
		const once = new Uint32Array(inSlice.length).fill(1);
		const [inside, rest] = of.map((side) => side(once));
		return {
			inside,
			rest,
			kinds: new Int8Array(inSlice.length),
			statistic: inside === null || rest === null ? null : statistic,
			interval(): Range | null {
				const misread = [inSlice, outside].map((marks) => {
					const wrong = [...marks.keys()].filter((i) => marks[i] && predicted[i] !== truth[i]);
					return new Set(wrong.map((i) => subjects[i])).size;
				});
				if (Math.min(...misread) < LEAST_MISREAD) return null;
				const difference = scoreBootstrap(subjects, {
					difference: [
						(weights) => {
							const [a, b] = of.map((side) => side(weights));
							return a === null || b === null ? null : a - b;
						}
					]
				});
				return percentileInterval(difference, 'difference', 0);
			}
		};
	};
}

function standardisedKappa(
	all: Confusion,
	truth: ArrayLike<number>,
	predicted: ArrayLike<number>
): MembershipStatistic {
	const matrix = () => all.map((row) => row.map(() => 0));
	const [inside, rest] = [matrix(), matrix()];
	return {
		of(members) {
			for (const row of inside) row.fill(0);
			for (let k = 0; k < members.length; k++) inside[truth[members[k]]][predicted[members[k]]]++;
			for (let i = 0; i < all.length; i++) {
				for (let j = 0; j < all.length; j++) rest[i][j] = all[i][j] - inside[i][j];
			}
			const [a, b] = [cohenKappa(inside, 'quadratic'), cohenKappa(rest, 'quadratic')];
			if (a === null || b === null) return NaN;
			const variance = quadraticKappaVariance(inside)! + quadraticKappaVariance(rest)!;
			return (a - b) / Math.max(Math.sqrt(variance), LEAST_ERROR);
		}
	};
}

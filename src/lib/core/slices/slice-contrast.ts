import { hybridInterval } from '#lib/core/statistics/hybrid-interval.ts';
import type { MembershipStatistic } from './membership-test.ts';
import { sharedSubjects, subjectCorrelation } from '#lib/core/statistics/shared-subjects.ts';
import { groupBySubject } from '#lib/core/statistics/subject-resamples.ts';
import { meanCountInterval, type Range } from '#lib/core/statistics/wilson-interval.ts';

/** A figure of a slice and of the rest, and what is needed to tell whether they differ. */
export interface SliceContrast {
	/** Null where undefined. */
	inside: number | null;
	rest: number | null;
	/** `[knees]` knees of a kind may exchange their membership; -1 for those that are not compared. */
	kinds: Int8Array;
	/** Null where either figure is. */
	statistic: MembershipStatistic | null;
	/** 95 % interval of inside minus rest; null where it cannot be told. */
	interval(): Range | null;
}

/** How a slice, of which each knee is marked with 1, is held against the knees marked with 0. */
export type SliceContrasts = (inSlice: Uint8Array) => SliceContrast;

/** What is averaged: a value of each knee, such as 1 where it is read correctly, or its error in grades. */
export interface KneeValues {
	/** `[knees]` whole numbers from 0 to `most`. */
	values: ArrayLike<number>;
	/** 1 for shares. */
	most: number;
	/** `[knees]` true grades. */
	truth: ArrayLike<number>;
	/** `[knees]` who each knee belongs to. */
	subjects: ArrayLike<number | string>;
	classCount: number;
}

/** Fewer knees than this, in a slice or outside of it, and it is not compared: only very large differences could be found. */
export const LEAST_KNEES = 10;

/** Fewer knees of a grade on either side, and the grade is left out: one or two would count as much as all of another. */
export const LEAST_OF_GRADE = 10;

/** Whether so many knees of a grade, in a slice and outside of it, are enough to compare the two. */
export function isCommon(inside: number, rest: number): boolean {
	return Math.min(inside, rest) >= LEAST_OF_GRADE;
}

/** The mean of a value in the slice and in the rest, whatever grades each has. */
export function withTheRest(knees: KneeValues): SliceContrasts {
	return (inSlice) => {
		const kinds = new Int8Array(inSlice.length);
		return meansContrast(knees, inSlice, kinds, [1]);
	};
}

/**
 * The mean of a value, compared within each true grade: what the rest would have with the grades of the slice (direct
 * standardisation; Rothman, Lash & VanderWeele, Modern Epidemiology, 4th ed., chapter 3). Grades with fewer than
 * {@link LEAST_OF_GRADE} knees on either side are left out of both; null where none is left.
 *
 * @param weighing how the grades are joined: as frequent as in the slice, or each alike as in balanced accuracy
 */
export function gradeForGrade(
	knees: KneeValues,
	weighing: 'as-in-slice' | 'alike'
): SliceContrasts {
	const { truth, classCount } = knees;
	return (inSlice) => {
		const sides = [new Float64Array(classCount), new Float64Array(classCount)];
		for (let i = 0; i < inSlice.length; i++) sides[inSlice[i]][truth[i]]++;
		const common = Array.from(sides[1], (inside, grade) => isCommon(inside, sides[0][grade]));
		const weights = common.map((is, grade) =>
			!is ? 0 : weighing === 'alike' ? 1 : sides[1][grade]
		);
		const all = weights.reduce((sum, weight) => sum + weight, 0);
		const kinds = Int8Array.from(truth, (grade) => (common[grade] ? grade : -1));
		const shares = weights.map((weight) => weight / all);
		return meansContrast(knees, inSlice, kinds, shares);
	};
}

/**
 * A weighted mean of means of kinds, of the slice less the same of the rest. Of shares that are mostly 1 the statistic is that
 * of what is missing to 1: the same difference with few knees that add to it.
 *
 * @param weights of the kinds, summing to 1
 */
function meansContrast(
	knees: KneeValues,
	inSlice: Uint8Array,
	kinds: Int8Array,
	weights: readonly number[]
): SliceContrast {
	const { values, most } = knees;
	const cells = cellsOf(inSlice, kinds, weights.length);
	const figure = (side: 0 | 1) => weightedMean(values, cells[side], weights);
	const [rest, inside] = [figure(0), figure(1)];
	if (inside === null || rest === null) {
		return { inside, rest, kinds, statistic: null, interval: () => null };
	}
	const added = new Float64Array(kinds.length);
	let constant = 0;
	const isMostlyOne = most === 1 && inside + rest > 1;
	for (let i = 0; i < kinds.length; i++) {
		const kind = kinds[i];
		if (kind < 0) continue;
		const value = weights[kind] * (isMostlyOne ? 1 - values[i] : values[i]);
		const outside = cells[0][kind].length;
		added[i] = value / cells[1][kind].length + value / outside;
		constant -= value / outside;
	}
	return {
		inside,
		rest,
		kinds,
		statistic: linearStatistic(added, constant),
		interval: () => meansInterval(knees, kinds, signedCells(cells, [weights, weights]))
	};
}

function linearStatistic(values: Float64Array, constant: number): MembershipStatistic {
	return {
		linear: { values, constant },
		of(members) {
			let sum = constant;
			for (let k = 0; k < members.length; k++) sum += values[members[k]];
			return sum;
		}
	};
}

/** Knees of one kind on one side. */
export interface WeightedCell {
	/** Above 0 for the slice, below for the rest. */
	weight: number;
	knees: readonly number[];
}

/** Positions of the knees of each kind, of the rest and of the slice. */
export function cellsOf(
	inSlice: Uint8Array,
	kinds: ArrayLike<number>,
	count: number
): [rest: number[][], inside: number[][]] {
	const none = () => Array.from({ length: count }, (): number[] => []);
	const cells: [number[][], number[][]] = [none(), none()];
	for (let i = 0; i < inSlice.length; i++) {
		if (kinds[i] >= 0) cells[inSlice[i]][kinds[i]].push(i);
	}
	return cells;
}

/** @param weights of the kinds, of the rest and of the slice; cells of weight 0 are left out */
export function signedCells(
	cells: readonly [number[][], number[][]],
	weights: readonly [readonly number[], readonly number[]]
): WeightedCell[] {
	return cells.flatMap((side, s) =>
		side.flatMap((knees, kind) => {
			const weight = (s === 1 ? 1 : -1) * weights[s][kind];
			return weight === 0 ? [] : [{ weight, knees }];
		})
	);
}

/** A weighted mean of the means of kinds; null where no kind has a weight, or one that has is without knees. */
export function weightedMean(
	values: ArrayLike<number>,
	cells: readonly (readonly number[])[],
	weights: readonly number[]
): number | null {
	const counted = [...cells.keys()].filter((kind) => weights[kind] > 0);
	if (counted.length === 0 || counted.some((kind) => cells[kind].length === 0)) return null;
	return counted.reduce((sum, kind) => sum + weights[kind] * mean(values, cells[kind]), 0);
}

/**
 * Interval of a difference of means that does not collapse where no knee is misread: that of each cell by
 * {@link meanCountInterval}, which for shares is Wilson's, of as many knees as its own are worth, joined by
 * {@link hybridInterval}. Null where no value is above 0, unless they are shares: how far an error may go is then not known.
 *
 * @param kinds `[knees]` within which the values of two knees of a subject are held against each other; -1 where not compared
 */
export function meansInterval(
	{ values, most, subjects }: Omit<KneeValues, 'truth' | 'classCount'>,
	kinds: ArrayLike<number>,
	cells: readonly WeightedCell[]
): Range | null {
	const dispersion = most === 1 ? 1 : dispersionOf(values, kinds);
	if (dispersion === null) return null;
	const shared = sharedSubjects(
		cells.map(({ knees }) => knees),
		groupBySubject(subjects),
		subjectCorrelation(values, subjects, kinds)
	);
	const terms = cells.map(({ weight, knees }, k) => {
		const estimate = mean(values, knees);
		const { lower, upper } = meanCountInterval(estimate, shared.effective[k], dispersion);
		return { weight, estimate, interval: { lower, upper: Math.min(upper, most) } };
	});
	return hybridInterval(terms, shared.correlation);
}

/** Mean of the squares over the mean; null where all are 0. */
function dispersionOf(values: ArrayLike<number>, kinds: ArrayLike<number>): number | null {
	let sum = 0;
	let squares = 0;
	for (let i = 0; i < values.length; i++) {
		if (kinds[i] < 0) continue;
		sum += values[i];
		squares += values[i] ** 2;
	}
	return sum === 0 ? null : squares / sum;
}

function mean(values: ArrayLike<number>, knees: readonly number[]): number {
	let sum = 0;
	for (const knee of knees) sum += values[knee];
	return sum / knees.length;
}

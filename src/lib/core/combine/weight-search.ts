import type { Statistic } from '#lib/core/statistics/bootstrap.ts';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { ensembleScores } from './ensemble.ts';
import { requireMembers } from './ensemble-members.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { forEveryGrade } from './weight-table.ts';

export interface WeightSearchInput {
	/** `[knees]` true grades, of the split the weights are to come from (never the one they are judged on). */
	truth: ArrayLike<number>;
	/** One row-major `[knees, classCount]` array of probabilities a member. */
	members: readonly ArrayLike<number>[];
	/** To be as high as possible; undefined is worse than any value. */
	statistic: Statistic;
	classCount: number;
}

export interface WeightSearch {
	/** `table[member][grade]`, multiples of 1 / steps; every column sums to 1. */
	table: number[][];
	/** The statistic with these weights on the knees they were chosen on: better than on any others. */
	value: number | null;
	/** The statistic with equal weights on the same knees. */
	equalValue: number | null;
}

export interface WeightSearchOptions {
	/** Weights are multiples of 1 / steps; {@link weightSteps} by default. */
	steps?: number;
}

export interface GradeWeightSearchOptions extends WeightSearchOptions {
	/** Random tables the search starts from, after the best of {@link searchModelWeights}. */
	restarts?: number;
	seed?: number;
}

/**
 * In how many steps weights are searched: 20, so that they are multiples of 5 %, for up to four members; fewer for
 * more, so that at most about 3,000 combinations are tried.
 */
export function weightSteps(members: number): number {
	if (members <= 4) return 20;
	return members <= 6 ? 10 : 5;
}

/**
 * The best weights that are the same for every grade: all on the grid of multiples of 1 / steps are tried, 231
 * for three members and 20 steps. Of equally good ones those closest to equal weights are taken, then the
 * first in ascending order.
 *
 * @throws RangeError without knees or when members do not fit together
 */
export function searchModelWeights(
	input: WeightSearchInput,
	{ steps = weightSteps(input.members.length) }: WeightSearchOptions = {}
): WeightSearch {
	const { truth, members, classCount } = input;
	requireKnees(truth, members, classCount);
	const valueOf = (table: number[][]) => valueOfScores(input, ensembleScores(members, table));
	let best: Candidate | null = null;
	for (const parts of compositions(steps, members.length)) {
		const table = forEveryGrade(sharesOf(parts), classCount);
		best = better(best, { table, value: valueOf(table), imbalance: imbalanceOf(parts) });
	}
	const equal = forEveryGrade(
		new Array<number>(members.length).fill(1 / members.length),
		classCount
	);
	return { table: best!.table, value: best!.value, equalValue: valueOf(equal) };
}

/**
 * Weights for every member and grade by coordinate search: the weights of one grade at a time, in random
 * order, are set to the best on the grid, until no grade gains. A local optimum; the best over all starts is
 * taken, the first of equals. With 15 weights it fits the knees it is given more closely than
 * {@link searchModelWeights}, and so promises more.
 *
 * @throws RangeError without knees or when members do not fit together
 */
export function searchGradeWeights(
	input: WeightSearchInput,
	{
		steps = weightSteps(input.members.length),
		restarts = 3,
		seed = 1
	}: GradeWeightSearchOptions = {}
): WeightSearch {
	const { members, classCount } = input;
	const first = searchModelWeights(input, { steps });
	const grid = compositions(steps, members.length);
	const random = Random.fromSeed(seed);
	const starts = [first.table.map((row) => [...row])];
	for (let start = 0; start < restarts; start++) {
		const columns = Array.from({ length: classCount }, () =>
			sharesOf(grid[random.integer(grid.length)])
		);
		starts.push(members.map((_, m) => columns.map((column) => column[m])));
	}
	let best: Candidate | null = null;
	for (const table of starts) {
		const value = climb(table, input, grid, random);
		if (best === null || above(value, best.value)) best = { table, value, imbalance: 0 };
	}
	return { table: best!.table, value: best!.value, equalValue: first.equalValue };
}

interface Candidate {
	table: number[][];
	value: number | null;
	/** Squared distance from equal weights, in whole numbers. */
	imbalance: number;
}

/** Changes the table in place and returns its value. */
function climb(
	table: number[][],
	input: WeightSearchInput,
	grid: readonly number[][],
	random: Random
): number | null {
	const { members, classCount } = input;
	let value = valueOfScores(input, ensembleScores(members, table));
	for (let gained = true; gained;) {
		gained = false;
		for (const grade of shuffled(classCount, random)) {
			const scores = ensembleScores(members, table);
			let best: Candidate | null = null;
			for (const parts of grid) {
				const weights = sharesOf(parts);
				setGrade(scores, members, grade, weights, classCount);
				best = better(best, {
					table: weights.map((weight) => [weight]),
					value: valueOfScores(input, scores),
					imbalance: imbalanceOf(parts)
				});
			}
			if (!above(best!.value, value)) continue;
			table.forEach((row, m) => (row[grade] = best!.table[m][0]));
			value = best!.value;
			gained = true;
		}
	}
	return value;
}

/** Scores of one grade of every knee with other weights. */
function setGrade(
	scores: Float64Array,
	members: readonly ArrayLike<number>[],
	grade: number,
	weights: readonly number[],
	classCount: number
): void {
	for (let i = grade; i < scores.length; i += classCount) {
		let sum = 0;
		for (let m = 0; m < members.length; m++) sum += weights[m] * members[m][i];
		scores[i] = sum;
	}
}

function valueOfScores(
	{ truth, statistic, classCount }: WeightSearchInput,
	scores: Float64Array
): number | null {
	return statistic(confusionMatrix(truth, argmaxRows(scores, classCount), classCount));
}

function better(best: Candidate | null, next: Candidate): Candidate {
	if (best === null || above(next.value, best.value)) return next;
	return next.value === best.value && next.imbalance < best.imbalance ? next : best;
}

function above(a: number | null, b: number | null): boolean {
	return a !== null && (b === null || a > b);
}

/** All lists of `members` whole numbers that sum to `steps`, ascending. */
function compositions(steps: number, members: number): number[][] {
	if (!Number.isInteger(steps) || steps < 1) {
		throw new RangeError(`Cannot search weights in ${steps} steps; use a whole number from 1.`);
	}
	if (members === 1) return [[steps]];
	return Array.from({ length: steps + 1 }, (_, first) =>
		first === steps
			? [[first, ...new Array<number>(members - 1).fill(0)]]
			: compositions(steps - first, members - 1).map((rest) => [first, ...rest])
	).flat();
}

function sharesOf(parts: readonly number[]): number[] {
	const steps = parts.reduce((sum, part) => sum + part, 0);
	return parts.map((part) => part / steps);
}

function imbalanceOf(parts: readonly number[]): number {
	const steps = parts.reduce((sum, part) => sum + part, 0);
	return parts.reduce((sum, part) => sum + (part * parts.length - steps) ** 2, 0);
}

/** 0 to count - 1 in random order (Fisher & Yates). */
function shuffled(count: number, random: Random): number[] {
	const order = [...new Array<number>(count).keys()];
	for (let last = count - 1; last > 0; last--) {
		const other = random.integer(last + 1);
		[order[last], order[other]] = [order[other], order[last]];
	}
	return order;
}

function requireKnees(
	truth: ArrayLike<number>,
	members: readonly ArrayLike<number>[],
	classCount: number
): void {
	const knees = requireMembers(members, classCount);
	if (knees > 0 && knees === truth.length) return;
	throw new RangeError(
		`A search for weights needs graded knees; got ${truth.length} true grades and scores of ${knees} knees.`
	);
}

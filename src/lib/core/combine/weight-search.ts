import type { Statistic } from '#lib/core/statistics/bootstrap.ts';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { ensembleScores } from './ensemble.ts';
import { requireMembers } from './ensemble-members.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { Random } from '#lib/core/statistics/random.ts';
import {
	above,
	bestFrom,
	bestOf,
	compositions,
	partsOf,
	plainParts,
	randomParts,
	sharesOf,
	type WeightParts
} from './weight-parts.ts';
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
	/** `table[member][grade]`, multiples of 1 / steps, or equal where none is as good; every column sums to 1. */
	table: number[][];
	/** The statistic with these weights on the knees they were chosen on: better than on any others. */
	value: number | null;
	/** The statistic with equal weights on the same knees. */
	equalValue: number | null;
}

export interface WeightSearchOptions {
	/** Weights are multiples of 1 / steps; {@link WEIGHT_STEPS} by default. */
	steps?: number;
	/** Up to so many members every combination is tried; {@link GRID_MEMBERS} by default. */
	gridMembers?: number;
	/** Random starts of a coordinate search. */
	restarts?: number;
	seed?: number;
}

/** Weights are searched as multiples of 1 / 20, that is of 5 %. */
export const WEIGHT_STEPS = 20;

/** Up to so many members all weights on the grid are tried; above, coordinate search leads along it. */
export const GRID_MEMBERS = 4;

const RESTARTS = 3;

/**
 * The best weights that are the same for every grade, on the grid of multiples of 1 / steps. Up to four members all
 * are tried, 231 for three members and 20 steps. For more, which would be 888,030 for eight, coordinate search: what
 * one member holds goes to another, in whole steps and whichever gains most, until nothing gains; from equal weights,
 * from every member alone and from random weights. Of equally good ones those closest to equal weights are taken,
 * then the first in ascending order. Never worse than equal weights.
 *
 * @throws RangeError without knees or when members do not fit together
 */
export function searchModelWeights(
	input: WeightSearchInput,
	{
		steps = WEIGHT_STEPS,
		gridMembers = GRID_MEMBERS,
		restarts = RESTARTS,
		seed = 1
	}: WeightSearchOptions = {}
): WeightSearch {
	const { truth, members, classCount } = input;
	requireKnees(truth, members, classCount);
	const valueOf = (table: number[][]) => valueOfScores(input, ensembleScores(members, table));
	const valueOfParts = (parts: readonly number[]) =>
		valueOf(forEveryGrade(sharesOf(parts), classCount));
	const random = Random.fromSeed(seed);
	const starts = () => [
		...plainParts(steps, members.length),
		...Array.from({ length: restarts }, () => randomParts(steps, members.length, random))
	];
	const best =
		members.length <= gridMembers
			? bestOf(compositions(steps, members.length), valueOfParts)
			: bestFrom(starts(), valueOfParts);
	const equal = forEveryGrade(
		new Array<number>(members.length).fill(1 / members.length),
		classCount
	);
	const equalValue = valueOf(equal);
	if (above(equalValue, best.value)) return { table: equal, value: equalValue, equalValue };
	return { table: forEveryGrade(sharesOf(best.parts), classCount), value: best.value, equalValue };
}

/**
 * Weights for every member and grade by coordinate search: the weights of one grade at a time, in random
 * order, are set to the best on the grid, or where that is not tried as a whole to the best that transfers between
 * members lead to, until no grade gains. A local optimum; the best over all starts is taken, the first of equals. With 15 weights it fits the knees it is given more closely
 * than {@link searchModelWeights}, and so promises more.
 *
 * @throws RangeError without knees or when members do not fit together
 */
export function searchGradeWeights(
	input: WeightSearchInput,
	options: WeightSearchOptions = {}
): WeightSearch {
	const { members, classCount } = input;
	const { steps = WEIGHT_STEPS, gridMembers = GRID_MEMBERS } = options;
	const { restarts = RESTARTS, seed = 1 } = options;
	const first = searchModelWeights(input, options);
	const random = Random.fromSeed(seed);
	const grid = members.length <= gridMembers ? compositions(steps, members.length) : null;
	const drawn = () =>
		grid ? grid[random.integer(grid.length)] : randomParts(steps, members.length, random);
	const starts = [first.table.map((row) => [...row])];
	for (let start = 0; start < restarts; start++) {
		const columns = Array.from({ length: classCount }, () => sharesOf(drawn()));
		starts.push(members.map((_, m) => columns.map((column) => column[m])));
	}
	let best: { table: number[][]; value: number | null } | null = null;
	for (const table of starts) {
		const value = climb(table, input, { steps, grid }, random);
		if (best === null || above(value, best.value)) best = { table, value };
	}
	return { table: best!.table, value: best!.value, equalValue: first.equalValue };
}

/** Changes the table in place and returns its value. */
function climb(
	table: number[][],
	input: WeightSearchInput,
	{ steps, grid }: { steps: number; grid: readonly WeightParts[] | null },
	random: Random
): number | null {
	const { members, classCount } = input;
	let value = valueOfScores(input, ensembleScores(members, table));
	for (let gained = true; gained;) {
		gained = false;
		for (const grade of shuffled(classCount, random)) {
			const scores = ensembleScores(members, table);
			const valueOfParts = (parts: readonly number[]) => {
				setGrade(scores, members, grade, sharesOf(parts), classCount);
				return valueOfScores(input, scores);
			};
			const current = partsOf(
				table.map((row) => row[grade]),
				steps
			);
			const best = grid ? bestOf(grid, valueOfParts) : bestFrom([current], valueOfParts);
			if (!above(best.value, value)) continue;
			sharesOf(best.parts).forEach((weight, m) => (table[m][grade] = weight));
			value = best.value;
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

import type { ValueOfSums } from '#lib/core/comparison/exchanged-sums.ts';
import type { CostMatrix } from './expected-cost.ts';

/** What stays as it is while what two systems read is exchanged. */
export interface FixedTruth {
	/** `[class]` knees of each true class. */
	support: readonly number[];
	knees: number;
	costs: CostMatrix;
}

/** What a metric of the confusion matrix is made of. */
export interface MatrixSums {
	/** How many sums a knee adds to. */
	width: number;
	sums: number;
	/** Which sums a knee of this true grade adds to when it is read as that, and what. */
	addsOf: (truth: number, read: number) => (readonly [place: number, value: number])[];
	valueOf: ValueOfSums;
}

type AddOf = (truth: number, read: number) => number;

/** 1 where the grade read is the true one. */
export const isRight: AddOf = (truth, read) => (truth === read ? 1 : 0);

/** In grades. */
export const distance: AddOf = (truth, read) => Math.abs(truth - read);

/** The mean over all knees. */
export function meanOfKnees({ knees }: FixedTruth, addOf: AddOf): MatrixSums {
	return {
		width: 1,
		sums: 1,
		addsOf: (t, p) => [[0, addOf(t, p)]],
		valueOf: (sums) => sums[0] / knees
	};
}

/** The mean over the grades that have knees of the mean over the knees of each. */
export function meanOfGrades({ support }: FixedTruth, addOf: AddOf): MatrixSums {
	const present = support.filter((count) => count > 0).length;
	return ofEachGrade(support, addOf, (sums) => {
		let all = 0;
		for (let g = 0; g < support.length; g++) if (support[g] > 0) all += sums[g] / support[g];
		return all / present;
	});
}

/** The highest of the means over the knees of each grade. */
export function worstOfGrades({ support }: FixedTruth, addOf: AddOf): MatrixSums {
	return ofEachGrade(support, addOf, (sums) => {
		let most = 0;
		for (let g = 0; g < support.length; g++) {
			if (support[g] > 0) most = Math.max(most, sums[g] / support[g]);
		}
		return most;
	});
}

function ofEachGrade(support: readonly number[], addOf: AddOf, valueOf: ValueOfSums): MatrixSums {
	return { width: 1, sums: support.length, addsOf: (t, p) => [[t, addOf(t, p)]], valueOf };
}

/**
 * Cohen's kappa: the disagreement seen and that expected by chance, which is a sum over what was read while the truth is
 * fixed.
 *
 * @param disagreementOf 0 where the two grades agree
 */
export function kappaSums({ support, knees }: FixedTruth, disagreementOf: AddOf): MatrixSums {
	const byChance = support.map((_, p) =>
		support.reduce((sum, count, t) => sum + count * disagreementOf(t, p), 0)
	);
	return {
		width: 2,
		sums: 2,
		addsOf: (t, p) => [
			[0, disagreementOf(t, p)],
			[1, byChance[p]]
		],
		valueOf: (sums) => (sums[1] === 0 ? NaN : 1 - (sums[0] * knees) / sums[1])
	};
}

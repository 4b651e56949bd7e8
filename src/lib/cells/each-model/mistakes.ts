import type { Confusion } from '#lib/core/metrics/confusion.ts';

/** Mistakes of several readers together, and how many of them are one grade off. */
export function mistakesOf(matrices: readonly Confusion[]): { all: number; oneOff: number } {
	let all = 0;
	let oneOff = 0;
	for (const matrix of matrices) {
		matrix.forEach((row, truth) =>
			row.forEach((count, read) => {
				if (truth !== read) all += count;
				if (Math.abs(truth - read) === 1) oneOff += count;
			})
		);
	}
	return { all, oneOff };
}

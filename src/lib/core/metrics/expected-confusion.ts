import { confusionMatrix, columnTotals, rowTotals, total, type Confusion } from './confusion.ts';

/**
 * What two readers' joint table would hold on average if they read independently of each other: row times column
 * totals over all, as in Cohen's kappa (Educ Psychol Meas 1960;20:37-46). With `strata` they are independent only
 * within each stratum and the tables are added up: with the true grade as stratum, readers that are right
 * equally often but err on different knees (compare Geirhos, Meding & Wichmann, NeurIPS 2020, for right and wrong).
 *
 * @param a `[knees]` grades of one reader
 * @param b `[knees]` grades of the other
 * @param strata `[knees]` a class each; null for one stratum of all
 * @returns `expected[a][b]`, knees, not whole; its `accuracy` is the agreement to be expected
 * @throws RangeError when lists differ in length or a class is out of range
 */
export function expectedConfusion(
	a: ArrayLike<number>,
	b: ArrayLike<number>,
	classCount: number,
	strata: ArrayLike<number> | null = null
): Confusion {
	if (strata === null) return independent(confusionMatrix(a, b, classCount));
	if (strata.length !== a.length) {
		throw new RangeError(
			`Expected agreement needs the stratum of each knee; got ${a.length} knees and ${strata.length} strata.`
		);
	}
	const expected = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
	const within = new Map<number, { a: number[]; b: number[] }>();
	for (let i = 0; i < strata.length; i++) {
		const stratum = within.get(strata[i]) ?? { a: [], b: [] };
		if (stratum.a.length === 0) within.set(strata[i], stratum);
		stratum.a.push(a[i]);
		stratum.b.push(b[i]);
	}
	for (const stratum of within.values()) {
		const part = independent(confusionMatrix(stratum.a, stratum.b, classCount));
		part.forEach((row, i) => row.forEach((count, j) => (expected[i][j] += count)));
	}
	return expected;
}

function independent(observed: Confusion): number[][] {
	const columns = columnTotals(observed);
	const all = total(observed);
	return rowTotals(observed).map((row) =>
		columns.map((column) => (all === 0 ? 0 : (row * column) / all))
	);
}

/** Weights for `ensembleScores`. */
export interface WeightTable {
	/** `table[member][grade]`, 0-1; every column sums to 1. */
	table: number[][];
	/** Grades whose weights were all 0, so that all members count alike there. */
	equalClasses: number[];
}

/** The same weight for every grade: `[member]` to `[member][grade]`. */
export function forEveryGrade(weights: readonly number[], classCount: number): number[][] {
	return weights.map((weight) => new Array<number>(classCount).fill(weight));
}

/**
 * Weights set by hand, every grade's divided by their sum.
 *
 * @param weights `weights[member][grade]`, 0 or more
 * @throws RangeError without members, when rows differ in length, or for a weight that is not 0 or more
 */
export function freeWeights(weights: readonly (readonly number[])[]): WeightTable {
	if (weights.length === 0) throw new RangeError('An ensemble needs at least one model.');
	weights.forEach((row, m) => {
		const valid = row.every((weight) => weight >= 0 && weight < Infinity);
		if (valid && row.length === weights[0].length) return;
		throw new RangeError(
			`The weights ${row.join(', ')} of model ${m} must be ${weights[0].length} numbers of 0 or more.`
		);
	});
	const sums = weights[0].map((_, c) => weights.reduce((sum, row) => sum + row[c], 0));
	return {
		table: weights.map((row) =>
			row.map((weight, c) => (sums[c] > 0 ? weight / sums[c] : 1 / weights.length))
		),
		equalClasses: [...sums.keys()].filter((c) => sums[c] === 0)
	};
}

/**
 * The ensemble without one of its members: its weights are 0, those of the others keep their proportions.
 *
 * @param table `table[member][grade]` of at least two members
 * @throws RangeError when there is no such member, or none besides
 */
export function withoutMember(table: readonly (readonly number[])[], member: number): WeightTable {
	if (table.length < 2 || !table[member]) {
		throw new RangeError(`Cannot leave model ${member} out of an ensemble of ${table.length}.`);
	}
	const others = table.filter((_, m) => m !== member);
	const { table: rest, equalClasses } = freeWeights(others);
	rest.splice(
		member,
		0,
		table[member].map(() => 0)
	);
	return { table: rest, equalClasses };
}

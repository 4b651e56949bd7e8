/**
 * Positions of the largest values, the largest first and equal ones in their order: the beginning of a stable sort,
 * without sorting the rest.
 *
 * @param values none of them NaN
 * @param count how many, at most; all where there are fewer
 */
export function largest(values: ArrayLike<number>, count: number): number[] {
	const kept: number[] = [];
	for (let i = 0; i < values.length; i++) {
		if (kept.length === count && !(values[i] > values[kept[count - 1]])) continue;
		let place = kept.length;
		while (place > 0 && values[kept[place - 1]] < values[i]) place--;
		kept.splice(place, 0, i);
		if (kept.length > count) kept.pop();
	}
	return kept;
}

/**
 * The p-values that are known, ascending, with their positions in the list.
 *
 * @throws RangeError when one is not between 0 and 1
 */
export function byValue(p: readonly (number | null)[]): { position: number; value: number }[] {
	return p
		.flatMap((value, position) => (value === null ? [] : [{ position, value }]))
		.map((entry) => {
			if (entry.value >= 0 && entry.value <= 1) return entry;
			throw new RangeError(`p-value ${entry.position} is ${entry.value}; it must be from 0 to 1.`);
		})
		.sort((a, b) => a.value - b.value);
}

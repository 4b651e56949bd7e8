/** Whom a visitor's grade is held against: a network, whichever; all of them; the label. */
export type DifferenceFrom = 'any-network' | 'every-network' | 'label';

export const DIFFERENCES: readonly DifferenceFrom[] = ['any-network', 'every-network', 'label'];

/**
 * Positions of the knees where the visitor's grade differs, furthest apart first, then in the order of reading.
 * A network that has not read a knee differs from no one there; where none has, the knee is in neither list of
 * networks.
 *
 * @param own `[knees]` grades of the visitor
 * @param truth `[knees]` labels
 * @param networks `[networks][knees]` grades; -1 where unknown
 */
export function differingKnees(
	from: DifferenceFrom,
	own: readonly number[],
	truth: readonly number[],
	networks: readonly (readonly number[])[]
): number[] {
	const gaps = own.map((grade, i) => {
		if (from === 'label') return Math.abs(grade - truth[i]);
		const steps = networks
			.map((grades) => grades[i])
			.filter((read) => read >= 0)
			.map((read) => Math.abs(read - grade));
		if (steps.length === 0) return 0;
		if (from === 'every-network' && steps.includes(0)) return 0;
		return steps.reduce((sum, step) => sum + step, 0) / steps.length;
	});
	return [...gaps.keys()].filter((i) => gaps[i] > 0).sort((a, b) => gaps[b] - gaps[a] || a - b);
}

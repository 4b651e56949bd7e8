/**
 * What a knee of each grade counts in training so that all grades count alike: `n / (classes * count)`, as
 * scikit-learn's `compute_class_weight("balanced")`. Null for a grade without knees, which has no weight.
 *
 * @param counts knees per grade
 */
export function balancedClassWeights(counts: readonly number[]): (number | null)[] {
	const all = counts.reduce((sum, count) => sum + count, 0);
	return counts.map((count) => (count > 0 ? all / (counts.length * count) : null));
}

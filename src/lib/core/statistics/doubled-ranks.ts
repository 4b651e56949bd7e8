/**
 * Twice the rank of each score, 2 for the lowest; equal scores share the mean of their ranks. Whole numbers:
 * `2 * scipy.stats.rankdata(scores)`.
 *
 * @param scores not NaN
 */
export function doubledRanks(scores: Float64Array): Uint32Array {
	const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b]);
	const ranks = new Uint32Array(scores.length);
	let start = 0;
	for (let k = 1; k <= order.length; k++) {
		if (k < order.length && scores[order[k]] === scores[order[start]]) continue;
		for (let tied = start; tied < k; tied++) ranks[order[tied]] = start + k + 1;
		start = k;
	}
	return ranks;
}

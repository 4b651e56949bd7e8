/**
 * Negative log-likelihood of the true class, in nats; of one knee what `sklearn.metrics.log_loss` averages.
 * Infinite for a probability of 0.
 *
 * @param scores of the classes, 0 or more; divided by their sum, which ensembles need not keep at 1
 */
export function negativeLogLikelihood(scores: ArrayLike<number>, truth: number): number {
	let sum = 0;
	for (let c = 0; c < scores.length; c++) sum += scores[c];
	return -Math.log(scores[truth] / sum);
}

/**
 * Generalised Jensen-Shannon divergence of several readers' probabilities, in nats: the entropy of their mean
 * minus the mean of their entropies (Lin 1991, IEEE Trans Inf Theory 37:145-151). 0 where all say the same,
 * at most the logarithm of their number.
 *
 * @param distributions one list of probabilities a reader, each summing to 1
 */
export function jensenShannonDivergence(distributions: readonly ArrayLike<number>[]): number {
	if (distributions.length < 2) return 0;
	let divergence = 0;
	for (let c = 0; c < distributions[0].length; c++) {
		let mean = 0;
		for (const distribution of distributions) {
			mean += distribution[c] / distributions.length;
			divergence -= surprise(distribution[c]) / distributions.length;
		}
		divergence += surprise(mean);
	}
	return Math.max(0, divergence);
}

/** `-p log p`, 0 at 0. */
function surprise(p: number): number {
	return p > 0 ? -p * Math.log(p) : 0;
}

/** Beyond it the continued fraction converges fast, below it the series. */
const FAR = 3;
const FRACTION_TERMS = 60;

/**
 * Chance that a standard normal variable is above z, `scipy.stats.norm.sf(z)`, to about 12 digits: the series of Marsaglia (J
 * Stat Softw 2004;11(4)) in the middle, Laplace's continued fraction in the tail.
 */
export function normalTail(z: number): number {
	if (z < 0) return 1 - normalTail(-z);
	const density = Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
	if (z > FAR) {
		let fraction = z;
		for (let k = FRACTION_TERMS; k > 0; k--) fraction = z + k / fraction;
		return density / fraction;
	}
	let [sum, term] = [z, z];
	for (let k = 3; Math.abs(term) > Number.EPSILON * sum; k += 2) {
		term *= (z * z) / k;
		sum += term;
	}
	return 0.5 - density * sum;
}

/**
 * Quantile of the standard normal distribution, `scipy.stats.norm.ppf(p)`: the rational approximations of Wichura (Applied
 * Statistics 1988;37:477-484, algorithm AS 241), exact to about 16 digits.
 *
 * @param p 0 to 1; minus or plus infinity at the ends
 * @throws RangeError outside
 */
export function normalQuantile(p: number): number {
	if (!(p >= 0 && p <= 1)) throw new RangeError(`There is no quantile of ${p}; use 0 to 1.`);
	const q = p - 0.5;
	if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, CENTRE);
	const tail = Math.min(p, 1 - p);
	if (tail === 0) return q < 0 ? -Infinity : Infinity;
	const r = Math.sqrt(-Math.log(tail));
	const size = r <= 5 ? ratio(r - 1.6, BETWEEN) : ratio(r - 5, FAR);
	return q < 0 ? -size : size;
}

/** Coefficients of numerator and denominator, the constant first. */
type Ratio = readonly [readonly number[], readonly number[]];

const CENTRE: Ratio = [
	[
		3.3871328727963666, 133.14166789178438, 1971.5909503065514, 13731.693765509461,
		45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227
	],
	[
		1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597,
		39307.89580009271, 28729.085735721943, 5226.495278852545
	]
];
const BETWEEN: Ratio = [
	[
		1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
		1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 7.745450142783414e-4
	],
	[
		1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
		0.015198666563616457, 5.475938084995345e-4, 1.0507500716444169e-9
	]
];
const FAR: Ratio = [
	[
		6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
		0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7
	],
	[
		1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 7.868691311456133e-4,
		1.8463183175100547e-5, 1.421511758316446e-7, 2.0442631033899397e-15
	]
];

function ratio(x: number, [numerator, denominator]: Ratio): number {
	return polynomial(x, numerator) / polynomial(x, denominator);
}

function polynomial(x: number, coefficients: readonly number[]): number {
	return coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0);
}

import { rowCount } from '#lib/core/scores/predictions.ts';

/**
 * How far a class is from what a system expects of a case; a prediction set holds the classes that are near enough.
 *
 * - `lac`: 1 minus its probability (least ambiguous set-valued classifiers; Sadinle, Lei & Wasserman, J Am Stat Assoc
 *   2019;114:223-234). The smallest sets on average at equal coverage where the probabilities are right; hard cases may be covered less often
 *   than easy ones, and sets can be empty.
 * - `aps`: what the more probable classes come to (adaptive prediction sets; Romano, Sesia & Candès, NeurIPS 2020). Larger sets
 *   where the system is unsure; never empty, unless randomised. Without randomisation doubtful classes may be covered less often.
 * - `ordinalAps`: what an interval of classes comes to that grows from the most probable one towards the more probable
 *   neighbour, before it reaches the class (Lu, Angelopoulos & Pomerantz, MICCAI 2022). Sets without gaps, never empty.
 */
export type ConformalMethod = 'lac' | 'aps' | 'ordinalAps';

/**
 * Nonconformity of every class of every case, 0 to about 1.
 *
 * @param probabilities row-major `[cases, classCount]`, rows sum to 1
 * @param uniforms `[cases]` from 0 to 1 for randomised `aps`: this share of the class's own probability is added, which makes
 *   coverage exact but leaves some of the most confident cases with an empty set; null adds nothing. (All of it is never added: then the
 *   most confident cases would be the first to be left out.)
 * @returns row-major `[cases, classCount]`
 */
export function nonconformity(
	probabilities: ArrayLike<number>,
	classCount: number,
	method: ConformalMethod,
	uniforms: ArrayLike<number> | null = null
): Float64Array<ArrayBuffer> {
	const rows = rowCount(probabilities, classCount);
	const scores = new Float64Array(rows * classCount);
	for (let row = 0; row < rows; row++) {
		const p = Array.from({ length: classCount }, (_, c) => probabilities[row * classCount + c]);
		const into = scores.subarray(row * classCount, (row + 1) * classCount);
		if (method === 'lac') p.forEach((share, c) => (into[c] = 1 - share));
		else if (method === 'aps') adaptive(p, uniforms?.[row] ?? 0, into);
		else growing(p, into);
	}
	return scores;
}

function adaptive(p: readonly number[], added: number, into: Float64Array): void {
	const order = [...p.keys()].sort((a, b) => p[b] - p[a] || a - b);
	let before = 0;
	for (const c of order) {
		into[c] = before + added * p[c];
		before += p[c];
	}
}

function growing(p: readonly number[], into: Float64Array): void {
	const mode = p.indexOf(Math.max(...p));
	let [low, high, mass] = [mode, mode, p[mode]];
	into[mode] = 0;
	while (low > 0 || high < p.length - 1) {
		const goesDown = high === p.length - 1 || (low > 0 && p[low - 1] >= p[high + 1]);
		const next = goesDown ? --low : ++high;
		into[next] = mass;
		mass += p[next];
	}
}

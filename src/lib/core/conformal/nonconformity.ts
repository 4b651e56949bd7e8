import { rowCount } from '#lib/core/scores/predictions.ts';

/**
 * How far a class is from what a system expects of a case; a prediction set holds the classes that are near enough.
 *
 * - `lac`: 1 minus its probability (least ambiguous set-valued classifiers; Sadinle, Lei & Wasserman, J Am Stat Assoc
 *   2019;114:223-234). The smallest sets on average; hard cases may be covered less often than easy ones, and sets can be empty.
 * - `aps`: what it and the more probable classes come to (adaptive prediction sets; Romano, Sesia & Candès, NeurIPS 2020). Larger
 *   sets where the system is unsure.
 * - `ordinalAps`: what an interval of classes comes to that grows from the most probable one towards the more probable
 *   neighbour, when it reaches the class (Lu, Angelopoulos & Pomerantz, MICCAI 2022). Sets without gaps.
 */
export type ConformalMethod = 'lac' | 'aps' | 'ordinalAps';

/**
 * Nonconformity of every class of every case, 0 to about 1.
 *
 * @param probabilities row-major `[cases, classCount]`, rows sum to 1
 * @param uniforms `[cases]` from 0 to 1 for randomised `aps`: of the class's own probability only this share is counted, so that
 *   coverage is not above the level; null counts all of it (equal to 1 everywhere), as `ordinalAps` and `lac` do in any case
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
		else if (method === 'aps') adaptive(p, uniforms?.[row] ?? 1, into);
		else growing(p, into);
	}
	return scores;
}

function adaptive(p: readonly number[], counted: number, into: Float64Array): void {
	const order = [...p.keys()].sort((a, b) => p[b] - p[a] || a - b);
	let before = 0;
	for (const c of order) {
		into[c] = before + counted * p[c];
		before += p[c];
	}
}

function growing(p: readonly number[], into: Float64Array): void {
	const mode = p.indexOf(Math.max(...p));
	let [low, high, mass] = [mode, mode, p[mode]];
	into[mode] = mass;
	while (low > 0 || high < p.length - 1) {
		const goesDown = high === p.length - 1 || (low > 0 && p[low - 1] >= p[high + 1]);
		const next = goesDown ? --low : ++high;
		mass += p[next];
		into[next] = mass;
	}
}

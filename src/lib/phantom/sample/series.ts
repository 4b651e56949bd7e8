import { sampleDisease } from './disease.ts';
import { RandomStream } from '#lib/phantom/random.ts';
import type { Grade, PhantomKnee } from '#lib/phantom/truth.ts';

/** Raised with every change that alters a pixel or a truth. */
export const GENERATOR_VERSION = 1;

/** How much likelier than by chance the knees of a subject are this many grades apart; fitted to the public data set. */
const AFFINITY = [1, 0.5, 0.27, 0.12, 0.05];
const MOST_SUBJECTS_TRIED = 4_000_000;

/** Whole numbers that add up to `count` in the proportions of `shares` (largest remainder). */
function apportion(count: number, shares: readonly number[]): number[] {
	const sum = shares.reduce((a, b) => a + b, 0);
	const exact = shares.map((share) => (count * share) / sum);
	const counts = exact.map(Math.floor);
	const order = exact
		.map((_, g) => g)
		.sort((a, b) => exact[b] - counts[b] - (exact[a] - counts[a]));
	const left = count - counts.reduce((a, b) => a + b, 0);
	for (let i = 0; i < left; i++) counts[order[i]] += 1;
	return counts;
}

function pick(weights: readonly number[], random: RandomStream): number {
	let rest = random.uniform() * weights.reduce((a, b) => a + b, 0);
	for (let i = 0; i < weights.length; i++) {
		rest -= weights[i];
		if (rest < 0) return i;
	}
	return weights.findLastIndex((weight) => weight > 0);
}

/** Pairs the grades of all knees into subjects [left, right] that use up the counts exactly. */
function pairGrades(counts: readonly number[], random: RandomStream): [Grade, Grade][] {
	const left = [...counts];
	const pairs: [Grade, Grade][] = [];
	for (let n = counts.reduce((a, b) => a + b, 0) / 2; n > 0; n--) {
		const first = pick(left, random);
		left[first] -= 1;
		const second = pick(
			left.map((number, g) => number * AFFINITY[Math.abs(g - first)]),
			random
		);
		left[second] -= 1;
		pairs.push(
			random.chance(0.5) ? [first as Grade, second as Grade] : [second as Grade, first as Grade]
		);
	}
	return pairs;
}

/**
 * Samples the knees of whole subjects, left and right next to each other, without drawing them. Subjects are drawn from
 * the disease model and kept where their pair of grades is wanted, so that the counts per grade match exactly.
 * @param options.seed any integer @param options.count even number of knees
 * @param options.prevalence wanted shares of grades 0-4, of any sum
 * @param options.firstSubject seven digits; subjects are numbered from here. Use ranges that do not overlap across splits.
 * @throws RangeError on an odd count, malformed shares or subject numbers that leave seven digits
 */
export function samplePhantoms(options: {
	seed: number;
	count: number;
	prevalence: readonly number[];
	firstSubject: number;
}): PhantomKnee[] {
	const { seed, count, prevalence, firstSubject } = options;
	if (!Number.isInteger(count) || count < 2 || count % 2 !== 0)
		throw new RangeError(
			`The number of phantoms must be even, two knees a subject; it is ${count}.`
		);
	if (prevalence.length !== 5 || !prevalence.every((p) => p >= 0) || !prevalence.some((p) => p > 0))
		throw new RangeError(
			'The prevalence must be five shares, one for each grade 0-4, none negative and not all zero.'
		);
	if (
		!Number.isInteger(firstSubject) ||
		firstSubject < 1_000_000 ||
		firstSubject + count / 2 > 10_000_000
	)
		throw new RangeError(
			`Subject numbers have seven digits; they cannot start at ${firstSubject}.`
		);

	const random = new RandomStream(seed, 'sampling');
	const pairs = pairGrades(apportion(count, prevalence), random);
	const waiting = new Map<string, number[]>();
	pairs.forEach((pair, i) => {
		const key = pair.join();
		waiting.set(key, [...(waiting.get(key) ?? []), i]);
	});
	const knees: PhantomKnee[] = new Array(count);
	let missing = pairs.length;
	for (let tried = 0; missing > 0; tried++) {
		if (tried === MOST_SUBJECTS_TRIED)
			throw new Error(
				'No subjects with the wanted grades were found: the prevalence is too unusual.'
			);
		const subjectSeed = random.bits();
		const disease = sampleDisease(subjectSeed);
		const i = waiting.get(`${disease.L.grade},${disease.R.grade}`)?.shift();
		if (i === undefined) continue;
		missing -= 1;
		const knee = (side: 'L' | 'R'): PhantomKnee => ({
			subject: String(firstSubject + i),
			side,
			seed: subjectSeed,
			grade: disease[side].grade,
			generator: GENERATOR_VERSION
		});
		knees[2 * i] = knee('L');
		knees[2 * i + 1] = knee('R');
	}
	return knees;
}

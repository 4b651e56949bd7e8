import type { ExchangedPair } from './exchanged-sums.ts';
import { doubledRanks } from '#lib/core/statistics/doubled-ranks.ts';
import type { SubjectGroups } from '#lib/core/statistics/subject-resamples.ts';

/**
 * How systems are compared by `macroAuc`. What is exchanged are the ranks that a system gives the knees, since only they
 * enter an area: two systems that order the knees alike do not differ, on whatever scale they score. The difference of
 * two areas is then a sum over the subjects whose terms change sign when they are exchanged (Bandos, Rockette & Gur, Stat
 * Med 2005;24:2873-2893).
 *
 * @param truth `[knees]` true grades
 * @param scores row-major `[knees, classCount]`, one a system, any scale
 */
export function aucExchanges(
	truth: ArrayLike<number>,
	groups: SubjectGroups,
	scores: readonly ArrayLike<number>[],
	classCount: number
): (first: number, second: number) => ExchangedPair {
	const grades = Array.from({ length: classCount }, (_, grade) => ({
		positive: Uint8Array.from(truth, (one) => (one === grade ? 1 : 0)),
		ranks: scores.map((rows) =>
			doubledRanks(
				Float64Array.from({ length: truth.length }, (_, i) => rows[i * classCount + grade])
			)
		)
	})).filter(({ positive }) => {
		const count = positive.reduce((sum, one) => sum + one, 0);
		return count > 0 && count < positive.length;
	});
	return (a, b) => {
		const terms = new Float64Array(groups.count);
		for (const { positive, ranks } of grades) {
			addTerms(groups, positive, ranks[a], ranks[b], grades.length, terms);
		}
		const half = terms.reduce((sum, term) => sum + term, 0) / 2;
		const subjects = Uint32Array.from(terms.keys()).filter((subject) => terms[subject] !== 0);
		return {
			first: Float64Array.of(half),
			second: Float64Array.of(-half),
			valueOf: grades.length === 0 ? () => NaN : (sums) => sums[0],
			starts: Uint32Array.of(0, subjects.length),
			subjects,
			changes: Float64Array.from(subjects, (subject) => -terms[subject]),
			oneSubject: 0
		};
	};
}

/**
 * Adds the terms of one grade to those of the subjects. A knee counts by how many of the other kind, as either system
 * ranks them, lie on its right side.
 *
 * @param parts over how many grades the mean is taken
 */
function addTerms(
	{ subjectOf }: SubjectGroups,
	positive: Uint8Array,
	a: Uint32Array,
	b: Uint32Array,
	parts: number,
	terms: Float64Array
): void {
	const below = [cumulated(positive, 0, a, b), cumulated(positive, 1, a, b)];
	const positives = positive.reduce((sum, one) => sum + one, 0);
	const pairs = positives * (positive.length - positives);
	for (let i = 0; i < positive.length; i++) {
		// Of a knee with the grade those without it that rank lower; of one without it minus those with it that do.
		const sign = positive[i] === 1 ? 1 : -1;
		const others = below[1 - positive[i]];
		const counts = others[a[i]] - others[b[i]];
		terms[subjectOf[i]] += (sign * counts) / (4 * pairs * parts);
	}
}

/** For every doubled rank twice the number of knees of one kind below it in both rankings, equal ones counting half. */
function cumulated(
	positive: Uint8Array,
	kind: 0 | 1,
	a: Uint32Array,
	b: Uint32Array
): Float64Array {
	const counts = new Float64Array(2 * positive.length + 1);
	for (let i = 0; i < positive.length; i++) {
		if (positive[i] !== kind) continue;
		counts[a[i]]++;
		counts[b[i]]++;
	}
	let before = 0;
	return counts.map((count) => {
		const twice = 2 * before + count;
		before += count;
		return twice;
	});
}

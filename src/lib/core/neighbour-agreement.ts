import { clusteredMean } from './clustered-mean.ts';
import { GRADES } from './grades.ts';
import type { Neighbours } from './nearest-knees.ts';

/** How alike the knees of one grade are to one another, by the features that neighbours were found with. */
export interface GradeAgreement {
	/** Null for all grades together. */
	grade: number | null;
	knees: number;
	/** Mean share of the nearest with the same grade, 0-1; null without knees. */
	share: number | null;
	/** 95 % interval of the share; subjects are resampled, neighbours stay. */
	interval: { lower: number; upper: number } | null;
	/** The share that neighbours drawn at random would have; null without other knees. */
	chance: number | null;
}

/**
 * For each knee the share of its nearest knees of other subjects that have its grade.
 *
 * @param grades `[knees]`
 * @param subjects `[knees]`; a knee of the same subject does not count as a neighbour
 * @param count how many neighbours are looked at, of those there are
 * @returns `[knees]`, 0-1; null where no neighbour is of another subject
 */
export function neighbourShares(
	{ indices, k }: Neighbours,
	grades: ArrayLike<number>,
	subjects: readonly string[],
	count: number
): (number | null)[] {
	return subjects.map((subject, knee) => {
		const others = [...indices.subarray(knee * k, (knee + 1) * k)]
			.filter((other) => subjects[other] !== subject)
			.slice(0, count);
		if (others.length === 0) return null;
		return others.filter((other) => grades[other] === grades[knee]).length / others.length;
	});
}

/** Shares of {@link neighbourShares}, all together and by grade. */
export function agreementByGrade(
	shares: readonly (number | null)[],
	grades: ArrayLike<number>,
	subjects: readonly string[]
): GradeAgreement[] {
	const all = [...shares.keys()].filter((knee) => shares[knee] !== null);
	return [null, ...GRADES.map(({ grade }) => grade)].map((grade) => {
		const knees = grade === null ? all : all.filter((knee) => grades[knee] === grade);
		const mean = clusteredMean(
			knees.map((knee) => shares[knee]!),
			knees.map((knee) => subjects[knee])
		);
		return {
			grade,
			knees: knees.length,
			share: mean?.mean ?? null,
			interval: mean && { lower: mean.lower, upper: mean.upper },
			chance: chanceOf(
				all.map((knee) => grades[knee]),
				grade
			)
		};
	});
}

/** Chance that another knee has the grade of a knee of this grade; of any knee where `grade` is null. */
function chanceOf(grades: readonly number[], grade: number | null): number | null {
	const others = grades.length - 1;
	if (others < 1) return null;
	const same = (of: number) => grades.filter((one) => one === of).length;
	if (grade !== null) return Math.max(0, same(grade) - 1) / others;
	const pairs = GRADES.reduce((sum, { grade: of }) => sum + same(of) * (same(of) - 1), 0);
	return pairs / (grades.length * others);
}

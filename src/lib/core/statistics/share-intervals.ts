import { effectiveKnees } from './clustered-share.ts';
import { confusionMatrix, type Normalisation } from '#lib/core/metrics/confusion.ts';
import { wilsonInterval, type Range } from './wilson-interval.ts';

/** The knees behind a confusion matrix. */
export interface MatrixKnees {
	/** `[knees]` true class, 0 to classCount - 1. */
	truth: ArrayLike<number>;
	/** `[knees]` class read. */
	predicted: ArrayLike<number>;
	/** `[knees]` who each knee belongs to. */
	subjects: ArrayLike<number | string>;
}

/**
 * 95 % intervals of the shares in a confusion matrix, 0-1: {@link clusteredShareInterval} of each cell among the
 * knees of its row, its column or of all. Null for a share of nothing.
 *
 * @param by what the shares are of; `none`, which shows knees, gives those of the row
 * @returns `[true][read]`
 * @throws RangeError as {@link confusionMatrix}, or when there is not one subject a knee
 */
export function shareIntervals(
	{ truth, predicted, subjects }: MatrixKnees,
	by: Normalisation,
	classCount: number
): (Range | null)[][] {
	if (subjects.length !== truth.length) {
		throw new RangeError(
			`There are ${truth.length} knees and ${subjects.length} subjects; each knee needs its subject.`
		);
	}
	const counts = confusionMatrix(truth, predicted, classCount);
	const parts = by === 'all' ? 1 : classCount;
	const members = Array.from({ length: parts }, (): (number | string)[] => []);
	const partOf = (row: number, column: number) =>
		by === 'all' ? 0 : by === 'column' ? column : row;
	for (let i = 0; i < truth.length; i++) members[partOf(truth[i], predicted[i])].push(subjects[i]);
	const effective = members.map((part) => effectiveKnees(part));
	return counts.map((row, r) =>
		row.map((count, c) => {
			const part = partOf(r, c);
			const knees = members[part].length;
			if (knees === 0) return null;
			return wilsonInterval(effective[part] * (count / knees), effective[part]);
		})
	);
}

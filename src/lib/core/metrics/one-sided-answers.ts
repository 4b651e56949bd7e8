import { confusionMatrix, type Confusion } from './confusion.ts';
import { cohenKappa } from './metrics.ts';

/** Of fewer knees nothing is said. */
const FEWEST_KNEES = 10;
const MOST_SHARE = 0.85;
const MOST_SURPLUS = 0.3;

/** A grade that a network gives to almost all knees, with its share of the answers and of the labels. */
export interface OneSidedAnswers {
	grade: number;
	share: number;
	trueShare: number;
}

/**
 * Whether a network gives almost every knee of a labelled set the same grade: 85 % of ten knees or more, 30 percentage points more
 * than are of it. Images prepared otherwise than in training look like that.
 *
 * @param confusion `confusion[true][predicted]`, knees
 */
export function oneSidedAnswers(confusion: Confusion): OneSidedAnswers | null {
	const labels = confusion.map((row) => row.reduce((sum, knees) => sum + knees, 0));
	const count = labels.reduce((sum, knees) => sum + knees, 0);
	if (count < FEWEST_KNEES) return null;
	const given = labels.map((_, grade) => confusion.reduce((sum, row) => sum + row[grade], 0));
	const grade = given.indexOf(Math.max(...given));
	const share = given[grade] / count;
	const trueShare = labels[grade] / count;
	return share >= MOST_SHARE && share - trueShare >= MOST_SURPLUS
		? { grade, share, trueShare }
		: null;
}

/**
 * How well answers fit labelled knees, to tell preprocessings apart: where they agree with the labels beyond what chance gives, one
 * more than the kappa, quadratic weighted where the classes have an order; else how evenly they are spread over the grades, from 0 (all the same) to 1, which is what
 * is left to go by in a network that has learned nothing of these knees.
 *
 * @param grades true grades, from 0 to classCount - 1
 * @param answers of the network, in the same order
 */
export function preprocessingFit(
	grades: readonly number[],
	answers: ArrayLike<number>,
	classCount: number,
	ordinal: boolean
): number {
	const given = Array.from(answers);
	const count = grades.length;
	const confusion = confusionMatrix(grades, given, classCount);
	const kappa = cohenKappa(confusion, ordinal ? 'quadratic' : 'none');
	if (kappa !== null && kappa > 2 / Math.sqrt(count)) return 1 + kappa;
	let entropy = 0;
	for (let grade = 0; grade < classCount; grade++) {
		const share = given.filter((answer) => answer === grade).length / count;
		entropy -= share > 0 ? share * Math.log(share) : 0;
	}
	return entropy / Math.log(classCount);
}

import { GRADE_COUNT } from '#lib/core/labels/grades.ts';
import { ADJUSTED_LOSS, type FiveNumbers } from '#lib/core/records/model-card.ts';
import type { TrainingMetadata } from './training-metadata.ts';

/** Equal shares, those of the training knees, or five shares. */
export type AskedPrior = 'equal' | 'train' | FiveNumbers;

const EQUAL = new Array<number>(GRADE_COUNT).fill(1 / GRADE_COUNT) as FiveNumbers;

/**
 * What `--training-prior` asks for: `equal`, `train`, or five numbers above 0, separated by commas, of any sum.
 * @throws Error naming the option where it cannot be read
 */
export function parseTrainingPrior(text: string): AskedPrior {
	if (text === 'equal' || text === 'train') return text;
	const parts = text.split(',').map(Number);
	if (parts.length === GRADE_COUNT && parts.every((part) => part > 0 && part < Infinity)) {
		return sharesOf(parts);
	}
	throw new Error(
		`--training-prior ${text}: use equal, train, or five numbers above 0 separated by commas, for grades 0 to 4.`
	);
}

/**
 * Shares of the grades that a network's scores are probabilities for: as asked, else what the training wrote, else what
 * follows from its loss or class weights; null where none of these says so.
 *
 * @throws Error where those of the training knees are asked for and not known
 */
export function trainingPriorOf(
	asked: AskedPrior | null,
	metadata: TrainingMetadata | null
): FiveNumbers | null {
	if (asked === 'train') return sharesOfTraining(metadata);
	if (asked !== null) return asked === 'equal' ? EQUAL : asked;
	if (metadata?.trainingPrior) return metadata.trainingPrior;
	const { loss, classWeights } = metadata?.recipe ?? {};
	return loss === ADJUSTED_LOSS || classWeights === 'balanced' ? EQUAL : null;
}

function sharesOfTraining(metadata: TrainingMetadata | null): FiveNumbers {
	const data = metadata?.trainingData;
	const counts = data?.counts.train;
	if (!counts || data.phantomCounts?.train || counts.some((count) => count <= 0)) {
		throw new Error(
			'--training-prior train: the metadata does not say how many knees of each grade there were in training, names two kinds of knees, or has a grade without any; give five shares.'
		);
	}
	return sharesOf(counts);
}

function sharesOf(parts: readonly number[]): FiveNumbers {
	const sum = parts.reduce((all, part) => all + part, 0);
	return parts.map((part) => part / sum) as FiveNumbers;
}

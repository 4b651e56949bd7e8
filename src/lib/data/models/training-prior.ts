import { FEWEST_CLASSES } from '#lib/core/labels/label-scale.ts';
import { ADJUSTED_LOSS } from '#lib/core/records/model-card.ts';
import type { TrainingMetadata } from './training-metadata.ts';

/** Equal shares, those of the training knees, or one of each class. */
export type AskedPrior = 'equal' | 'train' | number[];

/**
 * What `--training-prior` asks for: `equal`, `train`, or a number above 0 for each class, separated by commas, of any sum.
 * @throws Error naming the option where it cannot be read
 */
export function parseTrainingPrior(text: string): AskedPrior {
	if (text === 'equal' || text === 'train') return text;
	const parts = text.split(',').map(Number);
	if (parts.length >= FEWEST_CLASSES && parts.every((part) => part > 0 && part < Infinity)) {
		return sharesOf(parts);
	}
	throw new Error(
		`--training-prior ${text}: use equal, train, or numbers above 0 separated by commas, one for each class.`
	);
}

/**
 * Shares of the classes that a network's scores are probabilities for: as asked, else what the training wrote, else what
 * follows from its loss or class weights; null where none of these says so.
 *
 * @throws Error where those of the training knees are asked for and not known, or another number of shares was given
 */
export function trainingPriorOf(
	asked: AskedPrior | null,
	metadata: TrainingMetadata | null,
	classCount: number
): number[] | null {
	const equal = new Array<number>(classCount).fill(1 / classCount);
	if (asked === 'train') return sharesOfTraining(metadata);
	if (asked === 'equal') return equal;
	if (asked !== null) {
		if (asked.length === classCount) return asked;
		throw new Error(
			`--training-prior: ${asked.length} numbers, where the labels have ${classCount} classes; give one for each.`
		);
	}
	if (metadata?.trainingPrior) return metadata.trainingPrior;
	const { loss, classWeights } = metadata?.recipe ?? {};
	return loss === ADJUSTED_LOSS || classWeights === 'balanced' ? equal : null;
}

function sharesOfTraining(metadata: TrainingMetadata | null): number[] {
	const data = metadata?.trainingData;
	const counts = data?.counts.train;
	if (!counts || data.phantomCounts?.train || counts.some((count) => count <= 0)) {
		throw new Error(
			'--training-prior train: the metadata does not say how many knees of each class there were in training, names two kinds of knees, or has a class without any; give a share for each class.'
		);
	}
	return sharesOf(counts);
}

function sharesOf(parts: readonly number[]): number[] {
	const sum = parts.reduce((all, part) => all + part, 0);
	return parts.map((part) => part / sum);
}

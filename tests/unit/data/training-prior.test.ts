import { describe, expect, it } from 'vitest';
import type { TrainingMetadata } from '#lib/data/models/training-metadata.ts';
import { parseTrainingPrior, trainingPriorOf } from '#lib/data/models/training-prior.ts';

const equal = [0.2, 0.2, 0.2, 0.2, 0.2];
const counts = { train: [40, 20, 20, 15, 5] };
const metadata = (part: object) => ({ recipe: {}, ...part }) as TrainingMetadata;
const trainedOn = (part: object) =>
	metadata({ trainingData: { description: '', synthetic: false, counts, ...part } });

describe('shares of the grades that scores are probabilities for', () => {
	it('are as asked', () => {
		expect(trainingPriorOf(parseTrainingPrior('equal'), null)).toEqual(equal);
		expect(trainingPriorOf(parseTrainingPrior('8,4,4,3,1'), null)).toEqual([
			0.4, 0.2, 0.2, 0.15, 0.05
		]);
		const trained = trainingPriorOf(parseTrainingPrior('train'), trainedOn({}));
		expect(trained).toEqual([0.4, 0.2, 0.2, 0.15, 0.05]);
	});

	it('follow from the training', () => {
		const told = [0.4, 0.2, 0.2, 0.15, 0.05];
		expect(trainingPriorOf(null, metadata({ trainingPrior: told }))).toEqual(told);
		const loss = 'cross-entropy adjusted by the prior of the training knees';
		expect(trainingPriorOf(null, metadata({ recipe: { loss } }))).toEqual(equal);
		expect(trainingPriorOf(null, metadata({ recipe: { classWeights: 'balanced' } }))).toEqual(
			equal
		);
	});

	it('are not known where nothing says so', () => {
		expect(trainingPriorOf(null, null)).toBeNull();
		expect(trainingPriorOf(null, trainedOn({}))).toBeNull();
	});

	it.each(['', 'equals', '1,2,3,4', '1,2,3,4,0', '1,2,3,4,-5', '1,2,3,4,x'])(
		'are refused as %s',
		(text) => {
			expect(() => parseTrainingPrior(text)).toThrow(/^--training-prior .*five numbers above 0/);
		}
	);

	it('of the training knees need these to be of one kind and known', () => {
		const phantomCounts = { train: [1, 1, 1, 1, 1] };
		for (const unknown of [null, metadata({}), trainedOn({ phantomCounts })]) {
			expect(() => trainingPriorOf('train', unknown)).toThrow(/give five shares/);
		}
	});
});

import { describe, expect, it } from 'vitest';
import type { TrainingMetadata } from '#lib/data/models/training-metadata.ts';
import {
	parseTrainingPrior,
	trainingPriorOf,
	type AskedPrior
} from '#lib/data/models/training-prior.ts';

const priorOf = (asked: AskedPrior | null, metadata: TrainingMetadata | null) =>
	trainingPriorOf(asked, metadata, 5);
const equal = [0.2, 0.2, 0.2, 0.2, 0.2];
const counts = { train: [40, 20, 20, 15, 5] };
const metadata = (part: object) => ({ recipe: {}, ...part }) as TrainingMetadata;
const trainedOn = (part: object) =>
	metadata({ trainingData: { description: '', synthetic: false, counts, ...part } });

describe('shares of the grades that scores are probabilities for', () => {
	it('are as asked', () => {
		expect(priorOf(parseTrainingPrior('equal'), null)).toEqual(equal);
		expect(priorOf(parseTrainingPrior('8,4,4,3,1'), null)).toEqual([0.4, 0.2, 0.2, 0.15, 0.05]);
		const trained = priorOf(parseTrainingPrior('train'), trainedOn({}));
		expect(trained).toEqual([0.4, 0.2, 0.2, 0.15, 0.05]);
	});

	it('follow from the training', () => {
		const told = [0.4, 0.2, 0.2, 0.15, 0.05];
		expect(priorOf(null, metadata({ trainingPrior: told }))).toEqual(told);
		const loss = 'cross-entropy adjusted by the prior of the training knees';
		expect(priorOf(null, metadata({ recipe: { loss } }))).toEqual(equal);
		expect(priorOf(null, metadata({ recipe: { classWeights: 'balanced' } }))).toEqual(equal);
	});

	it('are not known where nothing says so', () => {
		expect(priorOf(null, null)).toBeNull();
		expect(priorOf(null, trainedOn({}))).toBeNull();
	});

	it.each(['', 'equals', '5', '1,2,3,4,0', '1,2,3,4,-5', '1,2,3,4,x'])(
		'are refused as %s',
		(text) => {
			expect(() => parseTrainingPrior(text)).toThrow(/^--training-prior .*numbers above 0/);
		}
	);

	it('are of as many classes as the labels have', () => {
		expect(trainingPriorOf('equal', null, 4)).toEqual([0.25, 0.25, 0.25, 0.25]);
		expect(trainingPriorOf(parseTrainingPrior('3,1'), null, 2)).toEqual([0.75, 0.25]);
		expect(() => trainingPriorOf(parseTrainingPrior('1,2,3,4'), null, 5)).toThrow(
			'--training-prior: 4 numbers, where the labels have 5 classes; give one for each.'
		);
	});

	it('of the training knees need these to be of one kind and known', () => {
		const phantomCounts = { train: [1, 1, 1, 1, 1] };
		for (const unknown of [null, metadata({}), trainedOn({ phantomCounts })]) {
			expect(() => priorOf('train', unknown)).toThrow(/give a share for each class/);
		}
	});
});

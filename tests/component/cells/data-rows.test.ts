import { expect, it } from 'vitest';
import { classWeightRows, classWeightUse } from '#lib/cells/the-data/class-weight-rows.ts';
import { rarestGrade } from '#lib/cells/the-data/rarest-grade.ts';
import { sampleRows } from '#lib/cells/the-data/sample-rows.ts';
import { splitRows } from '#lib/cells/the-data/split-rows.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import { fakeCard } from './fake-study-cards.ts';
import { fakeTable } from './fake-study-knees.ts';
import { FAKE_NETWORKS } from './fake-study-readings.ts';

const { manifest } = fakeTable(1, { test: 40, val: 20 });
const cards = FAKE_NETWORKS.map((network) => fakeCard(network));
const withoutTrain = {
	...manifest,
	splits: manifest.splits.filter(({ split }) => split !== 'train')
};

function trainedOn(card: ModelCard, train: [number, number, number, number, number]): ModelCard {
	return {
		...card,
		trainingData: { description: '', synthetic: false, counts: { train } }
	};
}

const names = (rows: { name: string }[]) => rows.map(({ name }) => name);

it('has one training row where the networks learnt from the training split of the set', () => {
	const rows = splitRows(manifest, cards);
	expect(names(rows)).toEqual(['Training', 'Validation', 'Test']);
	expect(rows[0]).toMatchObject({ counts: [2292, 1062, 1602, 792, 252], subjects: 3000 });
});

it('takes the training row from the cards where the set has none', () => {
	const rows = splitRows(withoutTrain, cards);
	expect(names(rows)).toEqual(['Training', 'Validation', 'Test']);
	expect(rows[0]).toMatchObject({ split: null, counts: [2292, 1062, 1602, 792, 252] });
});

it('keeps apart what different networks were trained on', () => {
	const mixed = [
		trainedOn(cards[0], [9, 1, 0, 0, 0]),
		cards[1],
		trainedOn(cards[2], [9, 1, 0, 0, 0])
	];
	expect(names(splitRows(manifest, mixed))).toEqual([
		'Training',
		'Training of Xception and Inception-ResNet-v2',
		'Validation',
		'Test'
	]);
	expect(classWeightRows(manifest, mixed)).toEqual([
		{
			of: 'Xception and Inception-ResNet-v2',
			weights: [10 / 45, 2, null, null, null]
		},
		{ of: 'ResNet50', weights: expect.any(Array) }
	]);
});

it('says which networks used the weights, and of which it is not known', () => {
	const balanced = cards.map((card) => ({ ...card, recipe: { classWeights: 'balanced' } }));
	expect(classWeightUse(balanced)).toBe('All networks were trained with these weights.');
	expect(classWeightUse([balanced[0], cards[1], balanced[2]])).toBe(
		'Trained with these weights: Xception and Inception-ResNet-v2. The card of ResNet50 does not say so.'
	);
	expect(classWeightUse(cards)).toBe('The model cards do not say whether training used them.');
});

it('gives networks whose loss makes up for rare grades no weights, and names the loss', () => {
	const loss = 'cross-entropy adjusted by the prior of the training knees';
	const adjusted = cards.map((card) => ({ ...card, recipe: { loss } }));
	expect(classWeightRows(manifest, adjusted)).toEqual([]);
	expect(classWeightUse(adjusted)).toBe(
		`All networks were trained without class weights: by ${loss}, which removes the frequency of the grades from the scores.`
	);
	const one = [adjusted[0], cards[1], cards[2]];
	expect(classWeightRows(manifest, one).map(({ of }) => of)).toEqual([
		'ResNet50 and Inception-ResNet-v2'
	]);
	expect(classWeightUse(one)).toMatch(
		/^Xception was trained without class weights: .* ResNet50 and/
	);
});

it('falls back to the set where no card says what its network was trained on', () => {
	const unknown = cards.map((card) => ({ ...card, trainingData: null }));
	expect(names(splitRows(withoutTrain, unknown))).toEqual(['Validation', 'Test']);
	expect(classWeightRows(withoutTrain, unknown)).toEqual([]);
	expect(classWeightRows(manifest, unknown)[0].weights[0]).toBeCloseTo(6000 / (5 * 2292), 12);
});

it('samples the knees of a grade in turn and starts again after the last', () => {
	const grades = [0, 1, 0, 0, 4, 0, 0];
	const rows = [0, 1, 2, 3, 4, 5, 6];
	expect(sampleRows(rows, grades, 5, 2, 0)).toEqual([[0, 2], [1], [], [], [4]]);
	expect(sampleRows(rows, grades, 5, 2, 1)[0]).toEqual([3, 5]);
	expect(sampleRows(rows, grades, 5, 2, 2)[0]).toEqual([6, 0]);
});

it('finds the rarest grade among those that have knees', () => {
	expect(rarestGrade([5, 3, 0, 8, 3])).toEqual({ grade: 1, count: 3 });
	expect(rarestGrade([0, 0])).toBeNull();
});

import { expect, it } from 'vitest';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { StudyManifest, StudyModel } from '#lib/core/records/study.ts';
import { sha256OfLines } from '#lib/data/files/sha256.ts';
import { matchStoredResults } from '#lib/data/sources/stored-results.ts';

const TESTSET = 'a'.repeat(64);
const hashes = { model: '1'.repeat(64), weights: '2'.repeat(64) };

const card = {
	name: 'resnet50',
	exposure: 'standardised',
	preprocessing: 'caffe',
	weights: {
		files: [
			{ file: 'model.json', bytes: 1, sha256: hashes.model },
			{ file: 'weights.bin', bytes: 1, sha256: hashes.weights }
		]
	}
} as ModelCard;

/** Results that are of {@link card}, but for what is given. */
async function stored(of: Partial<StudyModel> = {}): Promise<StudyModel> {
	return {
		name: 'resnet50',
		fingerprint: await sha256OfLines([hashes.model, hashes.weights]),
		exposure: 'standardised',
		preprocessing: 'caffe',
		...of
	} as StudyModel;
}

const manifest = (models: StudyModel[]) =>
	({
		testset: TESTSET,
		splits: [
			{ split: 'val', count: 40 },
			{ split: 'test', count: 60 }
		],
		models
	}) as StudyManifest;

const match = async (models: StudyModel[], subject = {}) =>
	matchStoredResults(manifest(models), { testset: TESTSET, knees: 100, cards: [card], ...subject });

it('shows results of the very test set, weights, exposure and preprocessing', async () => {
	const own = await stored();
	const { models, refused } = await match([await stored({ name: 'xception' }), own]);
	expect(models).toEqual([own]);
	expect(refused.size).toBe(0);
});

it('never shows results of another test set, nor of another number of its knees', async () => {
	for (const subject of [{ testset: 'b'.repeat(64) }, { knees: 99 }]) {
		const { models, refused } = await match([await stored()], subject);
		expect(models).toEqual([]);
		expect(refused.get('resnet50')).toBe('The stored results belong to another test set.');
	}
});

it('never shows results of another network, nor of one of the same name with other weights', async () => {
	const named = await match([await stored({ name: 'xception' })]);
	expect(named.models).toEqual([]);
	expect(named.refused.get('resnet50')).toBe('There are no stored results for this network.');
	const weights = await match([await stored({ fingerprint: 'c'.repeat(64) })]);
	expect(weights.models).toEqual([]);
	expect(weights.refused.get('resnet50')).toBe(
		'The stored results belong to other weights of this network.'
	);
});

it('never shows results from images of another exposure', async () => {
	const { models, refused } = await match([await stored({ exposure: 'as-is' })]);
	expect(models).toEqual([]);
	expect(refused.get('resnet50')).toMatch(/images prepared differently/);
});

it('never shows results from images preprocessed in another way', async () => {
	const { models, refused } = await match([await stored({ preprocessing: 'tf' })]);
	expect(models).toEqual([]);
	expect(refused.get('resnet50')).toMatch(/images prepared differently/);
});

it('shows those of one network though those of another do not fit', async () => {
	const own = await stored();
	const other = { ...card, name: 'xception' };
	const { models, refused } = await match([own], { cards: [other, card] });
	expect(models).toEqual([own]);
	expect([...refused.keys()]).toEqual(['xception']);
});

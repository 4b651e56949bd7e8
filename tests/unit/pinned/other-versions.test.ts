import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readCard, readStudy, readTestSet } from './entry-points.ts';

type Json = Record<string, unknown>;
const stored = (path: string): Json => JSON.parse(readFileSync(`static/${path}`, 'utf8'));
const serving = (json: Json) => async () => new TextEncoder().encode(JSON.stringify(json));
const later = { fromALaterVersion: { of: ['anything'] } };
const CARD = 'models/xception/card.json';

it.each(['xception', 'resnet50', 'inception_resnet_v2'])(
	'reads the model card of %s whole, fields of a later version beside its own',
	async (name) => {
		const card = stored(`models/${name}/card.json`);
		expect(await readCard(serving(card), name)).toEqual(card);
		expect(await readCard(serving({ ...card, ...later }), name)).toEqual(card);
		const weights = { ...(card.weights as Json), ...later };
		expect(await readCard(serving({ ...card, weights }), name)).toEqual(card);
	}
);

it('reads a card without what earlier versions did not write', async () => {
	const added = [
		'exposure',
		'seen',
		'answersInFile',
		'heatCentre',
		'trainingPrior',
		'phantomMetrics',
		'checks'
	];
	const early = Object.fromEntries(
		Object.entries(stored(CARD)).filter(([field]) => !added.includes(field))
	);
	expect(await readCard(serving(early), 'xception')).toEqual({ ...early, exposure: 'as-is' });
});

it('reads the list of the test set and of the stored results, later fields beside their own', async () => {
	const manifest = stored('testset/manifest.json');
	expect(await readTestSet(serving(manifest))).toEqual(manifest);
	expect(await readTestSet(serving({ ...manifest, ...later }))).toEqual(manifest);
	const study = stored('study/study.json');
	expect(await readStudy(serving(study))).toEqual(study);
	expect(await readStudy(serving({ ...study, ...later }))).toEqual(study);
});

it('refuses a card of another version or an unknown architecture, naming file and field', async () => {
	const card = stored(CARD);
	await expect(readCard(serving({ ...card, version: 2 }), 'xception')).rejects.toThrow(
		/^xception\/card\.json.*version/
	);
	await expect(readCard(serving({ ...card, architecture: 'vgg' }), 'xception')).rejects.toThrow(
		/^xception\/card\.json.*architecture/
	);
});

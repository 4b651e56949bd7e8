import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStudy } from '#lib/study/load-study.ts';
import { computeOnPage } from '../compute-on-page.ts';

const base = 'http://localhost/';

/** Serves the embedded files; those whose address ends as given are answered otherwise. */
function serve(faults: Record<string, (file: Buffer) => Response> = {}): Record<string, string> {
	const caches: Record<string, string> = {};
	vi.stubGlobal('fetch', async (url: URL, { cache }: RequestInit) => {
		caches[url.pathname.slice(1)] = cache ?? 'default';
		const file = await readFile(join('static', url.pathname));
		const fault = Object.entries(faults).find(([end]) => url.pathname.endsWith(end));
		return fault ? fault[1](file) : new Response(Uint8Array.from(file));
	});
	return caches;
}

const open = () =>
	openStudy(
		{ testset: `${base}testset/`, models: `${base}models/`, study: `${base}study/` },
		{
			createReader: () => {
				throw new Error('Nothing is read live here.');
			},
			compute: computeOnPage(),
			drawKneeMap: () => {
				throw new Error('No map is drawn here.');
			}
		}
	);

const missing = () => new Response('', { status: 404, statusText: 'Not Found' });
const cut = (file: Buffer) => new Response(file.toString().slice(0, 500));
const invalid = (file: Buffer) =>
	new Response(file.toString().replace('"as-is"', '"darkened"').replace('"standardised"', '"x"'));

const ofThreeClasses = (file: Buffer) => {
	const card = JSON.parse(file.toString());
	const classes = card.classes.slice(0, 3);
	const unknown = {
		metrics: {},
		trainingData: null,
		checks: undefined,
		phantomMetrics: undefined,
		trainingPrior: undefined
	};
	return new Response(JSON.stringify({ ...card, ...unknown, classes }));
};

afterEach(() => vi.unstubAllGlobals());

describe('opening the study', () => {
	it.each([
		['missing', missing, /resnet50\/card\.json: the server answered 404 Not Found/],
		['cut', cut, /resnet50\/card\.json is not valid JSON/],
		['invalid', invalid, /resnet50\/card\.json: exposure: /],
		[
			'of other classes than the labels',
			ofThreeClasses,
			/resnet50\/card\.json lists 3 classes, the labels of the test set have 5\./
		]
	])('leaves out one network whose card is %s, and says why', async (_, fault, reason) => {
		serve({ 'resnet50/card.json': fault });
		const study = await open();
		expect(study.results.map(({ name }) => name)).toEqual(['xception', 'inception_resnet_v2']);
		expect(study.warnings.map(({ what }) => what)).toEqual(['Network resnet50, left out']);
		expect(study.warnings[0].error.message).toMatch(reason);
		expect(study.warnings[0].error.message).toMatch(
			/\. The page shows the others; reload it to try again\.$/
		);
		await study.stored.fetch();
		expect(study.stored.shown).toHaveLength(2);
		await study.intervals.update();
		expect(study.systems.ensemble.known).toBe(study.table.evaluatedRows.length);
	});

	it('fails with the reason where no card can be had', async () => {
		serve({ 'card.json': missing });
		await expect(open()).rejects.toThrow(/card\.json: the server answered 404/);
	});

	it('asks the server whether what names other files is still what the browser kept', async () => {
		const caches = serve();
		const study = await open();
		await study.stored.fetch();
		const named = ['testset/manifest.json', 'models/index.json', 'study/study.json'];
		const cards = study.results.map(({ name }) => `models/${name}/card.json`);
		for (const file of [...named, ...cards]) expect(caches[file], file).toBe('no-cache');
		expect(caches['testset/knees.json']).toBe('default');
	});
});

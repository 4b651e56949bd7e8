import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GRADE_COUNT } from '#lib/core/grades.ts';
import { parsePredictionsCsv } from '#lib/data/predictions-csv.ts';
import { csvOf } from '#lib/notebook/csv.ts';
import { exportedFigures, type ExportedFigures } from '#lib/notebook/exported-figures.ts';
import { jupyterNotebook } from '#lib/notebook/jupyter-notebook.ts';
import { loadStoredResults, openStudy } from '#lib/notebook/load-study.ts';
import { predictionsTable } from '#lib/notebook/predictions-table.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';
import { computeOnPage } from '../compute-on-page.ts';

const base = 'http://localhost/';
const STATIC = 'static';

/** The study that the page shows on a first visit, without its workers. */
async function storedStudy(): Promise<Study> {
	const study = await openStudy(
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
	await loadStoredResults(study);
	await study.intervals.update();
	return study;
}

let study: Study;
let csv: string;
let figures: ExportedFigures;
let notebook: string;

beforeAll(async () => {
	vi.stubGlobal('fetch', async (url: URL) => {
		return new Response(Uint8Array.from(await readFile(join(STATIC, url.pathname))));
	});
	study = await storedStudy();
	csv = csvOf(predictionsTable(study));
	figures = exportedFigures(study);
	const { name, fingerprint, synthetic } = study.table.manifest;
	notebook = jupyterNotebook(figures, {
		testset: name,
		fingerprint,
		synthetic,
		appVersion: '0.0.0',
		created: '2026-01-01T00:00:00.000Z'
	});
	const folder = process.env.EXPORT_DIR;
	if (folder) {
		await writeFile(join(folder, 'predictions.csv'), csv);
		await writeFile(join(folder, 'kneelens.ipynb'), notebook);
	}
});

afterAll(() => vi.unstubAllGlobals());

describe('predictions.csv of the stored study', () => {
	it('is read by the reader of predictions.csv, every knee of every system bit for bit', () => {
		const rows = parsePredictionsCsv(csv, 'predictions.csv');
		const { systems, table } = study;
		expect(rows).toHaveLength(table.evaluatedRows.length * (systems.models.length + 3));
		for (const { image, model, probabilities, grade } of rows) {
			const row = table.row(image)!;
			expect(grade).toBe(table.grades[row]);
			const network = systems.models.find(({ id }) => id === model);
			if (!network) continue;
			const from = row * GRADE_COUNT;
			expect(probabilities).toEqual([...network.scores.subarray(from, from + GRADE_COUNT)]);
		}
	});

	it('says the grade read and the scores of ensembles as they are', () => {
		const [header, ...lines] = csv.split('\n');
		const at = header.split(',').indexOf('read');
		const own = lines.map((line) => line.split(',')).filter((line) => line[5] === 'ensemble:f1');
		const { predictions, scores } = study.systems.ensembles.f1;
		for (const line of own) {
			const row = study.table.row(line[0])!;
			expect(Number(line[at])).toBe(predictions[row]);
			const from = row * GRADE_COUNT;
			expect(line.slice(at + 1).map(Number)).toEqual([
				...scores.subarray(from, from + GRADE_COUNT)
			]);
		}
	});
});

describe('Jupyter notebook of the stored study', () => {
	it('is of nbformat 4.5: every cell with its own id, code with no outputs', () => {
		const { cells, nbformat, nbformat_minor } = JSON.parse(notebook);
		expect([nbformat, nbformat_minor]).toEqual([4, 5]);
		const ids = cells.map(({ id }: { id: string }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const { id, cell_type, source, outputs, execution_count } of cells) {
			expect(id).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
			expect(source.join('')).not.toBe('');
			if (cell_type === 'code') expect([outputs, execution_count]).toEqual([[], null]);
		}
	});

	it('holds the page’s numbers in full precision', () => {
		const cell = JSON.parse(notebook).cells.find(({ id }: { id: string }) => id === 'expected');
		const [, json] = /r'''(.*)'''/s.exec(cell.source.join(''))!;
		const expected = JSON.parse(json);
		expect(expected.fingerprint).toBe(study.table.manifest.fingerprint);
		const { metrics, confusion } = study.systems.ensembles.mean;
		expect(expected.systems['ensemble:mean'].metrics.balancedAccuracy).toBe(
			metrics.balancedAccuracy
		);
		expect(expected.systems['ensemble:mean'].confusion).toEqual(confusion);
		const { result } = study.intervals.known!;
		expect(expected.systems['ensemble:mean'].intervals.accuracy).toEqual(
			result.intervals.accuracy[study.intervals.index('mean')]
		);
		expect(expected.differences).toHaveLength(15);
	});
});

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { combinedScores, countedMembers } from '#lib/core/combine/combination.ts';
import { GRADE_COUNT } from '#lib/core/labels/grades.ts';
import { parsePredictionsCsv } from '#lib/data/sources/predictions-csv.ts';
import { csvOf } from '#lib/study/export/csv.ts';
import { exportedFigures, type ExportedFigures } from '#lib/study/export/exported-figures.ts';
import { jupyterNotebook } from '#lib/study/export/jupyter-notebook.ts';
import { openStudy } from '#lib/study/load-study.ts';
import { predictionsTable } from '#lib/study/export/predictions-table.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { viewFromQuery } from '#lib/study/view/view-address.ts';
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
	await study.stored.fetch();
	return study;
}

/** Views whose files are written and checked, by the folder that they are written to. */
const VIEWS: Readonly<Record<string, string>> = {
	'first-visit': '',
	filter: '?v=1&filter=grade-2',
	'all-read-right': '?v=1&filter=grade-4~right',
	'few-subjects': '?v=1&filter=grade-1~negative',
	'own-sum-to-one': '?v=1&own=f1~~1~shown&scheme=own',
	'own-vote': '?v=1&own=vote~~~val&scheme=own',
	'own-geometric': '?v=1&own=geometric~1~~val&scheme=own',
	rule: '?v=1&rule=expected',
	'filter-own-rule':
		'?v=1&rule=prior~equal&own=free~0~1~hand~60_40_1-2-3-4-5&scheme=own&filter=left'
};

interface Exported {
	csv: string;
	figures: ExportedFigures;
	notebook: string;
}

async function exported(): Promise<Exported> {
	await study.intervals.update();
	// As on the page; the tests here do not depend on how many exchanges there are.
	if (process.env.EXPORT_DIR) await study.intervals.refine();
	const figures = exportedFigures(study);
	const { name, fingerprint, synthetic } = study.table.manifest;
	const notebook = jupyterNotebook(figures, {
		rule: 'Grades are read by the highest score.',
		scores: 'The scores are for equally frequent grades.',
		testset: name,
		fingerprint,
		synthetic,
		appVersion: '0.0.0',
		created: '2026-01-01T00:00:00.000Z'
	});
	return { csv: csvOf(predictionsTable(study)), figures, notebook };
}

/** What the notebook asserts. */
function expectedOf(notebook: string) {
	const cell = JSON.parse(notebook).cells.find(({ id }: { id: string }) => id === 'expected');
	return JSON.parse(/r'''(.*)'''/s.exec(cell.source.join(''))![1]);
}

let study: Study;
let csv: string;
let notebook: string;

beforeAll(async () => {
	vi.stubGlobal('fetch', async (url: URL) => {
		return new Response(Uint8Array.from(await readFile(join(STATIC, url.pathname))));
	});
	study = await storedStudy();
	({ csv, notebook } = await exported());
});

afterAll(() => vi.unstubAllGlobals());

describe('predictions.csv of the stored study', () => {
	it('is read by the reader of predictions.csv, every knee of every system bit for bit', () => {
		const rows = parsePredictionsCsv(csv, 'predictions.csv', 5);
		const { systems, table } = study;
		expect(rows).toHaveLength(table.evaluatedRows.length * (systems.models.length + 3));
		for (const { image, model, probabilities, grade } of rows) {
			const row = table.row(image)!;
			expect(grade).toBe(table.grades[row]);
			const network = systems.models.find(({ id }) => id === model);
			if (!network) continue;
			expect(probabilities).toEqual([...network.scores.row(row)]);
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
			expect(line.slice(at + 1).map(Number)).toEqual([...scores.row(row)]);
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
		const expected = expectedOf(notebook);
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

describe.each(Object.entries(VIEWS))('files of the view %s', (folder, query) => {
	let own: Exported;
	let lines: Record<string, string>[];

	beforeAll(async () => {
		expect(viewFromQuery(study, query)).toEqual([]);
		await study.slices.load();
		own = await exported();
		const [header, ...rows] = own.csv.trimEnd().split('\n');
		const columns = header.split(',');
		lines = rows.map((row) => {
			const fields = row.split(',');
			return Object.fromEntries(columns.map((column, place) => [column, fields[place]]));
		});
		if (!process.env.EXPORT_DIR) return;
		const target = join(process.env.EXPORT_DIR, folder);
		await mkdir(target, { recursive: true });
		await writeFile(join(target, 'predictions.csv'), own.csv);
		await writeFile(join(target, 'kneelens.ipynb'), own.notebook);
	});

	const numbers = (line: Record<string, string>, letter: string) =>
		Array.from({ length: GRADE_COUNT }, (_, grade) => Number(line[`${letter}${grade}`]));

	it('are of the same knees: every one is in the table, those of the figures can be told', () => {
		const { evaluatedRows } = study.table;
		const rows = parsePredictionsCsv(own.csv, 'predictions.csv', 5);
		expect(rows).toHaveLength(evaluatedRows.length * own.figures.systems.length);
		const filtered = query.includes('filter=');
		expect(Object.keys(lines[0]).at(-1)).toBe(filtered ? 'passes_filter' : 's4');
		const { filter, systems } = expectedOf(own.notebook);
		expect(filter).toEqual(
			filtered ? { words: study.filter.words, knees: study.filter.rows.length } : null
		);
		for (const { id, knees, confusion } of own.figures.systems) {
			const of = lines.filter(
				({ model, passes_filter = '1' }) => model === id && passes_filter === '1'
			);
			expect(of).toHaveLength(knees);
			expect(systems[id].knees).toBe(knees);
			const matrix = confusion.map((row) => row.map(() => 0));
			for (const { grade, read } of of) matrix[Number(grade)][Number(read)]++;
			expect(matrix).toEqual(confusion);
		}
	});

	it('say how the scores of every ensemble follow from those of the networks', () => {
		const { members, ensembles } = expectedOf(own.notebook);
		const of = (id: string, letter: string) =>
			lines.filter(({ model }) => model === id).flatMap((line) => numbers(line, letter));
		const ids = [...new Set(lines.map(({ model }) => model))].filter((id) =>
			id.startsWith('ensemble:')
		);
		expect(Object.keys(ensembles)).toEqual(ids);
		for (const id of ids) {
			const counted = countedMembers(ensembles[id]);
			const probabilities = counted.map((place) => of(members[place], 'p'));
			const scores = combinedScores(probabilities, ensembles[id]);
			const apart = of(id, 's').map((score, i) => Math.abs(score - scores[i]));
			expect(Math.max(...apart)).toBeLessThan(1e-12);
		}
	});
});

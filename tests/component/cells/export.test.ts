import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { kneesTable } from '#lib/cells/mistakes/knees-table.ts';
import { reportHtml } from '#lib/cells/export/report.ts';
import TakeItWithYou from '#lib/cells/export/TakeItWithYou.svelte';
import { parsePredictionsCsv } from '#lib/data/predictions-csv.ts';
import { csvOf } from '#lib/notebook/csv.ts';
import { exportedFigures } from '#lib/notebook/exported-figures.ts';
import { predictionsTable } from '#lib/notebook/predictions-table.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

beforeEach(() => {
	localStorage.clear();
	withoutLayout();
});

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

const source = {
	appVersion: '1.2.3',
	created: '2026-01-01T00:00:00.000Z',
	address: 'http://localhost/?v=1&select=matrix~xception~2~1',
	weights: ['a1', 'b2', 'c3']
};

/** What the browser was asked to save. */
function savedFiles() {
	const saved: { name: string; text: Promise<string> }[] = [];
	let blob: Blob | null = null;
	vi.stubGlobal(
		'URL',
		Object.assign(URL, {
			createObjectURL: (made: Blob) => {
				blob = made;
				return 'blob:made';
			},
			revokeObjectURL: () => {}
		})
	);
	vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
		this: HTMLAnchorElement
	) {
		const reader = new FileReader();
		const text = new Promise<string>((done) => (reader.onload = () => done(String(reader.result))));
		reader.readAsText(blob!);
		saved.push({ name: this.download, text });
	});
	return saved;
}

test('predictions.csv leaves out what is not read and can carry notes and tags', () => {
	const study = fakeStudy({ test: 20, val: 20, stored: ['xception'] });
	const [knee] = study.table.evaluatedRows.map((row) => study.table.knees[row].id);
	study.notes.setNote(knee, 'A "spur", or not?');
	study.notes.addTag(knee, 'label');
	study.notes.addTag(knee, 'twice');
	const lines = parsePredictionsCsv(csvOf(predictionsTable(study)), 'predictions.csv');
	expect(new Set(lines.map(({ model }) => model))).toEqual(new Set(['xception']));
	expect(lines).toHaveLength(20);
	const { columns, rows } = predictionsTable(study, true);
	expect(columns.slice(-2).map(({ label }) => label)).toEqual(['note', 'tags']);
	expect(rows[0].slice(-2)).toEqual(['A "spur", or not?', 'label, twice']);
	expect(parsePredictionsCsv(csvOf({ caption: '', columns, rows }), 'notes.csv')).toEqual(lines);
});

test('the table of a selection has every network, every ensemble, notes and tags', () => {
	const study = fakeStudy({ test: 20, val: 20 });
	const [row] = study.table.evaluatedRows;
	study.notes.addTag(study.table.knees[row].id, 'mine');
	const { columns, rows } = kneesTable(study, [row], 'One knee');
	const labels = columns.map(({ label }) => label);
	expect(labels.filter((label) => label.endsWith('read as'))).toEqual([
		'Xception read as',
		'ResNet50 read as',
		'Inception-ResNet-v2 read as',
		'the mean ensemble read as',
		'the accuracy-weighted ensemble read as',
		'the F1-weighted ensemble read as'
	]);
	const { mean } = study.systems.ensembles;
	expect(rows[0][labels.indexOf('the mean ensemble read as')]).toBe(mean.predictions[row]);
	expect(rows[0][labels.indexOf('the mean ensemble score of 4')]).toBe(mean.scores[row * 5 + 4]);
	expect(rows[0].at(-1)).toBe('mine');
});

test('figures that leave the page are those of the page', async () => {
	const study = fakeStudy({ test: 60, val: 40 });
	expect(exportedFigures(study).bootstrap).toBeNull();
	expect(exportedFigures(study).systems[0].intervals.accuracy).toBeNull();
	await study.intervals.update();
	const { systems, differences, bootstrap } = exportedFigures(study);
	const { result } = study.intervals.known!;
	expect(systems.map(({ id }) => id).slice(3)).toEqual([
		'ensemble:mean',
		'ensemble:accuracy',
		'ensemble:f1'
	]);
	systems.forEach(({ intervals, otherThanHighest }, place) => {
		expect(intervals.balancedAccuracy).toEqual(result.intervals.balancedAccuracy[place]);
		expect(otherThanHighest).toBe(0);
	});
	expect(differences.at(-1)).toMatchObject({ a: 'ensemble:accuracy', b: 'ensemble:f1' });
	expect(differences.at(-1)!.metrics.accuracy).toEqual(result.comparisons.accuracy.at(-1));
	expect(bootstrap).toEqual({ knees: 60, subjects: result.subjects, resamples: 2000, seed: 1 });
});

test('the report is one file without scripts and says what it stands on', async () => {
	const study = fakeStudy({ test: 60, val: 40 });
	await study.intervals.update();
	study.selection.select({ kind: 'mistakes', system: 'xception' });
	const html = reportHtml(study, source);
	expect(html).not.toMatch(/<script|<link|\bsrc=|@import|url\(/);
	const page = new DOMParser().parseFromString(html, 'text/html');
	const text = page.body.textContent!;
	expect(page.querySelectorAll('.matrices svg[role="img"] title')).toHaveLength(6);
	expect(text).toContain('not a medical device');
	expect(text).toContain('(synthetic)');
	expect(text).toContain(study.table.manifest.fingerprint);
	for (const { card } of study.results) expect(text).toContain(card.source.sha256);
	for (const hash of source.weights) expect(text).toContain(hash);
	expect(text).toContain('2,000 bootstrap resamples (seed 1');
	const ids = page.querySelector('.ids')!.textContent!.split(' ');
	expect(ids).toEqual(study.selection.rows.map((row) => study.table.knees[row].id));
	const ids2 = [...page.querySelectorAll('[id]')].map(({ id }) => id);
	expect(new Set(ids2).size).toBe(ids2.length);
	const captions = [...page.querySelectorAll('caption')].map((one) => one.textContent);
	expect(captions).toContain('Open: not answered here');
	const differences = page.querySelectorAll('#differences ~ .wide tbody tr');
	expect(differences).toHaveLength(15);
});

test('the report names the filter and the rule that its figures are of', () => {
	const study = fakeStudy({ test: 60, val: 20 });
	expect(reportHtml(study, source)).not.toContain('left knees');
	study.filter.set(['left']);
	study.systems.rule = { kind: 'expected-grade' };
	const page = new DOMParser().parseFromString(reportHtml(study, source), 'text/html');
	const text = page.body.textContent!;
	expect(text).toContain('left knees: 30 knees');
	expect(text).toContain('Grades are read by the mean grade, rounded, not by the highest score.');
});

test('without intervals the report says that they are unknown', () => {
	const html = reportHtml(fakeStudy({ test: 20, val: 20 }), source);
	expect(html).toContain('interval unknown');
	expect(html).toContain('Intervals were not known when this report was written.');
});

test('the cell saves the files and says how large they are', async () => {
	const saved = savedFiles();
	const study = fakeStudy({ test: 40, val: 40 });
	render(WithStudy, { study, cell: TakeItWithYou });
	expect(screen.getAllByText('the intervals are being computed')).toHaveLength(2);
	await study.intervals.update();
	await waitFor(() => expect(screen.queryByText('the intervals are being computed')).toBeNull());
	await fireEvent.click(screen.getByRole('button', { name: 'Save predictions.csv' }));
	await waitFor(() => expect(saved).toHaveLength(1));
	expect(saved[0].name).toBe('predictions.csv');
	expect(parsePredictionsCsv(await saved[0].text, 'saved')).toHaveLength(240);
	await screen.findByText(/^predictions\.csv, [\d.]+ kB: made here/);
	await fireEvent.click(screen.getByRole('button', { name: 'Save the notebook' }));
	await waitFor(() => expect(saved).toHaveLength(2));
	expect(JSON.parse(await saved[1].text)).toMatchObject({ nbformat: 4, nbformat_minor: 5 });
	await fireEvent.click(screen.getByRole('button', { name: 'Save the report' }));
	await waitFor(() => expect(saved).toHaveLength(3));
	expect(saved[2].name).toBe('kneelens-report.html');
	expect(await saved[2].text).toContain('<!doctype html>');
});

test('nothing read yet: the link and the notes are still there', () => {
	const study = fakeStudy({ test: 20, val: 20, stored: [] });
	render(WithStudy, { study, cell: TakeItWithYou });
	const cell = within(screen.getByRole('region', { name: 'Take it with you' }));
	expect(cell.getByText('No knee has been read yet')).toBeTruthy();
	expect(cell.getByRole('button', { name: 'Copy a link to this view' })).toBeTruthy();
	expect(cell.queryByRole('button', { name: 'Save predictions.csv' })).toBeNull();
});

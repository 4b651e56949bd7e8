import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { comparedName } from '#lib/words/compared-names.ts';
import { kneesTable } from '#lib/panels/tray/knees-table.ts';
import { reportHtml } from '#lib/cells/export/report.ts';
import { takeItWithYou } from '#lib/cells/export/cell.ts';
import TakeItWithYou from '#lib/cells/export/TakeItWithYou.svelte';
import { figureIntervalText, figureText, figureTitle } from '#lib/words/figure-words.ts';
import { formatP } from '#lib/core/text/format.ts';
import { FIGURE_NAMES } from '#lib/core/metrics/registry.ts';
import { parsePredictionsCsv } from '#lib/data/sources/predictions-csv.ts';
import { csvOf } from '#lib/study/export/csv.ts';
import { exportedFigures } from '#lib/study/export/exported-figures.ts';
import { figuresQuestion } from '#lib/study/answers/figure-questions.ts';
import { labelErrorOf } from '#lib/study/answers/label-error.ts';
import { predictionsTable } from '#lib/study/export/predictions-table.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { viewFromQuery } from '#lib/study/view/view-address.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeTruths } from './fake-study-truths.ts';
import { fakeStudy as anyFakeStudy, type FakeStudyOptions } from './fake-study.ts';
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

/** A report asks for what was drawn into every knee, and drawing takes long. */
function fakeStudy(options: FakeStudyOptions): Study {
	return anyFakeStudy({ truths: fakeTruths, ...options });
}

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
	const lines = parsePredictionsCsv(csvOf(predictionsTable(study)), 'predictions.csv', 5);
	expect(new Set(lines.map(({ model }) => model))).toEqual(new Set(['xception']));
	expect(lines).toHaveLength(20);
	const { columns, rows } = predictionsTable(study, true);
	expect(columns.slice(-2).map(({ label }) => label)).toEqual(['note', 'tags']);
	expect(rows[0].slice(-2)).toEqual(['A "spur", or not?', 'label, twice']);
	expect(parsePredictionsCsv(csvOf({ caption: '', columns, rows }), 'notes.csv', 5)).toEqual(lines);
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
	expect(rows[0][labels.indexOf('the mean ensemble score of 4')]).toBe(mean.scores.at(row, 4));
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

/** The report as a page, and what it says is missing from it. */
async function reportOf(study: Study) {
	const { html, missing } = await reportHtml(study, source);
	return { html, missing, page: new DOMParser().parseFromString(html, 'text/html') };
}

/** The rows of the table whose caption begins so, a text a cell. */
function rowsOf(page: Document, caption: string): string[][] {
	const table = [...page.querySelectorAll('table')].find((one) =>
		one.caption!.textContent!.startsWith(caption)
	)!;
	return [...table.tBodies[0].rows].map(({ cells }) =>
		[...cells].map(({ textContent }) => textContent!.replaceAll('\u00a0', ' '))
	);
}

test('the report is one file without scripts and says what it stands on', async () => {
	const study = fakeStudy({ test: 60, val: 40 });
	await study.intervals.update();
	study.selection.select({ kind: 'mistakes', system: 'xception' });
	const { html, missing, page } = await reportOf(study);
	expect(missing).toBe('');
	expect(html).not.toMatch(/<script|<link|\bsrc=|@import|url\(/);
	const text = page.body.textContent!;
	expect(page.querySelectorAll('.matrices svg[role="img"] title')).toHaveLength(6);
	expect(text).toContain('not a medical device');
	expect(text).not.toContain('no longer a test');
	expect(text).toContain('(synthetic)');
	expect(text).toContain(study.table.manifest.fingerprint);
	for (const { card } of study.results) expect(text).toContain(card.source.sha256);
	for (const hash of source.weights) expect(text).toContain(hash);
	expect(text).toContain('2,000 bootstrap resamples (seed 1');
	const ids = page.querySelector('.ids')!.textContent!.split(' ');
	expect(ids).toEqual(study.selection.rows.map((row) => study.table.knees[row].id));
	const ids2 = [...page.querySelectorAll('[id]')].map(({ id }) => id);
	expect(new Set(ids2).size).toBe(ids2.length);
	expect(page.querySelectorAll('#differences ~ figure svg line')).toHaveLength(16);
});

test('the report has every figure of the page with its interval', async () => {
	const study = fakeStudy({ test: 60, val: 40 });
	const { page } = await reportOf(study);
	const { input } = figuresQuestion(study)!;
	const figures = await study.compute.figuresOf(input);
	const all = rowsOf(page, 'All metrics, with 95% intervals where they have one');
	expect(all.map(([title]) => title)).toEqual(FIGURE_NAMES.map(figureTitle));
	FIGURE_NAMES.forEach((name, row) => {
		const { estimates, intervals } = figures.figures[name];
		expect(all[row].slice(1)).toEqual(
			estimates.map((value, i) => {
				const interval = figureIntervalText(name, intervals[i]);
				return `${figureText(name, value)} (${interval.replace(/^unknown$/, 'interval unknown')})`;
			})
		);
	});
	for (const reader of ['Xception', 'ResNet50', 'Inception-ResNet-v2', 'F1-weighted ensemble']) {
		const grades = rowsOf(page, `${reader}: metrics of each grade`);
		expect(grades).toHaveLength(5);
		for (const cells of grades) {
			for (const cell of cells.slice(2))
				expect(cell).toMatch(/ \((.+ to .+|interval unknown|no interval)\)$|^not defined$/);
		}
	}
	const mcnemar = rowsOf(page, 'McNemar test');
	expect(mcnemar).toHaveLength(15);
	const [{ onlyFirst, onlySecond, holm }] = figures.accuracyTests;
	expect(mcnemar[0].slice(2, 4)).toEqual([String(onlyFirst), String(onlySecond)]);
	expect(mcnemar[0][6]).toBe(holm === null ? 'too few' : formatP(holm));
	expect(rowsOf(page, 'Paired differences by metrics of the predicted grades')).toHaveLength(15);
	const calibration = rowsOf(page, 'Log loss, Brier score and expected calibration error');
	expect(calibration).toHaveLength(4 * 8);
	const [asRead, shares, change] = calibration;
	expect(asRead.slice(0, 3)).toEqual(['Xception', 'as read', '1.00']);
	expect(change.slice(0, 2)).toEqual(['Xception', 'shares minus as read, paired']);
	(['logLoss', 'brierScore', 'classwiseCalibrationError'] as const).forEach((name, i) => {
		const text = figureText(name, figures.figures[name].estimates[0]).replace('%', '');
		expect(shares[[3, 4, 6][i]].split(' (')[0]).toBe(text);
	});
	expect(page.querySelector('#numbers ~ p')!.textContent).toContain(
		'the scores are converted to the shares of the validation knees'
	);
});

test('the report lists its sections, what was measured before how, each matrix with intervals', async () => {
	const { page } = await reportOf(fakeStudy({ test: 60, val: 40 }));
	const headings = [...page.querySelectorAll('h2')].map(({ id, textContent }) => [id, textContent]);
	const links = [...page.querySelectorAll('nav a')].map((link) => [
		link.getAttribute('href')!.slice(1),
		link.textContent
	]);
	expect(links).toEqual(headings);
	const ids = headings.map(([id]) => id);
	expect(ids.indexOf('numbers')).toBeLessThan(ids.indexOf('methods'));
	expect(ids.indexOf('methods')).toBeLessThan(ids.indexOf('networks'));
	const matrices = [...page.querySelectorAll('#matrices ~ .matrices figure')];
	expect(matrices).toHaveLength(6);
	for (const matrix of matrices) {
		const texts = [...matrix.querySelectorAll('text')].map(({ textContent }) => textContent!);
		const shares = texts.filter((text) => /%$/.test(text)).length;
		expect(shares).toBeGreaterThan(4);
		expect(matrix.querySelector('desc')!.textContent!.match(/95% interval \d/g)).toHaveLength(25);
		expect(texts.filter((text) => /^\d+ to \d+$/.test(text))).toHaveLength(shares);
	}
});

test('the report names the filter and the rule that its figures are of', async () => {
	const study = fakeStudy({ test: 60, val: 20 });
	expect((await reportOf(study)).html).not.toContain('left knees');
	study.filter.set(['left']);
	study.systems.rule = { kind: 'expected-grade' };
	const { page } = await reportOf(study);
	const text = page.body.textContent!;
	expect(text).toContain('left knees: 30 knees');
	expect(text).toContain('Grades are read by the mean grade, rounded, not by the highest score.');
	const subjects = new Set(study.filter.rows.map((row) => study.table.knees[row].subject)).size;
	const answered = rowsOf(page, 'Addressed by the data');
	expect(answered.find(([, , topic]) => topic === 'Size of the evaluation')).toEqual([
		'TRIPOD+AI',
		'21',
		'Size of the evaluation',
		`30 synthetic knees of ${subjects} subjects, those of 60 evaluated that pass the filter (left knees); knees of each grade under Results.`
	]);
});

test('the report says what the label of a drawn knee is and how often it is off', async () => {
	const study = fakeStudy({ test: 60, val: 20 });
	const { different } = (await labelErrorOf(study))!;
	expect(different).toBeGreaterThan(0);
	const { page } = await reportOf(study);
	const standard = rowsOf(page, 'Addressed by the data').find(
		([, , topic]) => topic === 'Reference standard'
	)!;
	const share = `${((100 * different) / 60).toFixed(1)}%`;
	expect(standard[3]).toContain('simulated reader with errors of its own');
	expect(standard[3]).toContain(`for ${share} (95% interval`);
	vi.spyOn(study.truths, 'of').mockRejectedValue(new Error('truths.json is not there.'));
	const failed = await reportOf(study);
	expect(failed.missing).toContain('truths.json is not there.');
	expect(failed.page.body.textContent).toContain(
		'For how many that is so could not be determined: truths.json is not there.'
	);
});

test('calibration is answered where it could be computed, else open', async () => {
	const { page } = await reportOf(fakeStudy({ test: 20, val: 20 }));
	expect(rowsOf(page, 'Addressed by the data').map(([, , topic]) => topic)).toContain(
		'Calibration'
	);
	expect(rowsOf(page, 'Open').map((cells) => cells.join())).not.toContain(
		'TRIPOD+AI,12e, 23a,Calibration'
	);
	expect(rowsOf(page, 'Open').at(-1)!.slice(0, 2)).toEqual(['Metrics Reloaded', 'not numbered']);
	const failing = await reportOf(fakeStudy({ test: 20, val: 20, intervals: 'failing' }));
	expect(rowsOf(failing.page, 'Open').map(([, , topic]) => topic)).toContain('Calibration');
});

test('without the worker the report says what it lacks and keeps what is known', async () => {
	const { page, missing } = await reportOf(fakeStudy({ test: 20, val: 20, intervals: 'failing' }));
	expect(missing).toContain('The worker could not be started.');
	const text = page.body.textContent!;
	expect(text).toContain('These metrics could not be computed when this report was written.');
	expect(text).toContain('Intervals were not known when this report was written.');
	expect(rowsOf(page, 'Headline numbers')[0][2]).toMatch(/% \(interval/);
});

test.each([
	['vote~~~val', 'Every network votes', 'No network is left out.', 'sum to 1'],
	['geometric~1~~val', 'geometric mean', 'ResNet50 is left out.', 'sum to 1'],
	['f1~~1~shown', 'by its F1', 'No network is left out.', 'divided by their sum'],
	['f1~~~val', 'by its F1', 'Weights: From 40 validation knees.', 'need not sum to 1'],
	['free~~~hand~60_40_0', 'a weight of your own', 'Set by hand', 'need not sum to 1']
])('the report defines the own ensemble %s', async (word, ...said) => {
	const study = fakeStudy({ test: 40, val: 40 });
	expect(viewFromQuery(study, `?v=1&own=${word}&scheme=own`)).toEqual([]);
	const { page } = await reportOf(study);
	const name = comparedName(study, 'ensemble:own');
	const own = [...page.querySelectorAll('#methods ~ dl dt')].find(
		({ textContent }) => textContent === name
	)!.nextElementSibling!.textContent!;
	for (const words of said) expect(own).toContain(words);
	const weighted = [...page.querySelectorAll('caption')].some(
		({ textContent }) => textContent === `Weights: ${name}`
	);
	expect(weighted).toBe(word.startsWith('f'));
	const notices = [...page.querySelectorAll('.notice')].map(({ textContent }) => textContent);
	expect(notices.join(' ').includes('no longer a test')).toBe(word.endsWith('shown'));
});

test('the cell saves the files and says how large they are', async () => {
	const saved = savedFiles();
	const study = fakeStudy({ test: 40, val: 40 });
	render(WithStudy, { study, cell: TakeItWithYou });
	expect(screen.getAllByText('the intervals are being computed')).toHaveLength(2);
	await study.intervals.update();
	expect(await screen.findAllByText('the tests are being computed')).toHaveLength(2);
	await study.intervals.refine();
	await waitFor(() => expect(screen.queryByText('the tests are being computed')).toBeNull());
	await fireEvent.click(screen.getByRole('button', { name: 'Save predictions.csv' }));
	await waitFor(() => expect(saved).toHaveLength(1));
	expect(saved[0].name).toBe('predictions.csv');
	expect(parsePredictionsCsv(await saved[0].text, 'saved', 5)).toHaveLength(240);
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
	render(WithStudy, { study, cell: TakeItWithYou, heading: takeItWithYou });
	const cell = within(screen.getByRole('region', { name: 'Export and cite' }));
	expect(cell.getByText('No knee has been read yet')).toBeTruthy();
	expect(cell.getByRole('button', { name: 'Copy a link to this view' })).toBeTruthy();
	expect(cell.queryByRole('button', { name: 'Save predictions.csv' })).toBeNull();
});

test('while the report is made the cell says how far it is, and failures in words', async () => {
	const saved = savedFiles();
	const study = fakeStudy({ test: 20, val: 20 });
	await study.intervals.update();
	await study.intervals.refine();
	let go = () => {};
	const waiting = new Promise<void>((done) => (go = done));
	const compute = study.compute.gradeFiguresOf;
	study.compute.gradeFiguresOf = async (input) => {
		await waiting;
		return compute(input);
	};
	study.compute.calibrationOf = async () => {
		throw new Error('Out of memory.');
	};
	render(WithStudy, { study, cell: TakeItWithYou });
	await fireEvent.click(screen.getByRole('button', { name: 'Save the report' }));
	await screen.findByText(/5 of 10 sets of metrics are computed/);
	expect(screen.getByText('the report is being made')).toBeTruthy();
	go();
	await waitFor(() => expect(saved).toHaveLength(1));
	const alert = await screen.findByRole('alert');
	expect(alert.textContent).toContain('The report was saved without some metrics');
	expect(alert.textContent).toContain('Out of memory.');
	expect(screen.queryByText('the report is being made')).toBeNull();
});

test('with a filter the cell says what the file holds and what the figures are of', () => {
	const study = fakeStudy({ test: 60, val: 20 });
	study.filter.set(['left']);
	render(WithStudy, { study, cell: TakeItWithYou });
	expect(screen.getByText(/is 1 for the 30 knees that pass \(left knees\)/)).toBeTruthy();
	const { columns, rows } = predictionsTable(study, true);
	expect(columns.at(-1)!.label).toBe('passes_filter');
	expect(rows).toHaveLength(360);
	for (const row of rows) expect(row.at(-1)).toBe(row[2] === 'L' ? 1 : 0);
});

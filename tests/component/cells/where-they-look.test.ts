import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { heatGridWords } from '#lib/words/card-words.ts';
import WhereTheyLook from '#lib/cells/where-they-look/WhereTheyLook.svelte';
import { GRADES } from '#lib/core/labels/grades.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy, type FakeStudyOptions } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

beforeEach(() => {
	withoutLayout();
});

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

function show(options: FakeStudyOptions = {}) {
	const study = fakeStudy({ test: 100, val: 40, ...options });
	render(WithStudy, { study, cell: WhereTheyLook });
	return study;
}

const row = (name: string) => within(screen.getByRole('region', { name: new RegExp(name) }));
const choose = (name: string) => fireEvent.click(screen.getByRole('radio', { name }));

test('a row a grade, with its counts, five knees and one of the other kind', async () => {
	const study = show();
	const { table, systems } = study;
	const [xception] = systems.models;
	for (const { grade, name } of GRADES) {
		const right = xception.confusion[grade][grade];
		const all = table.evaluatedRows.filter((one) => table.grades[one] === grade).length;
		const text = screen
			.getByRole('region', { name: new RegExp(name) })
			.textContent!.replace(/\s+/g, ' ');
		expect(text).toContain(`mean of the ${right} read correctly, of ${all}`);
		const films = row(name).getAllByRole('button', { name: /true grade/ });
		expect(films).toHaveLength(Math.min(5, right) + (right < all ? 1 : 0));
	}
	const healthy = row('Healthy').getAllByRole('button', { name: /true grade/ });
	expect(healthy[0].getAttribute('aria-label')).toMatch(/Xception: 0 with [^;]*%;/);
	expect(healthy[5].getAttribute('aria-label')).toMatch(/Xception: \d with [^;]*, wrong/);
});

test('a knee opens, a count opens the knees behind it', async () => {
	const study = show();
	const [first] = row('Minimal').getAllByRole('button', { name: /true grade/ });
	await fireEvent.click(first);
	expect(study.table.grades[study.selection.openRow!]).toBe(2);
	await fireEvent.click(row('Minimal').getByRole('button', { name: /read correctly/ }));
	expect(study.selection.current).toEqual({ system: 'xception', truth: 2, read: 2 });
});

test('arrows lead along a row, which is one tab stop', async () => {
	show();
	const films = row('Healthy').getAllByRole('button', { name: /true grade/ });
	expect(films.filter(({ tabIndex }) => tabIndex === 0)).toEqual([films[0]]);
	films[0].focus();
	await fireEvent.keyDown(films[0], { key: 'ArrowRight' });
	await waitFor(() => expect(document.activeElement).toBe(films[1]));
	expect(films[1].tabIndex).toBe(0);
});

test('others are others; wrong ones and the ensemble can be chosen', async () => {
	const study = show();
	const names = () =>
		row('Healthy')
			.getAllByRole('button', { name: /true grade/ })
			.map((film) => film.getAttribute('aria-label'));
	const before = names();
	await fireEvent.click(screen.getByRole('button', { name: 'Show others' }));
	await waitFor(() => expect(names().some((name) => before.includes(name))).toBe(false));
	await choose('Ensemble');
	await choose('Read wrongly');
	const { ensemble } = study.systems;
	const right = ensemble.confusion[0][0];
	const all = study.table.evaluatedRows.filter((one) => study.table.grades[one] === 0).length;
	const text = screen.getByRole('region', { name: /Healthy/ }).textContent!;
	if (right < all) expect(text).toContain(`${all - right} read wrongly`);
	else expect(text).toContain('The F1-weighted ensemble has read none of the');
	await choose('True grade');
	expect(screen.getByText(/^Heat for the true grade\./)).toBeTruthy();
	await choose('3');
	expect(screen.getByText(/^Heat for 3 Moderate\./)).toBeTruthy();
});

test('the look of heat is the one of the whole page, and jet comes with its warning', async () => {
	const study = show();
	await choose('Stretched');
	expect(study.view.alignment).toBe('stretched');
	expect(screen.getByText(/misplaces it for networks with unpadded convolutions/)).toBeTruthy();
	await fireEvent.click(screen.getByRole('checkbox', { name: 'Half-peak line' }));
	expect(study.view.halfPeakLine).toBe(false);
	expect(screen.queryByText(/its bands are artefacts of the colours/)).toBeNull();
	study.view.colours = 'jet';
	expect(await screen.findByText(/its bands are artefacts of the colours/)).toBeTruthy();
	study.view.colours = 'inferno';
});

test('a row without knees says so, and so does a network that has read none', async () => {
	show({ test: 10, val: 0, stored: ['xception'] });
	await choose('Read wrongly');
	expect(
		screen.getAllByText(/^Xception has read none of the|^The set holds no/).length
	).toBeGreaterThan(0);
	await choose('ResNet50');
	expect(screen.getByText('ResNet50 has read no knee yet')).toBeTruthy();
	await choose('Ensemble');
	expect(screen.getByText('The F1-weighted ensemble has read no knee yet')).toBeTruthy();
});

test('maps that are still on their way are said', async () => {
	const study = fakeStudy({ test: 20, val: 0, stored: [] });
	const rows = study.table.evaluatedRows;
	const [xception] = study.results;
	const probabilities = new Float32Array(rows.length * 5).fill(0.2);
	const grid = { rows: 7, columns: 7, offsetX: 0, offsetY: 0, strideX: 32, strideY: 32 };
	xception.setStored(rows, probabilities);
	render(WithStudy, { study, cell: WhereTheyLook });
	expect(screen.getByText(/The images are shown without heat/)).toBeTruthy();
	const maps = {
		values: new Float32Array(rows.length * 5 * 49),
		peaks: new Float32Array(rows.length * 5)
	};
	xception.explanations.setStored(rows, maps, grid);
	await waitFor(() => expect(screen.queryByText(/The images are shown without heat/)).toBeNull());
});

test('as a table: counts of the chosen system', async () => {
	const study = show();
	await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
	const table = screen.getByRole('table', { name: /as Xception reads them/ });
	const cells = within(within(table).getAllByRole('row')[2])
		.getAllByRole('cell')
		.map(({ textContent }) => Number(textContent));
	const confusion = study.systems.get('xception')!.confusion[1];
	const all = confusion.reduce((sum, count) => sum + count, 0);
	expect(cells).toEqual([all, confusion[1], all - confusion[1], 0]);
});

test('says that cells lie where they were measured to look, where they were', () => {
	const study = show();
	const said = /is placed where it was measured to look/;
	expect(screen.queryAllByText(said)).toHaveLength(0);
	cleanup();
	Object.assign(study.results[0].card, { heatCentre: { x: 12.6, y: 72.9 } });
	render(WithStudy, { study, cell: WhereTheyLook });
	expect(screen.getAllByText(said).length).toBeGreaterThan(0);
	const { card } = study.results[0];
	expect(heatGridWords(card)).toMatch(/^7 × 7 cells; .* about column 13, row 73$/);
	expect(heatGridWords(study.results[1].card)).toBe('7 × 7 cells');
});

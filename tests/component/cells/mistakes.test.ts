import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Study } from '#lib/study/study.svelte.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import MistakesPage from './MistakesPage.svelte';

beforeEach(() => {
	withoutLayout();
});

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
	location.hash = '';
});

function tray(study: Study) {
	return within(
		screen.getByRole('region', { name: new RegExp(`^${study.selection.rows.length} `) })
	);
}

test('the overview opens the knees behind its counts', async () => {
	const study = fakeStudy({ test: 40, val: 20 });
	render(MistakesPage, { study });
	const button = screen.getByRole('button', { name: /read wrongly by all three networks: show/ });
	await fireEvent.click(button);
	expect(study.selection.current).toEqual({ kind: 'agreement', right: 0, truth: null });
	expect(button.getAttribute('aria-pressed')).toBe('true');
	expect(tray(study).getByRole('heading').textContent?.replace(/\s+/g, ' ')).toContain(
		'Read wrongly by all three networks'
	);
	expect(tray(study).getAllByRole('listitem').length).toBeGreaterThan(study.selection.rows.length);
	await fireEvent.keyDown(window, { key: 'Escape' });
	expect(study.selection.current).toBeNull();
});

test('a thumbnail says the true grade and every reading with its score', async () => {
	const study = fakeStudy({ test: 40, val: 20 });
	render(MistakesPage, { study });
	study.selection.select({ kind: 'mistakes', system: 'resnet50' });
	const list = await screen.findByRole('list', { name: /read wrongly by ResNet50/ });
	const first = within(list).getAllByRole('button')[0];
	expect(first.getAttribute('aria-label')).toMatch(
		/^\d{7}, (left|right) knee, true grade \d \w+; Xception: \d with .*%.*; ResNet50: \d with .*%, wrong; Inception/
	);
});

test('arrows lead through the tray, Enter opens, Esc goes back one level', async () => {
	const study = fakeStudy({ test: 40, val: 20 });
	render(MistakesPage, { study });
	study.selection.select({ kind: 'mistakes', system: 'resnet50' });
	const list = await screen.findByRole('list', { name: /read wrongly by ResNet50/ });
	const buttons = within(list).getAllByRole('button');
	expect(buttons.filter(({ tabIndex }) => tabIndex === 0)).toEqual([buttons[0]]);
	buttons[0].focus();
	await fireEvent.keyDown(buttons[0], { key: 'ArrowRight' });
	await waitFor(() => expect(document.activeElement).toBe(buttons[1]));
	expect(buttons[1].tabIndex).toBe(0);
	await fireEvent.click(buttons[1]);
	expect(study.selection.openRow).toBe(study.selection.rows[1]);
	const panel = await screen.findByRole('dialog');
	await fireEvent.keyDown(panel, { key: 'ArrowRight' });
	expect(study.selection.openRow).toBe(study.selection.rows[2]);
	await fireEvent.keyDown(panel, { key: 'Escape' });
	await waitFor(() => expect(study.selection.openRow).toBeNull());
	expect(study.selection.current).not.toBeNull();
	await waitFor(() => expect(document.activeElement).toBe(buttons[2]));
	await fireEvent.keyDown(buttons[2], { key: 'Escape' });
	expect(study.selection.current).toBeNull();
});

test('every film of the tray stays as the focus moves', async () => {
	vi.stubGlobal('IntersectionObserver', undefined);
	delete (globalThis as Partial<typeof globalThis>).IntersectionObserver;
	const study = fakeStudy({ test: 40, val: 0 });
	const pixels = vi.spyOn(study.images, 'pixels').mockResolvedValue(new Uint8Array(224 * 224));
	render(MistakesPage, { study });
	study.selection.select({ kind: 'mistakes', system: 'resnet50' });
	const list = await screen.findByRole('list', { name: /read wrongly by ResNet50/ });
	const buttons = within(list).getAllByRole('button');
	const films = () => [...list.querySelectorAll('canvas')];
	await waitFor(() => expect(films()).toHaveLength(buttons.length), { timeout: 10_000 });
	const before = films();
	const asked = pixels.mock.calls.length;
	for (const button of buttons.slice(1, 4)) {
		button.focus();
		flushSync();
		expect(films()).toEqual(before);
		expect(button.tabIndex).toBe(0);
	}
	expect(pixels).toHaveBeenCalledTimes(asked);
});

test('an empty cell leads to the nearest ones that hold knees', async () => {
	const study = fakeStudy({ test: 40, val: 20 });
	render(MistakesPage, { study });
	study.selection.select({ system: 'resnet50', truth: 0, read: 4 });
	await screen.findByText('No network read a Healthy knee as Severe');
	const [near] = screen.getAllByRole('button', { name: /Healthy read as/ });
	await fireEvent.click(near);
	expect(study.selection.rows.length).toBeGreaterThan(0);
	expect(study.selection.matrix?.truth).toBe(0);
});

test('the knee panel says what each network says and how the ensemble adds up', async () => {
	const study = fakeStudy({ test: 40, val: 20 });
	render(MistakesPage, { study });
	study.selection.select({ kind: 'mistakes', system: 'resnet50' });
	const [row] = study.selection.rows;
	study.selection.open(row);
	const panel = within(await screen.findByRole('dialog'));
	expect(panel.getByText(/^Knee 1 of/)).toBeTruthy();
	expect(panel.getAllByText(/, wrong$/).length).toBeGreaterThan(0);
	expect(await panel.findByText('Signs drawn into this knee')).toBeTruthy();
	expect(await panel.findByText(/Circles: spurs|No sign drawn/)).toBeTruthy();
	expect(panel.getByText(/Each segment is one network’s score/)).toBeTruthy();
	const mean = study.systems.ensembles.mean.predictions[row];
	await fireEvent.click(panel.getByRole('radio', { name: 'Mean' }));
	expect(study.systems.scheme).toBe('mean');
	expect(study.systems.ensemble.predictions[row]).toBe(mean);
	const map = panel.getByRole('button', { name: /^Heat map of ResNet50 for grade/ });
	await fireEvent.click(map);
	expect(map.getAttribute('aria-pressed')).toBe('true');
	expect(panel.getByText(/^Heat of ResNet50 for/)).toBeTruthy();
});

test('the other knee opens, and a button leads back into the selection', async () => {
	const study = fakeStudy({ test: 40, val: 20 });
	render(MistakesPage, { study });
	const { selection, table } = study;
	selection.select({ kind: 'mistakes', system: 'resnet50' });
	const row = selection.rows.find((one) => !selection.rows.includes(table.otherKnee(one)!))!;
	selection.open(row);
	const panel = within(await screen.findByRole('dialog'));
	const other = table.knees[table.otherKnee(row)!];
	const side = other.side === 'L' ? 'left' : 'right';
	await fireEvent.click(
		panel.getByRole('button', { name: new RegExp(`^${other.subject}, ${side} knee`) })
	);
	expect(selection.openRow).toBe(table.otherKnee(row));
	await fireEvent.click(panel.getByRole('button', { name: `Back to knee ${table.knees[row].id}` }));
	expect(selection.openRow).toBe(row);
});

test('a real knee has no drawn signs, and the panel says so', async () => {
	const study = fakeStudy({ test: 20, val: 20 });
	study.truthOf = async () => null;
	render(MistakesPage, { study });
	study.selection.open(study.table.evaluatedRows[0]);
	const panel = within(await screen.findByRole('dialog'));
	expect(await panel.findByText('A real knee')).toBeTruthy();
	expect(panel.getByRole('radio', { name: 'Signs' }).hasAttribute('disabled')).toBe(true);
});

test('what is not read yet is said, never shown as a number', async () => {
	const study = fakeStudy({ test: 20, val: 20, stored: ['xception'] });
	render(MistakesPage, { study });
	expect(screen.getByText(/No knee has been read by all three networks yet/)).toBeTruthy();
	study.selection.open(study.table.evaluatedRows[0]);
	const panel = within(await screen.findByRole('dialog'));
	expect(panel.getByText('Not read yet by ResNet50 and Inception-ResNet-v2.')).toBeTruthy();
	expect(panel.getByText(/The sum needs every network; ResNet50 and Inception/)).toBeTruthy();
	expect(panel.getAllByText('It has not read this knee yet.')).toHaveLength(2);
});

test('nothing read at all is a state of its own', () => {
	render(MistakesPage, { study: fakeStudy({ test: 20, val: 20, stored: [] }) });
	expect(screen.getByText('No knee has been read yet')).toBeTruthy();
});

test('an address that names a knee opens it; one that names none does not', async () => {
	const study = fakeStudy({ test: 20, val: 20 });
	const row = study.table.evaluatedRows[3];
	location.hash = `#knee-${study.table.knees[row].id}`;
	render(MistakesPage, { study });
	await screen.findByRole('dialog');
	expect(study.selection.openRow).toBe(row);
	study.selection.close();
	location.hash = '#knee-nobody';
	await fireEvent(window, new HashChangeEvent('hashchange'));
	expect(study.selection.openRow).toBeNull();
	expect(study.warnings.map(({ error }) => error.message)).toEqual([
		'The link names a knee that is not in this test set.'
	]);
});

test('copies the numbers of the selected knees, and says so where it may not', async () => {
	const study = fakeStudy({ test: 40, val: 20 });
	const writeText = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('no'));
	vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { clipboard: { writeText } }));
	render(MistakesPage, { study });
	study.selection.select({ kind: 'agreement', right: 1, truth: null });
	const button = await screen.findByRole('button', { name: 'Copy IDs' });
	await fireEvent.click(button);
	expect(writeText).toHaveBeenCalledWith(
		study.selection.rows.map((row) => study.table.knees[row].id).join('\n')
	);
	await fireEvent.click(button);
	expect(await screen.findByText(/does not let the page copy/)).toBeTruthy();
});

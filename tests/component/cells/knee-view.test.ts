import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FilmLook } from '#lib/panels/knee/film-look.svelte.ts';
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
});

async function opened() {
	const study = fakeStudy({ test: 40, val: 20 });
	render(MistakesPage, { study });
	study.selection.select({ kind: 'mistakes', system: 'resnet50' });
	study.selection.open(study.selection.rows[0]);
	const dialog = await screen.findByRole('dialog');
	const panel = within(dialog);
	const layers = () => dialog.querySelector<HTMLElement>('.plate .layers')!.style.transform;
	const film = panel.getByRole('group', { name: /^Image: plus and minus zoom/ });
	return { study, panel, layers, film };
}

test('keys zoom and move the film; plain arrows step through the knees elsewhere', async () => {
	const { study, layers, film } = await opened();
	expect(layers()).toBe('');
	await fireEvent.keyDown(window, { key: '+' });
	await fireEvent.keyDown(window, { key: '+' });
	expect(layers()).toContain('scale(2');
	const centred = layers();
	await fireEvent.keyDown(film, { key: 'ArrowRight' });
	expect(layers()).not.toBe(centred);
	expect(study.selection.openRow).toBe(study.selection.rows[0]);
	await fireEvent.keyDown(window, { key: 'ArrowLeft', shiftKey: true });
	expect(layers()).toBe(centred);
	await fireEvent.keyDown(window, { key: '0' });
	expect(layers()).toBe('');
	await fireEvent.keyDown(window, { key: '+' });
	await fireEvent.keyDown(window, { key: 'ArrowRight' });
	expect(study.selection.openRow).toBe(study.selection.rows[1]);
	expect(layers()).toBe('');
});

test('buttons zoom, invert and reset, and say what they cannot do', async () => {
	const { panel, layers } = await opened();
	const button = (name: string) => panel.getByRole<HTMLButtonElement>('button', { name });
	expect(button('Zoom out').disabled).toBe(true);
	expect(button('Reset the image').disabled).toBe(true);
	await fireEvent.click(button('Zoom in'));
	await fireEvent.click(button('Invert'));
	expect(button('Invert').getAttribute('aria-pressed')).toBe('true');
	expect(layers()).not.toBe('');
	await fireEvent.click(button('Reset the image'));
	expect(button('Invert').getAttribute('aria-pressed')).toBe('false');
	expect(layers()).toBe('');
	await fireEvent.keyDown(window, { key: 'i' });
	expect(button('Invert').getAttribute('aria-pressed')).toBe('true');
});

test('O opens the other knee of the same person', async () => {
	const { study } = await opened();
	const row = study.selection.openRow!;
	await fireEvent.keyDown(window, { key: 'o' });
	await waitFor(() => expect(study.selection.openRow).toBe(study.table.otherKnee(row)));
});

test('window and level stay in their limits and start with every grey', () => {
	const look = new FilmLook();
	expect(look.window).toEqual({ black: 0, white: 255 });
	look.windowBy(0, -155);
	expect(look.window).toEqual({ black: 78, white: 178 });
	look.windowBy(1000, -1000);
	expect(look.level).toBe(255);
	expect(look.width).toBe(5);
	look.reset();
	expect(look.isChanged).toBe(false);
});

test('only what is near the view is made of a large selection, and arrows still reach its end', async () => {
	const study = fakeStudy({ test: 400, val: 0 });
	render(MistakesPage, { study });
	study.selection.select({ system: 'xception', truth: null, read: null });
	expect(study.selection.rows).toHaveLength(400);
	const list = await screen.findByRole('list', { name: /^400 knees/ });
	const items = () => within(list).getAllByRole('listitem');
	await waitFor(() => expect(items().length).toBeGreaterThan(3));
	expect(items().length).toBeLessThan(40);
	expect(items()[0].getAttribute('aria-setsize')).toBe('400');
	const [first] = within(list).getAllByRole('button');
	first.focus();
	await fireEvent.keyDown(first, { key: 'End' });
	await waitFor(() =>
		expect(document.activeElement?.closest('li')?.getAttribute('aria-posinset')).toBe('400')
	);
	expect(items().length).toBeLessThan(40);
});

test('orders by loss, disagreement and distance', () => {
	const study = fakeStudy({ test: 200, val: 40 });
	const { selection, systems, table } = study;
	const { predictions, scores } = systems.get('resnet50')!;
	selection.select({ kind: 'mistakes', system: 'resnet50' });
	selection.order = 'loss';
	const truthScore = selection.rows.map((row) => scores.at(row, table.grades[row]));
	expect(truthScore).toEqual(truthScore.toSorted((a, b) => a - b));
	selection.order = 'distance';
	const off = selection.rows.map((row) => Math.abs(predictions[row] - table.grades[row]));
	expect(off).toEqual(off.toSorted((a, b) => b - a));
	selection.order = 'disagreement';
	const spread = (row: number) =>
		new Set(systems.models.map((model) => model.predictions[row])).size;
	const byDispute = [...selection.rows];
	const half = byDispute.length >> 1;
	const mean = (rows: number[]) => rows.reduce((sum, row) => sum + spread(row), 0) / rows.length;
	expect(mean(byDispute.slice(0, half))).toBeGreaterThan(mean(byDispute.slice(half)));
	selection.order = 'surest';
});

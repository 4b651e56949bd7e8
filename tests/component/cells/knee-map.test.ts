import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import KneeMap from '#lib/cells/map/KneeMap.svelte';
import { alikeKnees } from '#lib/notebook/alike-knees.ts';
import { viewFromQuery, viewToQuery } from '#lib/notebook/view-address.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import MistakesPage from './MistakesPage.svelte';
import WithStudy from './WithStudy.svelte';

beforeEach(withoutLayout);

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

const small = { test: 60, val: 20 };

async function drawnMap(study = fakeStudy(small)) {
	render(WithStudy, { study, cell: KneeMap });
	await fireEvent.click(screen.getByRole('button', { name: 'Draw the map' }));
	const map = await screen.findByRole('application');
	return { study, map };
}

test('is drawn when asked for, says what it shows, and counts every knee', async () => {
	const { study, map } = await drawnMap();
	expect(map.getAttribute('aria-label')).toMatch(
		/^Map of 60 knees by the features of Xception: \d+% of the 10 nearest knees have the same true grade, from \d+% for grade \d to \d+% for grade \d$/
	);
	const legend = screen.getByRole('list', { name: 'What the points are' });
	const counts = within(legend)
		.getAllByRole('button')
		.map((button) => Number(/(\d+)$/.exec(button.textContent!)![1]));
	expect(counts.reduce((x, y) => x + y)).toBe(60);
	const [first] = within(legend).getAllByRole('button');
	await fireEvent.click(first);
	expect(study.selection.current).toEqual({ kind: 'grade', truth: 0 });
	expect(study.selection.rows).toHaveLength(counts[0]);
	expect(first.getAttribute('aria-pressed')).toBe('true');
	expect(screen.getByText(`60 knees, ${counts[0]} knees of the selection`)).toBeTruthy();
});

test('every colouring has all knees, and its counts open them', async () => {
	const { study } = await drawnMap();
	for (const colouring of ['read', 'verdict', 'side']) {
		await fireEvent.change(screen.getByRole('combobox', { name: 'Coloured by' }), {
			target: { value: colouring }
		});
		let all = 0;
		const legend = screen.getByRole('list', { name: 'What the points are' });
		for (const button of within(legend).getAllByRole('button')) {
			const count = Number(/(\d+)$/.exec(button.textContent!)![1]);
			await fireEvent.click(button);
			expect(study.selection.rows, button.textContent!).toHaveLength(count);
			all += count;
		}
		expect(all).toBe(60);
	}
});

test('keys go from knee to knee, open one, and the most alike can be selected', async () => {
	const { study, map } = await drawnMap();
	await fireEvent.keyDown(map, { key: 'ArrowRight' });
	const [first] = screen.getAllByText(/knee of \d+, true \d, read as \d/);
	const said = first.textContent;
	await fireEvent.keyDown(map, { key: 'ArrowRight' });
	expect(first.textContent).not.toBe(said);
	await fireEvent.keyDown(map, { key: 'Enter' });
	const row = study.selection.openRow!;
	expect(first.textContent).toContain(study.table.knees[row].subject);
	await fireEvent.click(screen.getByRole('button', { name: 'Select the 25 most alike' }));
	const alike = alikeKnees(study.table, study.results[0], row, 25)!;
	expect(new Set(study.selection.rows)).toEqual(new Set([row, ...alike.map((knee) => knee.row)]));
	const { subject } = study.table.knees[row];
	expect(alike.every((knee) => study.table.knees[knee.row].subject !== subject)).toBe(true);
});

test('an outline selects the knees inside it, a click opens the one under it', async () => {
	const { study, map } = await drawnMap();
	const pointer = async (type: string, x: number, y: number) => {
		const event = new MouseEvent(type, { bubbles: true, button: 0, clientX: x, clientY: y });
		await fireEvent(map, Object.assign(event, { pointerType: 'mouse', pointerId: 1 }));
	};
	await pointer('pointerdown', 1, 1);
	for (const [x, y] of [
		[639, 1],
		[639, 460],
		[1, 460]
	]) {
		await pointer('pointermove', x, y);
	}
	await pointer('pointerup', 1, 460);
	expect(study.selection.current).toMatchObject({
		kind: 'listed',
		words: 'drawn round on the map of Xception'
	});
	expect(study.selection.rows).toHaveLength(60);
	expect(study.selection.openRow).toBeNull();
	for (let x = 0; x < 640 && study.selection.openRow === null; x += 20) {
		await pointer('pointerdown', x, 230);
		await pointer('pointerup', x, 230);
	}
	expect(study.selection.openRow).not.toBeNull();
});

test('a failure is said, can be tried again, and a map can be given up', async () => {
	const study = fakeStudy(small);
	const { features } = study.results[0];
	let failing = true;
	const load = features.load.bind(features);
	vi.spyOn(features, 'load').mockImplementation(() =>
		failing ? Promise.reject(new Error('xception-features.bin: damaged.')) : load()
	);
	render(WithStudy, { study, cell: KneeMap });
	await fireEvent.click(screen.getByRole('button', { name: 'Draw the map' }));
	expect((await screen.findByRole('alert')).textContent).toContain(
		'xception-features.bin: damaged.'
	);
	failing = false;
	const drawing = fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
	await drawing;
	study.maps.cancel(study.results[0]);
	expect(await screen.findByRole('button', { name: 'Draw the map' })).toBeTruthy();
	expect(study.maps.drawn(study.results[0])).toBeNull();
});

test('says what it lacks, and what has come since it was drawn', async () => {
	const few = fakeStudy({ test: 10, val: 0 });
	render(WithStudy, { study: few, cell: KneeMap });
	expect(screen.getByText('Xception has read too few knees for a map')).toBeTruthy();
	cleanup();
	const unread = fakeStudy({ ...small, stored: [] });
	render(WithStudy, { study: unread, cell: KneeMap });
	expect(screen.getByText('Xception has read no knee yet')).toBeTruthy();
	cleanup();
	const { study } = await drawnMap();
	await study.run.begin('auto');
	expect(await screen.findByText('60 knees more read live since this map was drawn.')).toBeTruthy();
	await fireEvent.click(screen.getByRole('button', { name: 'Draw it again' }));
	await vi.waitFor(() => expect(study.maps.drawn(study.results[0])!.live).toBe(60));
});

test('the network and the colouring are in the address', () => {
	const study = fakeStudy(small);
	study.view.mapOf = 'resnet50';
	study.view.mapColouring = 'verdict';
	const query = viewToQuery(study, '');
	expect(query).toBe('?v=1&map=resnet50&points=verdict');
	const other = fakeStudy(small);
	expect(viewFromQuery(other, query)).toEqual([]);
	expect([other.view.mapOf, other.view.mapColouring]).toEqual(['resnet50', 'verdict']);
	expect(viewFromQuery(other, '?v=1&map=nobody&points=7')).toEqual(['map', 'points']);
	expect([other.view.mapOf, other.view.mapColouring]).toEqual([null, 'truth']);
});

test('the knee panel shows the six most alike, opens one and selects them', async () => {
	const study = fakeStudy(small);
	const row = study.table.evaluatedRows[3];
	render(MistakesPage, { study });
	study.selection.open(row);
	await fireEvent.click(await screen.findByText('Find the knees that look alike (4.1 kB)'));
	const section = (await screen.findByText('Looks alike to Xception')).closest('section')!;
	await within(section).findByText(/of these 6 have the same true grade/);
	const alike = alikeKnees(study.table, study.results[0], row, 6)!;
	const shown = section.querySelectorAll('li');
	expect(shown).toHaveLength(6);
	expect(shown[0].textContent).toContain(`distance ${alike[0].distance.toFixed(3)}`);
	await fireEvent.click(within(section).getByText('Select these'));
	expect(study.selection.rows).toHaveLength(7);
	await fireEvent.click(shown[0].querySelector('button')!);
	expect(study.selection.openRow).toBe(alike[0].row);
	expect(study.selection.rows).toContain(study.selection.openRow);
});

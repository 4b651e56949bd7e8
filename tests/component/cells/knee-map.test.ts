import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import KneeMap from '#lib/cells/map/KneeMap.svelte';
import { costWords } from '#lib/cells/map/drawing-words.ts';
import { alikeKnees } from '#lib/study/answers/alike-knees.ts';
import { groupAgreementOf } from '#lib/runtime/compute/group-neighbours.ts';
import { KneeSlices } from '#lib/study/slices/knee-slices.svelte.ts';
import { KneeTable } from '#lib/study/readings/knee-table.ts';
import { viewFromQuery, viewToQuery } from '#lib/study/view/view-address.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import MistakesPage from './MistakesPage.svelte';
import WithStudy from './WithStudy.svelte';
import { fakeProperties } from './fake-study-properties.ts';

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

/** Presses the mouse at the first place and lets go at the last. */
async function drag(map: HTMLElement, places: readonly (readonly [number, number])[]) {
	const pointer = async (type: string, [x, y]: readonly [number, number]) => {
		const event = new MouseEvent(type, { bubbles: true, button: 0, clientX: x, clientY: y });
		await fireEvent(map, Object.assign(event, { pointerType: 'mouse', pointerId: 1 }));
	};
	await pointer('pointerdown', places[0]);
	for (const place of places.slice(1)) await pointer('pointermove', place);
	await pointer('pointerup', places.at(-1)!);
}

test('is drawn when asked for, says what it shows, and counts every knee', async () => {
	const { study, map } = await drawnMap();
	expect(map.getAttribute('aria-label')).toMatch(
		/^Map of 60 knees by the features of Xception: \d+% of the 10 nearest knees have the same true grade, from \d+% for grade \d to \d+% for grade \d\. Coloured by true grade: \d+ grade 0, /
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

/** The legend: what each group says, and its count. */
function legend() {
	const list = screen.getByRole('list', { name: 'What the points are' });
	return within(list)
		.getAllByRole('button')
		.map((button) => {
			const [, label, count] = /^(.*?)\s*(\d+)$/s.exec(button.textContent!.trim())!;
			return { button, label, count: Number(count) };
		});
}

async function colourBy(value: string) {
	const select = screen.getByRole('combobox', { name: 'Coloured by' });
	await fireEvent.change(select, { target: { value } });
}

test('every colouring has all knees, and its counts open them', async () => {
	const { study } = await drawnMap();
	const select = screen.getByRole('combobox', { name: 'Coloured by' }) as HTMLSelectElement;
	const colourings = [...select.options].map((option) => option.value);
	expect(colourings).toHaveLength(3 + 11);
	await study.slices.load();
	for (const colouring of colourings) {
		await colourBy(colouring);
		let all = 0;
		for (const { button, label, count } of legend()) {
			await fireEvent.click(button);
			expect(study.selection.rows, `${colouring}: ${label}`).toHaveLength(count);
			all += count;
		}
		expect(all, colouring).toBe(60);
	}
});

test('a family of slices colours the points, in the legend, in words and in the table', async () => {
	const { study, map } = await drawnMap();
	await colourBy('exposure');
	await vi.waitFor(() =>
		expect(legend().map(({ label }) => label)).toEqual([
			'Dark images',
			'Images of middle exposure',
			'Bright images'
		])
	);
	const [dark, , bright] = legend();
	expect(map.getAttribute('aria-label')).toContain(
		`Coloured by exposure: ${dark.count} dark images, `
	);
	await fireEvent.click(bright.button);
	const isBright = study.slices.membership('bright')!;
	expect(new Set(study.selection.rows)).toEqual(
		new Set(study.table.evaluatedRows.filter(isBright))
	);
	const nearest = await screen.findByText('Same slice among the 10 nearest');
	expect(within(nearest.closest('section')!).getAllByRole('row')).toHaveLength(5);
	await fireEvent.keyDown(map, { key: 'ArrowRight' });
	expect(screen.getByText(/read as \d, .*, Exposure: (Dark|Bright|Images of)/)).toBeTruthy();
	await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
	const table = screen.getByRole('table', { name: 'Knees on the map by exposure' });
	const cells = within(table).getByText('Bright images').closest('tr')!.querySelectorAll('td');
	const { neighbours, rows } = study.maps.drawn(study.results[0])!;
	const [, ...slices] = groupAgreementOf({
		neighbours,
		groups: Int8Array.from(
			rows,
			(row) => study.slices.places(study.slices.family('exposure')!)![row]
		),
		count: 3,
		subjects: rows.map((row) => study.table.knees[row].subject),
		compared: 10
	});
	expect(Number(cells[0].textContent)).toBe(bright.count);
	expect(Number(cells[2].textContent)).toBeCloseTo(slices[2].share!, 4);
	expect(Number(cells[5].textContent)).toBeCloseTo(slices[2].chance!, 4);
});

test('knees of which nothing is known are drawn and counted as unknown', async () => {
	const study = fakeStudy(small);
	const known = await study.properties.get();
	const ids = study.table.evaluatedRows.map((row) => study.table.knees[row].id);
	for (const id of ids.slice(0, 7)) (known as Map<string, unknown>).delete(id);
	const { map } = await drawnMap(study);
	await colourBy('polarity');
	await vi.waitFor(() => expect(legend().at(-1)).toMatchObject({ label: 'Not known', count: 7 }));
	const groups = legend();
	expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(60);
	expect(groups.at(-1)!.button.querySelector('path')).toBeTruthy();
	expect(map.getAttribute('aria-label')).toContain('7 not known');
	await fireEvent.click(groups.at(-1)!.button);
	expect(new Set(study.selection.rows)).toEqual(new Set(study.table.evaluatedRows.slice(0, 7)));
});

test('a file of slices that is missing is said, and asked for again', async () => {
	let failing = true;
	const study = fakeStudy({
		...small,
		properties: (table) => {
			if (failing) throw new Error('properties.json: damaged.');
			return fakeProperties(table);
		}
	});
	await drawnMap(study);
	await colourBy('sharpness');
	const alert = await screen.findByRole('alert');
	expect(alert.textContent).toContain('properties.json: damaged.');
	expect(legend()).toMatchObject([{ label: 'Not known yet', count: 60 }]);
	failing = false;
	await fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
	await vi.waitFor(() => expect(legend()).toHaveLength(3));
	expect(screen.queryByRole('alert')).toBeNull();
});

test('zooms by keys, buttons and Ctrl and wheel; a plain wheel scrolls the page', async () => {
	const { map } = await drawnMap();
	const zoom = () => screen.getByRole('status', { name: 'Zoom' }).textContent;
	expect(zoom()).toBe('1.0×');
	expect(await fireEvent.wheel(map, { deltaY: -100 })).toBe(true);
	expect(zoom()).toBe('1.0×');
	expect(await fireEvent.wheel(map, { deltaY: -250, ctrlKey: true })).toBe(false);
	expect(zoom()).toBe('2.7×');
	await fireEvent.keyDown(map, { key: '0' });
	expect(zoom()).toBe('1.0×');
	await fireEvent.keyDown(map, { key: '+' });
	await fireEvent.click(screen.getByRole('button', { name: 'Zoom in' }));
	expect(zoom()).toBe('4.0×');
	await fireEvent.keyDown(map, { key: '-' });
	expect(zoom()).toBe('2.0×');
	await fireEvent.click(screen.getByRole('button', { name: 'The whole map' }));
	expect(zoom()).toBe('1.0×');
	expect(screen.queryByRole('radiogroup', { name: 'Dragging' })).toBeNull();
});

test('an arrow key brings the knee it goes to into view', async () => {
	const { map } = await drawnMap();
	for (let press = 0; press < 4; press++) await fireEvent.keyDown(map, { key: '+' });
	for (let press = 0; press < 8; press++) {
		await fireEvent.keyDown(map, { key: press < 4 ? 'ArrowRight' : 'ArrowDown' });
		const ring = map.querySelector('circle.current')!;
		const [x, y] = ['cx', 'cy'].map((name) => Number(ring.getAttribute(name)));
		expect(x > 0 && x < 640 && y > 0 && y < 461, `${x} ${y}`).toBe(true);
	}
});

test('a zoomed map: an outline takes what is inside it as it is seen, and drags can move it', async () => {
	const { study, map } = await drawnMap();
	const ring = () => {
		const circle = map.querySelector('circle.current')!;
		return ['cx', 'cy'].map((name) => Number(circle.getAttribute(name)));
	};
	await fireEvent.keyDown(map, { key: 'ArrowRight' });
	for (let press = 0; press < 4; press++) await fireEvent.keyDown(map, { key: '+' });
	const [x, y] = ring();
	await drag(map, [
		[x - 6, y - 6],
		[x + 6, y - 6],
		[x + 6, y + 6],
		[x - 6, y + 6]
	]);
	const chosen = study.selection.rows;
	expect(chosen.length).toBeGreaterThan(0);
	expect(chosen.length).toBeLessThan(10);
	await fireEvent.keyDown(map, { key: 'Enter' });
	expect(chosen).toContain(study.selection.openRow);
	study.selection.clear();
	await fireEvent.click(screen.getByRole('radio', { name: 'Moves' }));
	const [toX, toY] = [x > 320 ? -30 : 30, y > 230 ? -20 : 20];
	await drag(map, [
		[320, 230],
		[320 + toX, 230 + toY]
	]);
	expect(study.selection.current).toBeNull();
	expect(ring()).toEqual([expect.closeTo(x + toX, 3), expect.closeTo(y + toY, 3)]);
});

test('keys go from knee to knee, open one, and the most similar can be selected', async () => {
	const { study, map } = await drawnMap();
	await fireEvent.keyDown(map, { key: 'ArrowRight' });
	const [first] = screen.getAllByText(/knee of \d+, true \d, read as \d/);
	const said = first.textContent;
	await fireEvent.keyDown(map, { key: 'ArrowRight' });
	expect(first.textContent).not.toBe(said);
	await fireEvent.keyDown(map, { key: 'Enter' });
	const row = study.selection.openRow!;
	expect(first.textContent).toContain(study.table.knees[row].subject);
	await fireEvent.click(screen.getByRole('button', { name: 'Select the 25 most similar' }));
	const alike = alikeKnees(study.table, study.results[0], row, 25)!;
	expect(new Set(study.selection.rows)).toEqual(new Set([row, ...alike.map((knee) => knee.row)]));
	const { subject } = study.table.knees[row];
	expect(alike.every((knee) => study.table.knees[knee.row].subject !== subject)).toBe(true);
});

test('an outline selects the knees inside it, a click opens the one under it', async () => {
	const { study, map } = await drawnMap();
	await drag(map, [
		[1, 1],
		[639, 1],
		[639, 460],
		[1, 460]
	]);
	expect(study.selection.current).toMatchObject({
		kind: 'listed',
		words: 'lassoed on the map of Xception'
	});
	expect(study.selection.rows).toHaveLength(60);
	expect(study.selection.openRow).toBeNull();
	for (let x = 0; x < 640 && study.selection.openRow === null; x += 20) {
		await drag(map, [[x, 230]]);
	}
	expect(study.selection.openRow).not.toBeNull();
});

test('under a filter the other knees stay faint: neither counted, drawn round nor opened', async () => {
	const study = fakeStudy(small);
	study.filter.set(['left']);
	const { map } = await drawnMap(study);
	const left = study.filter.rows;
	expect(left).toHaveLength(30);
	expect(legend().reduce((sum, { count }) => sum + count, 0)).toBe(30);
	expect(screen.getByText('60 knees, 30 knees pass the filter (left knees)')).toBeTruthy();
	await drag(map, [
		[1, 1],
		[639, 1],
		[639, 460],
		[1, 460]
	]);
	expect([...study.selection.rows].sort((a, b) => a - b)).toEqual(left);
	for (let x = 0; x < 640; x += 10) {
		study.selection.close();
		await drag(map, [[x, 230]]);
		const { openRow } = study.selection;
		if (openRow !== null) expect(left).toContain(openRow);
	}
});

test('a knee in focus that no longer passes is let go', async () => {
	const study = fakeStudy(small);
	const { map } = await drawnMap(study);
	map.focus();
	await fireEvent.keyDown(map, { key: 'ArrowRight' });
	await fireEvent.keyDown(map, { key: 'Enter' });
	const opened = study.selection.openRow!;
	expect(map.querySelector('.current')).toBeTruthy();
	study.selection.close();
	study.filter.set([study.table.knees[opened].side === 'L' ? 'right' : 'left']);
	await waitFor(() => expect(map.querySelector('.current')).toBeNull());
	await fireEvent.keyDown(map, { key: 'Enter' });
	expect(study.selection.openRow).toBeNull();
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
	expect(
		await screen.findByText(
			/^60 knees more read live since this map was drawn\. Drawing takes .* at the pace of the last map\.$/
		)
	).toBeTruthy();
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

test('the part of the map that is looked at is in the address, until another network is shown', async () => {
	const study = fakeStudy(small);
	study.view.mapPart = { zoom: 4, x: 0.25, y: 0.625 };
	const query = viewToQuery(study, '');
	expect(query).toBe('?v=1&map-part=4~0.25~0.625');
	const { study: other } = await drawnMap();
	expect(viewFromQuery(other, query)).toEqual([]);
	expect(other.view.mapPart).toEqual({ zoom: 4, x: 0.25, y: 0.625 });
	await fireEvent.click(screen.getByRole('radio', { name: /ResNet50/ }));
	expect(other.view.mapPart.zoom).toBe(1);
	for (const damaged of ['4~0.25', '99~0.5~0.5', '2~x~0.5', '2~0.5~3']) {
		expect(viewFromQuery(other, `?v=1&map-part=${damaged}`)).toEqual(['map-part']);
	}
	expect(viewFromQuery(other, '?v=1&map-part=2~0~1')).toEqual([]);
	expect(other.view.mapPart).toEqual({ zoom: 2, x: 0.25, y: 0.75 });
});

test('a family of slices is in the address where this set has it; what was linked before stays', () => {
	const study = fakeStudy(small);
	study.view.mapColouring = 'joint-space';
	const query = viewToQuery(study, '');
	expect(query).toBe('?v=1&points=joint-space');
	const other = fakeStudy(small);
	expect(viewFromQuery(other, query)).toEqual([]);
	expect(other.view.mapColouring).toBe('joint-space');
	expect(viewFromQuery(other, '?v=1&points=side')).toEqual([]);
	expect(other.view.mapColouring).toBe('side');
	const { table } = fakeStudy(small);
	const slices = new KneeSlices(
		new KneeTable({ ...table.manifest, properties: undefined }, table.knees),
		{ properties: async () => new Map(), truths: async () => new Map() }
	);
	Object.assign(other, { slices });
	expect(viewFromQuery(other, '?v=1&points=exposure')).toEqual(['points']);
	expect(other.view.mapColouring).toBe('truth');
});

test('says before it starts how long many knees take', () => {
	expect(costWords(20_000, 2048, null)).toBe(
		'Drawing takes about 23 minutes on an idle processor core, longer on a slow or busy one.'
	);
	expect(costWords(20_000, 2048, 2)).toBe(
		'Drawing takes about 46 minutes at the pace of the last map.'
	);
});

test('the knee panel shows the six most similar, opens one and selects them', async () => {
	const study = fakeStudy(small);
	const row = study.table.evaluatedRows[3];
	render(MistakesPage, { study });
	study.selection.open(row);
	await fireEvent.click(await screen.findByText('Find similar knees (4.1 kB)'));
	const section = (await screen.findByText('Similar knees for Xception')).closest('section')!;
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

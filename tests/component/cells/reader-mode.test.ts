import {
	cleanup,
	configure,
	fireEvent,
	render,
	screen,
	waitFor,
	within
} from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import ReaderModeCell from '#lib/cells/reader-mode/ReaderModeCell.svelte';
import { readingTable } from '#lib/cells/reader-mode/reading-tables.ts';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { cohenKappa } from '#lib/core/metrics/metrics.ts';
import { drawnGradesOf } from '#lib/study/answers/drawn-grades.ts';
import { ReaderMode } from '#lib/study/reader-mode/reader-mode.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeTruths } from './fake-study-truths.ts';
import { fakeStudy, type FakeStudyOptions } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

// Whether an element is hidden is not asked for here; asking takes most of the time in jsdom.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });

beforeEach(() => {
	withoutLayout();
	Element.prototype.scrollIntoView = () => {};
});

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
	localStorage.clear();
	location.hash = '';
});

const make = (options: FakeStudyOptions = {}) => fakeStudy({ test: 100, val: 20, ...options });
const truthOf = (study: Study, mode: ReaderMode) => mode.rows.map((row) => study.table.grades[row]);

describe('the state', () => {
	test('draws equally many of each grade from the evaluated split, no subject twice', () => {
		const study = make({ test: 400 });
		const mode = new ReaderMode(study);
		mode.begin({ count: 20, seed: 7 });
		const counts = [0, 0, 0, 0, 0];
		for (const grade of truthOf(study, mode)) counts[grade]++;
		expect(counts).toEqual([4, 4, 4, 4, 4]);
		expect(mode.rows.every((row) => study.table.knees[row].split === 'test')).toBe(true);
		expect(new Set(mode.rows.map((row) => study.table.knees[row].subject)).size).toBe(20);
	});

	test('grading goes on to the next film without a grade; going back and changing returns to it', () => {
		const mode = new ReaderMode(make());
		mode.begin({ count: 10, seed: 1 });
		mode.grade(3);
		mode.step(1);
		mode.grade(2);
		expect(mode.grades.slice(0, 4)).toEqual([3, null, 2, null]);
		expect([mode.place, mode.graded]).toEqual([3, 2]);
		expect(mode.skipped).toEqual([1]);
		mode.goTo(0);
		mode.grade(4);
		expect([mode.place, mode.grades[0]]).toEqual([1, 4]);
		expect(mode.canFinish).toBe(false);
	});

	test('ends only once every film was seen, and then no grade changes', () => {
		const mode = new ReaderMode(make());
		mode.begin({ count: 10, seed: 1 });
		mode.finish();
		expect(mode.phase).toBe('reading');
		for (let i = 0; i < 9; i++) mode.step(1);
		expect(mode.canFinish).toBe(false);
		mode.grade(0);
		expect(mode.canFinish).toBe(true);
		mode.finish();
		expect(mode.phase).toBe('finished');
		mode.grade(4);
		mode.goTo(0);
		expect(mode.grades.at(-1)).toBe(0);
		expect(mode.result?.rows).toEqual([mode.rows[9]]);
	});

	test('a reload goes on where it was; a finished reading shows its result again', () => {
		const study = make();
		const first = new ReaderMode(study);
		first.begin({ count: 10, seed: 3 });
		first.grade(2);
		first.grade(1);
		const second = new ReaderMode(study);
		expect(second.phase).toBe('paused');
		expect(second.rows).toEqual(first.rows);
		expect([second.place, second.graded, second.plan?.seed]).toEqual([2, 2, 3]);
		second.resume();
		while (second.grades.includes(null)) second.grade(0);
		second.finish();
		expect(new ReaderMode(study).result?.own).toEqual(second.grades);
		second.abandon();
		expect(new ReaderMode(study).phase).toBe('choosing');
	});

	test('what another version, another set or a hand wrote is not taken up; it is said and set aside', () => {
		const study = make();
		const key = `kneelens.reading.${study.table.manifest.fingerprint}`;
		const mode = new ReaderMode(study);
		mode.begin({ count: 10, seed: 3 });
		const kept = JSON.parse(localStorage.getItem(key)!);
		const keeps = (value: unknown) => {
			localStorage.setItem(key, typeof value === 'string' ? value : JSON.stringify(value));
			return new ReaderMode(study);
		};
		expect(keeps(kept).phase).toBe('paused');
		expect(keeps(kept).unreadable).toBeNull();
		for (const [value, reason] of [
			['{damaged', /Browser storage is not valid JSON/],
			[{ ...kept, version: 2 }, /version: /],
			[{ ...kept, grades: [7] }, /grades\.0: /],
			[{ ...kept, place: 10 }, /the numbers of knees do not match\./],
			[{ ...kept, knees: kept.knees.toReversed() }, /this version draws other knees for its seed/]
		] as const) {
			const mode = keeps(value);
			expect(mode.phase).toBe('choosing');
			expect(mode.unreadable?.message).toMatch(reason);
			expect(mode.unreadable?.message).toMatch(/ It is set aside, not deleted\.$/);
			mode.begin({ count: 10, seed: 4 });
			expect(localStorage.getItem(`${key}.unreadable`)).toBe(
				typeof value === 'string' ? value : JSON.stringify(value)
			);
		}
		localStorage.setItem(key, JSON.stringify(kept));
		const smaller = make({ test: 8 });
		expect(new ReaderMode(smaller).unreadable?.message).toMatch(
			/it is of 10 knees, and there are 8 here/
		);
	});

	test('a browser that keeps nothing is said, and the reading works', () => {
		vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
			throw new Error('no room');
		});
		const mode = new ReaderMode(make());
		mode.begin({ count: 10, seed: 3 });
		expect(mode.kept).toBe(false);
		mode.grade(1);
		expect(mode.graded).toBe(1);
	});

	test('a link begins, goes on, or says why not', () => {
		const mode = new ReaderMode(make());
		mode.open({ count: 10, seed: 7, set: 'ffffffff' });
		expect(mode.phase).toBe('reading');
		mode.grade(2);
		mode.pause();
		mode.open({ count: 10, seed: 7, set: 'ffffffff' });
		expect([mode.phase, mode.graded]).toEqual(['reading', 1]);
		mode.open({ count: 20, seed: 7, set: 'ffffffff' });
		expect([mode.phase, mode.link?.obstacle]).toEqual(['paused', 'other-reading']);
		mode.open({ count: 20, seed: 7, set: '0a1b2c3d' });
		expect(mode.link?.obstacle).toBe('other-set');
		mode.open({ count: 500, seed: 7, set: 'ffffffff' });
		expect(mode.link?.obstacle).toBe('too-many');
		expect(mode.graded).toBe(1);
	});

	test('the networks are judged on the very knees that were graded', async () => {
		const study = make();
		const mode = new ReaderMode(study);
		mode.begin({ count: 20, seed: 2 });
		mode.step(1);
		const truth = truthOf(study, mode);
		for (let i = 1; i < 20; i++) mode.grade(Math.min(4, truth[i] + (i % 3 === 0 ? 1 : 0)));
		mode.finish();
		const result = mode.result!;
		expect(result.rows).toEqual(mode.rows.slice(1));
		expect(result.metrics.count).toBe(19);
		for (const { system, confusion, metrics, agreeing } of result.others) {
			const read = result.rows.map((row) => system.predictions[row]);
			expect(confusion).toEqual(confusionMatrix(truth.slice(1), read, 5));
			expect(metrics!.quadraticWeightedKappa).toBe(cohenKappa(confusion!, 'quadratic'));
			expect(agreeing).toBe(read.filter((grade, i) => grade === result.own[i]).length);
		}
		expect(result.estimate(null, 'accuracy').note).toBe('interval being computed');
		await result.update();
		const { value, interval } = result.estimate(null, 'meanAbsoluteError');
		expect(interval!.lower).toBeLessThan(value!);
		expect(interval!.upper).toBeGreaterThan(value!);
		const other = result.others[1];
		expect(result.comparison(other, 'accuracy')!.difference!.estimate).toBeCloseTo(
			result.metrics.accuracy! - other.metrics!.accuracy!,
			12
		);
	});

	test('a network that has not read every knee is not compared; failed intervals leave the figures', async () => {
		const study = make({ stored: ['xception', 'inception_resnet_v2'], intervals: 'failing' });
		const mode = new ReaderMode(study);
		mode.begin({ count: 10, seed: 2 });
		while (mode.grades.includes(null)) mode.grade(1);
		mode.finish();
		const [xception, resnet, , ensemble] = mode.result!.others;
		expect([xception.missing, resnet.missing, ensemble.missing]).toEqual([0, 10, 10]);
		expect(resnet.metrics).toBeNull();
		await mode.result!.update();
		expect(mode.result!.failure?.message).toContain('worker');
		expect(mode.result!.estimate(null, 'accuracy')).toMatchObject({
			value: mode.result!.metrics.accuracy,
			interval: null,
			note: 'interval could not be computed'
		});
	});

	test('the CSV holds every film, ungraded ones empty', () => {
		const study = make();
		const mode = new ReaderMode(study);
		mode.begin({ count: 10, seed: 2 });
		mode.step(1);
		while (mode.grades.slice(1).includes(null)) mode.grade(3);
		const table = readingTable(study, mode);
		expect(table.columns.map(({ label }) => label)).toContain('the F1-weighted ensemble read as');
		expect(table.rows).toHaveLength(10);
		expect(table.rows[0].slice(0, 6)).toEqual([
			1,
			study.table.knees[mode.rows[0]].id,
			study.table.knees[mode.rows[0]].subject,
			study.table.knees[mode.rows[0]].side,
			study.table.grades[mode.rows[0]],
			null
		]);
		expect(table.rows[1][5]).toBe(3);
	});
});

describe('the cell', () => {
	const show = (options: FakeStudyOptions = {}) => {
		const study = make(options);
		vi.spyOn(study.images, 'pixels').mockResolvedValue(new Uint8Array(224 * 224));
		render(WithStudy, { study, cell: ReaderModeCell });
		return study;
	};
	const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
	const region = () => document.querySelector<HTMLElement>('[aria-label^="Blinded reading"]')!;

	async function begin(seed = '7', count = '10') {
		await fireEvent.click(screen.getByRole('radio', { name: count }));
		await fireEvent.input(screen.getByRole('textbox', { name: 'Seed' }), {
			target: { value: seed }
		});
		await click('Begin reading');
	}

	async function readAll(count: number, key = (i: number) => String(i % 5)) {
		for (let i = 0; i < count; i++) await fireEvent.keyDown(region(), { key: key(i) });
	}

	test('is blinded: nothing on the page names the knee, its grade or a network', async () => {
		const study = show();
		await begin();
		expect(screen.getByRole('heading', { name: 'Image 1 of 10' })).toBeTruthy();
		const shown = region().textContent + region().innerHTML;
		for (const { id, subject } of study.table.knees) {
			expect(shown).not.toContain(id);
			expect(shown).not.toContain(subject);
		}
		for (const { title } of study.systems.models) expect(shown).not.toContain(title);
		expect(screen.queryByRole('button', { name: 'CSV' })).toBeNull();
		expect(screen.queryByRole('button', { name: 'As table' })).toBeNull();
		expect(within(region()).getByText(/synthetic/)).toBeTruthy();
	});

	test('keys grade, go back and change; what happens is announced', async () => {
		show();
		await begin();
		expect(document.activeElement).toBe(region());
		await fireEvent.keyDown(region(), { key: '3' });
		expect(screen.getByText('Graded 3 Moderate. Image 2 of 10.')).toBeTruthy();
		await fireEvent.keyDown(region(), { key: 'ArrowLeft' });
		expect(screen.getByRole('button', { name: '3 Moderate' }).getAttribute('aria-pressed')).toBe(
			'true'
		);
		await fireEvent.keyDown(region(), { key: '7' });
		await fireEvent.keyDown(region(), { key: '1', ctrlKey: true });
		expect(screen.getByText('1 graded')).toBeTruthy();
		await click('1 Doubtful');
		await click('Skip');
		expect(screen.getByText('1 graded, 1 skipped')).toBeTruthy();
		await fireEvent.keyDown(region(), { key: 'g' });
		expect(screen.getByText(/A definite spur/)).toBeTruthy();
		await fireEvent.keyDown(region(), { key: 'p' });
		expect(screen.getByText('Your reading is paused at image 3 of 10')).toBeTruthy();
		await click('Resume reading');
		expect(screen.getByRole('heading', { name: 'Image 3 of 10' })).toBeTruthy();
	});

	test('ends in a result with intervals, a matrix and the knees where one differs', async () => {
		const study = show();
		await begin();
		await readAll(10);
		await click('See the result');
		expect(screen.getByText(/^You read \d+ of 10 knees as their labels say\./)).toBeTruthy();
		expect(
			await screen.findByText(/^With 10 knees of 10 subjects, the interval of your kappa/)
		).toBeTruthy();
		const chart = screen.getByRole('list', { name: /kappa on the same 10 knees/ });
		expect(chart.textContent).toContain('reported elsewhere');
		expect(chart.textContent).toContain('0.56 to 0.85');
		expect(screen.getByRole('link', { name: /Klara et al/ }).getAttribute('href')).toBe(
			'https://doi.org/10.3899/jrheum.151300'
		);
		expect(screen.getAllByRole('grid')).toHaveLength(2);
		const list = screen.getByRole('list', { name: 'Knees where you and a network differ' });
		const first = within(list).getAllByRole('button')[0];
		expect(first.getAttribute('aria-label')).toMatch(/true grade \d \w+; You: \d/);
		await fireEvent.click(first);
		expect(study.selection.current).toMatchObject({
			kind: 'listed',
			words: 'your reading: where you and a network differ'
		});
		expect(study.selection.rows).toContain(study.selection.openRow);
		await click('As table');
		expect(
			screen.getByRole('table', { name: /Your reading of 10 knees with seed 7/ })
		).toBeTruthy();
	});

	test('a cell of the matrix selects its knees of the reading alone', async () => {
		const study = show();
		await begin();
		await readAll(10, () => '2');
		await click('See the result');
		const mine = screen.getByRole('grid', { name: /^You:/ });
		await fireEvent.click(
			within(mine).getByRole('gridcell', { name: /^True 4 Severe, read as 2/ })
		);
		expect(study.selection.rows).toHaveLength(2);
		expect(study.selection.rows.every((row) => study.table.grades[row] === 4)).toBe(true);
		expect(study.selection.current).toMatchObject({
			words: 'your reading: true 4, read as 2 by you'
		});
		expect(screen.getByText(/its interval is unknown/)).toBeTruthy();
	});

	test('says that the labels of drawn knees are a simulated reader’s, and for how many they are off', async () => {
		// What is near cannot be known then, and everything counts as near.
		Reflect.deleteProperty(globalThis, 'IntersectionObserver');
		const study = make({ truths: fakeTruths });
		const { evaluatedRows, grades } = study.table;
		const drawn = await drawnGradesOf(study, evaluatedRows);
		const off = evaluatedRows.filter((row) => drawn.get(row)!.signs !== grades[row]).length;
		expect(off).toBeGreaterThan(0);
		render(WithStudy, { study, cell: ReaderModeCell });
		const share = `${((100 * off) / evaluatedRows.length).toFixed(1)}%`;
		const said = await screen.findAllByText(
			new RegExp(`simulated reader with errors of its own gave: for ${share} \\(95% interval`)
		);
		expect(said[0].textContent).toMatch(/of the 100 test knees it is not the grade of the signs/);
		expect(document.body.textContent).not.toMatch(/drawn with a known grade|they were drawn with/);
	});

	test('abandoning asks first', async () => {
		show();
		await begin();
		await readAll(3);
		await click('Discard');
		const dialog = await screen.findByRole('dialog');
		expect(dialog.textContent).toMatch(/Your grades of 3 knees\s+are removed/);
		await fireEvent.click(within(dialog).getByRole('button', { name: 'Resume reading' }));
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
		expect(screen.getByRole('heading', { name: 'Image 4 of 10' })).toBeTruthy();
		await click('Discard');
		const again = await screen.findByRole('dialog');
		await fireEvent.click(within(again).getByRole('button', { name: 'Discard' }));
		expect(await screen.findByRole('button', { name: 'Begin reading' })).toBeTruthy();
		expect(localStorage.length).toBe(0);
	});

	test('a shared link opens its knees at once; one for another set warns', async () => {
		location.hash = '#reader-mode?n=20&seed=7&set=ffffffff';
		show();
		expect(screen.getByRole('heading', { name: 'Image 1 of 20' })).toBeTruthy();
		location.hash = '#reader-mode?n=20&seed=7&set=0a1b2c3d';
		await fireEvent(window, new HashChangeEvent('hashchange'));
		expect((await screen.findByRole('alert')).textContent).toContain(
			'made for test set 0a1b2c3d; this page shows ffffffff'
		);
	});

	test('the copied link holds number, seed and set and nothing of what is selected', async () => {
		const writeText = vi.fn().mockResolvedValue(undefined);
		vi.stubGlobal(
			'navigator',
			Object.assign(Object.create(navigator), { clipboard: { writeText } })
		);
		history.replaceState(null, '', '?select=matrix~xception~3~2');
		show();
		await fireEvent.input(screen.getByRole('textbox', { name: 'Seed' }), {
			target: { value: '42' }
		});
		await click('Copy a link to these knees');
		expect(writeText).toHaveBeenCalledWith(
			'http://localhost:3000/#reader-mode?n=20&seed=42&set=ffffffff'
		);
		history.replaceState(null, '', '/');
	});

	test('a seed that is none cannot begin', async () => {
		show();
		await fireEvent.input(screen.getByRole('textbox', { name: 'Seed' }), {
			target: { value: 'seven' }
		});
		expect(screen.getByText(/A seed is a whole number/)).toBeTruthy();
		await click('Begin reading');
		expect(screen.queryByRole('heading', { name: /^Image/ })).toBeNull();
	});

	test('a set with too few knees says so', async () => {
		show({ test: 6, val: 0 });
		expect(screen.getByText('There are too few knees to read')).toBeTruthy();
		await tick();
	});
});

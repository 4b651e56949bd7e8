import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Agreement from '#lib/cells/agreement/Agreement.svelte';
import { pairAgreements } from '#lib/cells/agreement/pair-agreement.ts';
import { voteGroups } from '#lib/cells/agreement/vote-groups.ts';
import {
	patternHead,
	patternOrder,
	patternRows,
	patternWords
} from '#lib/cells/agreement/vote-patterns.ts';
import { agreementPatterns } from '#lib/core/metrics/agreement-patterns.ts';
import { selectionWords } from '#lib/words/selection-words.ts';
import { selectionFromAddress, selectionToAddress } from '#lib/study/view/selection-address.ts';
import type { Selection } from '#lib/study/selection/selected-rows.ts';
import { votesAmong, votesOf } from '#lib/study/systems/votes.ts';
import { viewFromQuery, viewToQuery } from '#lib/study/view/view-address.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

beforeEach(withoutLayout);

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

const firstNumber = (text: string | null) => Number(/\d+/.exec(text ?? '')![0]);

const ALL = [...new Array(8).keys()];
const NAMES = ['Xception', 'ResNet50', 'Inception-ResNet-v2'];

test('patterns have an order and words', () => {
	expect(patternOrder(ALL, 3)).toEqual([0b111, 0b110, 0b101, 0b011, 0b001, 0b010, 0b100, 0]);
	expect(patternOrder(ALL, 3).map((mask) => patternHead(mask, ['A', 'B', 'C']))).toEqual([
		'all three',
		'all but A',
		'all but B',
		'all but C',
		'A alone',
		'B alone',
		'C alone',
		'none'
	]);
	expect(patternHead(0b0011, ['A', 'B', 'C', 'D'])).toBe('A and B');
	expect(patternWords(0b111, NAMES)).toBe('read correctly by all three networks');
	expect(patternWords(0b001, NAMES, 2)).toBe('true 2, read correctly by Xception alone');
	expect(patternWords(0b101, NAMES)).toBe('read correctly by all networks but ResNet50');
	expect(patternWords(0, NAMES)).toBe('read wrongly by all three networks');
});

test('under a filter the votes are those that the passing knees alone have', () => {
	const study = fakeStudy({ test: 200, val: 40 });
	const all = votesOf(study);
	study.filter.set(['left']);
	const { rows, models } = study.systems;
	expect(rows).toHaveLength(100);
	const among = votesAmong(all, rows);
	expect(among.rows).toEqual(rows);
	expect(among.truth).toEqual(rows.map((row) => study.table.grades[row]));
	expect(among.grades).toEqual(
		models.map(({ predictions }) => rows.map((row) => predictions[row]))
	);
	const scores = models.map((model) => model.scores.gather(rows).values);
	expect(among.patterns).toEqual(agreementPatterns(among.truth, scores, among.grades, 5));
	expect([...among.masks]).toEqual(rows.map((row) => all.masks[all.rows.indexOf(row)]));
});

test('every knee has one pattern and one group, which say the same of who is right', () => {
	const study = fakeStudy({ test: 200, val: 40 });
	const votes = votesOf(study);
	const { models } = study.systems;
	const { grades } = study.table;
	expect(votes.rows).toHaveLength(200);
	const all = patternOrder(ALL, 3).flatMap((mask) => {
		const rows = patternRows(votes, mask, null);
		for (const row of rows) {
			models.forEach(({ predictions }, m) => {
				expect(predictions[row] === grades[row]).toBe(((mask >> m) & 1) === 1);
			});
		}
		return rows;
	});
	expect(all.sort((a, b) => a - b)).toEqual([...votes.rows]);
	const groups = voteGroups(votes);
	expect(groups.flatMap(({ rows }) => rows).sort((a, b) => a - b)).toEqual([...votes.rows]);
	for (const { words, rows } of groups) {
		for (const row of rows) {
			const read = models.map(({ predictions }) => predictions[row]);
			const right = read.filter((grade) => grade === grades[row]).length;
			const kinds = new Set(read).size;
			if (words.startsWith('all')) expect(kinds).toBe(1);
			else expect(kinds).toBe(words.startsWith('one against') ? 2 : 3);
			if (words.endsWith('none right') || words.includes('wrong')) expect(right).toBe(0);
			else expect(right).toBeGreaterThan(0);
		}
	}
});

test('two networks agree beyond chance, and the bounds are in order', () => {
	const pairs = pairAgreements(votesOf(fakeStudy({ test: 200, val: 40 })));
	expect(pairs.map(({ a, b }) => [a, b])).toEqual([
		[0, 1],
		[0, 2],
		[1, 2]
	]);
	for (const { exact, exactByChance, exactByErrors, differing, kappa, kappaByErrors } of pairs) {
		expect(exact).toBeCloseTo(1 - differing / 200, 12);
		expect(exactByErrors!).toBeGreaterThan(exactByChance!);
		expect(kappaByErrors!).toBeGreaterThan(0);
		expect(kappa!).toBeGreaterThan(0);
	}
});

test('a count opens its knees, again clears, and has an address', async () => {
	const study = fakeStudy({ test: 200, val: 40, intervals: 'pending' });
	render(WithStudy, { study, cell: Agreement });
	const table = screen.getByRole('table', { name: /which networks read them correctly/ });
	expect(within(table).getAllByRole('rowheader')).toHaveLength(8);
	const count = within(table).getByRole('button', {
		name: /^\d+ knees read correctly by Xception alone: show them$/
	});
	const shown = Number(/^\d+/.exec(count.getAttribute('aria-label')!)![0]);
	await fireEvent.click(count);
	expect(study.selection.rows).toHaveLength(shown);
	expect(count.getAttribute('aria-pressed')).toBe('true');
	const query = viewToQuery(study, '');
	const other = fakeStudy({ test: 200, val: 40, intervals: 'pending' });
	expect(viewFromQuery(other, query)).toEqual([]);
	expect(other.selection.rows).toEqual(study.selection.rows);
	await fireEvent.click(count);
	expect(study.selection.current).toBeNull();
});

test('shares have intervals once they are computed', async () => {
	const study = fakeStudy({ test: 60, val: 40 });
	render(WithStudy, { study, cell: Agreement });
	expect(screen.getAllByText(/interval being computed/).length).toBeGreaterThan(0);
	await vi.waitFor(() => expect(screen.queryByText(/interval being computed/)).toBeNull(), 20_000);
	const table = screen.getByRole('table', { name: /which networks read them correctly/ });
	expect(within(table).getAllByText(/^\d+\.\d to \d+\.\d$/)).toHaveLength(8);
});

test('without a worker the numbers stand and the page says so', async () => {
	const study = fakeStudy({ test: 60, val: 40, intervals: 'failing' });
	render(WithStudy, { study, cell: Agreement });
	expect(await screen.findByText(/Intervals could not be computed/)).toBeTruthy();
	expect(screen.getAllByText('By chance')).toHaveLength(3);
});

test('two networks: what they read differently opens', async () => {
	const study = fakeStudy({ test: 100, val: 40, intervals: 'pending' });
	render(WithStudy, { study, cell: Agreement });
	const [button] = screen.getAllByRole('button', { name: /^Show \d+ knees? read differently$/ });
	await fireEvent.click(button);
	expect(study.selection.current).toMatchObject({
		kind: 'difference',
		a: 'xception',
		b: 'resnet50',
		change: 'moved'
	});
	expect(button.textContent).toContain(String(study.selection.rows.length));
	await fireEvent.click(button);
	expect(study.selection.current).toBeNull();
});

test('what two networks read differently is counted and opened by single grades while some are merged', async () => {
	const study = fakeStudy({ test: 100, val: 40, intervals: 'pending' });
	study.view.merging = 'kl2';
	render(WithStudy, { study, cell: Agreement });
	const [button] = screen.getAllByRole('button', { name: /^Show \d+ knees? read differently$/ });
	await fireEvent.click(button);
	expect(firstNumber(button.textContent)).toBe(study.selection.rows.length);
	expect(button.getAttribute('aria-pressed')).toBe('true');
});

test('a list says among which knees it was chosen once others pass the filter', async () => {
	const study = fakeStudy({ test: 100, val: 20 });
	const { filter, selection } = study;
	filter.set(['left']);
	render(WithStudy, { study, cell: Agreement });
	await fireEvent.click(screen.getByRole('button', { name: /knees read correctly by all three/ }));
	const words = () => selectionWords(study, selection.current!);
	expect(words()).toBe('read correctly by all three networks');
	const address = selectionToAddress(selection.current!)!;
	expect(selectionFromAddress(address)).toEqual(selection.current);
	filter.clear();
	expect(words()).toBe('read correctly by all three networks, of left knees');
	selection.select({ kind: 'listed', rows: [1, 2], words: 'lassoed' });
	filter.set(['left']);
	expect(words()).toBe('lassoed, of all knees');
	selection.restore({ kind: 'listed', rows: [1, 2], words: 'of an old link' });
	expect(words()).toBe('of an old link');
});

test('bars of the histogram hold every knee, open theirs and are walked with arrows', async () => {
	const study = fakeStudy({ test: 100, val: 40, intervals: 'pending' });
	render(WithStudy, { study, cell: Agreement });
	const bars = within(screen.getByRole('toolbar', { name: /lowest expected grade/ })).getAllByRole(
		'button'
	);
	const counts = bars.map((bar) => Number(/^\d+/.exec(bar.getAttribute('aria-label')!)![0]));
	expect(counts.reduce((sum, count) => sum + count)).toBe(100);
	expect(bars.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
	bars[0].focus();
	await fireEvent.keyDown(bars[0], { key: 'ArrowRight' });
	expect(document.activeElement).toBe(bars[1]);
	const place = counts.findIndex((count) => count > 0);
	await fireEvent.click(bars[place]);
	expect(study.selection.rows).toHaveLength(counts[place]);
	expect(study.selection.order).toBe('disagreement');
	const empty = counts.indexOf(0);
	if (empty >= 0) {
		await fireEvent.click(bars[empty]);
		expect(study.selection.rows).toHaveLength(counts[place]);
	}
});

test('the most disputed knees open among the most disputed', async () => {
	const study = fakeStudy({ test: 100, val: 40, intervals: 'pending' });
	render(WithStudy, { study, cell: Agreement });
	const list = screen.getByRole('list', { name: 'Most disputed knees' });
	const [first] = within(list).getAllByRole('button');
	await fireEvent.click(first);
	expect(study.selection.rows).toHaveLength(50);
	expect(study.selection.openRow).toBe(study.selection.rows[0]);
});

test('nothing read yet, and a table of the numbers', async () => {
	const empty = fakeStudy({ test: 20, val: 0, stored: [] });
	render(WithStudy, { study: empty, cell: Agreement });
	expect(screen.getByText(/No knee has been read by all three networks yet/)).toBeTruthy();
	expect(screen.queryByRole('button', { name: 'CSV' })).toBeNull();
	cleanup();
	render(WithStudy, {
		study: fakeStudy({ test: 40, val: 20, intervals: 'pending' }),
		cell: Agreement
	});
	await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
	expect(screen.getByRole('table', { name: 'Agreement of every two networks' })).toBeTruthy();
	expect(screen.getByRole('rowheader', { name: 'all but ResNet50' })).toBeTruthy();
});

test('a list of readings says so once they are others', async () => {
	const study = fakeStudy({ test: 100, val: 20 });
	const { selection, systems } = study;
	render(WithStudy, { study, cell: Agreement });
	await fireEvent.click(screen.getByRole('button', { name: /knees read correctly by all three/ }));
	const words = () => selectionWords(study, selection.current!);
	expect(words()).toBe('read correctly by all three networks');
	systems.rule = { kind: 'expected-grade' };
	expect(words()).toMatch(
		/^read correctly by all three networks when chosen; the rule or the ensemble/
	);
	const address = selectionToAddress(selection.current!)!;
	expect(selectionFromAddress(address)).toEqual(selection.current);
	systems.rule = { kind: 'argmax' };
	expect(words()).toBe('read correctly by all three networks');
	systems.scheme = 'mean';
	expect(words()).toMatch(/when chosen/);
	const old: Selection = { kind: 'listed', rows: [1], words: 'some knees' };
	expect(selectionFromAddress(selectionToAddress(old)!)).toEqual(old);
});

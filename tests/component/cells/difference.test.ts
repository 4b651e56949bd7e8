import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Difference from '#lib/cells/difference/Difference.svelte';
import { selectionWords } from '#lib/words/selection-words.ts';
import { comparedSystem } from '#lib/study/systems/compared-systems.ts';
import { compareSystems } from '#lib/study/selection/difference-link.ts';
import { selectedIn, linkedIn, selectIn } from '#lib/study/selection/matrix-link.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

beforeEach(withoutLayout);

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

const predictions = (study: ReturnType<typeof fakeStudy>, id: string) =>
	comparedSystem(study.systems, id)!.predictions;

test('every cell opens exactly the knees that were gained, lost and moved there', () => {
	const study = fakeStudy({ test: 200, val: 40 });
	const { selection, table } = study;
	const [a, b] = ['ensemble:mean', 'resnet50'];
	const { difference } = compareSystems(study, a, b)!;
	const [ofA, ofB] = [predictions(study, a), predictions(study, b)];
	for (let truth = 0; truth < 5; truth++) {
		for (let read = 0; read < 5; read++) {
			const rows = (change: 'gained' | 'lost' | 'moved') => {
				selection.select({ kind: 'difference', a, b, truth, read, change });
				return selection.rows;
			};
			const gained = rows('gained');
			expect(gained).toHaveLength(difference.gained[truth][read]);
			expect(gained.every((row) => ofA[row] === read && ofB[row] !== read)).toBe(true);
			const lost = rows('lost');
			expect(lost).toHaveLength(difference.lost[truth][read]);
			expect(lost.every((row) => ofB[row] === read && ofA[row] !== read)).toBe(true);
			const moved = rows('moved');
			expect(new Set(moved)).toEqual(new Set([...gained, ...lost]));
			expect(moved.every((row) => table.grades[row] === truth)).toBe(true);
		}
	}
});

test('without a grade read: all that moved, and who alone is right', () => {
	const study = fakeStudy({ test: 200, val: 40 });
	const { selection, table } = study;
	const [a, b] = ['xception', 'resnet50'];
	const { moved, rightByA, rightByB } = compareSystems(study, a, b)!;
	const count = (change: 'gained' | 'lost' | 'moved') => {
		selection.select({ kind: 'difference', a, b, truth: null, read: null, change });
		return selection.rows.length;
	};
	expect([count('moved'), count('gained'), count('lost')]).toEqual([moved, rightByA, rightByB]);
	const [ofA, ofB] = [predictions(study, a), predictions(study, b)];
	expect(rightByB).toBe(
		table.evaluatedRows.filter(
			(row) => ofB[row] === table.grades[row] && ofA[row] !== table.grades[row]
		).length
	);
});

test('merged cells open the knees of all their grades, in a matrix and in a difference', () => {
	const study = fakeStudy({ test: 200, val: 40 });
	const { selection, systems, table, view } = study;
	view.merging = 'kl2';
	selectIn(study, 'xception', { row: 1, column: 0 });
	const read = predictions(study, 'xception');
	expect(selection.rows).toHaveLength(
		table.evaluatedRows.filter((row) => table.grades[row] >= 2 && read[row] < 2).length
	);
	expect(selectedIn(study, 'xception')).toEqual({ row: 1, column: 0 });
	expect(linkedIn(study, systems.models[0])).toBeNull();
	view.merging = 'three';
	expect(selectedIn(study, 'xception')).toBeNull();
	expect(
		linkedIn(study, systems.models[0])!
			.flat()
			.reduce((x, y) => x + y)
	).toBe(selection.rows.length);
	const { difference } = compareSystems(study, 'xception', 'resnet50')!;
	expect(difference.net).toHaveLength(3);
	selection.select({
		kind: 'difference',
		a: 'xception',
		b: 'resnet50',
		truth: 0,
		read: 0,
		change: 'gained',
		merging: 'three'
	});
	expect(selection.rows).toHaveLength(difference.gained[0][0]);
});

test('any two can be chosen, and a cell selects', async () => {
	const study = fakeStudy({ test: 200, val: 40 });
	render(WithStudy, { study, cell: Difference });
	expect(screen.getByRole('grid', { name: /^F1-weighted ensemble minus Xception: / })).toBeTruthy();
	await fireEvent.change(screen.getByRole('combobox', { name: 'A' }), {
		target: { value: 'resnet50' }
	});
	const grid = screen.getByRole('grid', { name: /^ResNet50 minus Xception: / });
	await fireEvent.click(screen.getByRole('button', { name: 'Swap' }));
	expect(grid.getAttribute('aria-label')).toMatch(/^Xception minus ResNet50: /);
	const [cell] = within(grid)
		.getAllByRole('gridcell')
		.filter((one) => !one.hasAttribute('aria-disabled'));
	await fireEvent.click(cell);
	expect(study.selection.current).toMatchObject({
		kind: 'difference',
		a: 'xception',
		b: 'resnet50'
	});
	expect(study.selection.rows.length).toBeGreaterThan(0);
	expect(cell.getAttribute('aria-selected')).toBe('true');
	await fireEvent.click(screen.getByRole('button', { name: /read differently/ }));
	expect(study.selection.current).toMatchObject({ truth: null, read: null, change: 'moved' });
	study.selection.clear();
	await fireEvent.change(screen.getByRole('combobox', { name: 'A' }), {
		target: { value: 'resnet50' }
	});
	expect(screen.getByText('A and B are the same')).toBeTruthy();
});

test('the controls of the matrices merge and normalise the difference too', async () => {
	const study = fakeStudy({ test: 200, val: 40 });
	render(WithStudy, { study, cell: Difference });
	await fireEvent.click(screen.getByRole('radio', { name: 'KL \u2265 2 or not' }));
	expect(screen.getAllByRole('gridcell')).toHaveLength(4);
	expect(
		screen.getByRole('rowheader', { name: /^True 2 and above: \d+ of \d+ knees read differently/ })
	).toBeTruthy();
	await fireEvent.click(screen.getByRole('radio', { name: 'Row %' }));
	expect(study.view.normalisation).toBe('row');
	await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
	expect(screen.getAllByText('below 2').length).toBeGreaterThan(0);
});

test('differences in words', () => {
	const study = fakeStudy({ test: 20, val: 20 });
	const says = (
		truth: number | null,
		read: number | null,
		change: 'moved' | 'gained' | 'lost',
		merging?: 'three'
	) =>
		selectionWords(study, {
			kind: 'difference',
			a: 'ensemble:mean',
			b: 'resnet50',
			truth,
			read,
			change,
			merging
		});
	expect(says(2, 1, 'lost')).toBe('true 2, read as 1 by ResNet50 but not by the mean ensemble');
	expect(says(2, 0, 'moved', 'three')).toBe(
		'true 3 or 4, read as 0 or 1 by only one of the mean ensemble and ResNet50'
	);
	expect(says(null, null, 'gained')).toBe(
		'read correctly by the mean ensemble and wrongly by ResNet50'
	);
	expect(says(null, null, 'moved')).toBe('read differently by the mean ensemble and ResNet50');
});

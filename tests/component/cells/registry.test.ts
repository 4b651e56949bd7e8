import { describe, expect, test } from 'vitest';
import { CELLS, cellsOf, fetchParts, type Cell } from '#lib/cells/registry.ts';
import { fakeStudy } from './fake-study.ts';

const study = fakeStudy({ test: 20, val: 0 });

test('anchors stay what links to them say, in page order', () => {
	expect(CELLS.map(({ id }) => id)).toEqual([
		'data',
		'models',
		'each-model',
		'ensemble',
		'comparison',
		'difference',
		'mistakes',
		'agreement',
		'slices',
		'suspects',
		'certainty',
		'decision',
		'map',
		'where-they-look',
		'own-xray',
		'reader-mode',
		'export'
	]);
	expect(new Set(CELLS.map(({ title }) => title)).size).toBe(17);
	expect(CELLS.every(({ question }) => question.endsWith('?'))).toBe(true);
});

test('every cell has its component: with the first numbers, or fetched after them', async () => {
	const parts = await fetchParts();
	const late = CELLS.filter(({ part }) => !part).map(({ id }) => id);
	expect([...parts.keys()]).toEqual(late);
	expect(new Set(parts.values()).size).toBe(late.length);
});

describe('cells of a study', () => {
	const invented = (id: string, more: Partial<Cell> = {}): Cell => ({
		id,
		title: id,
		question: `${id}?`,
		...more
	});

	test('are numbered in their order', () => {
		const numbers = cellsOf(study).map(({ number }) => number);
		expect(numbers).toEqual(CELLS.map((_, index) => index + 1));
	});

	test('are those that apply, numbered without a gap', () => {
		const many = ({ results }: typeof study) => results.length > 3;
		const cells = [invented('a'), invented('b', { appliesTo: many }), invented('c')];
		expect(cellsOf(study, cells).map(({ id, number }) => [id, number])).toEqual([
			['a', 1],
			['c', 2]
		]);
	});
});

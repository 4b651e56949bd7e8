import { expect, test } from 'vitest';
import { agreementCounts } from '#lib/cells/mistakes/agreement-counts.ts';
import { kneesTable } from '#lib/panels/tray/knees-table.ts';
import { selectedIn, linkedIn } from '#lib/study/selection/matrix-link.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { fakeStudy } from './fake-study.ts';

const study = fakeStudy({ test: 200, val: 40 });

function rights({ systems, table }: Study, row: number): number {
	return systems.models.filter(({ predictions }) => predictions[row] === table.grades[row]).length;
}

test('every selection holds exactly its knees', () => {
	const { selection, systems, table } = study;
	const resnet = systems.get('resnet50')!;
	selection.select({ system: 'resnet50', truth: 0, read: 1 });
	expect(selection.rows.length).toBe(resnet.confusion[0][1]);
	selection.select({ kind: 'mistakes', system: 'resnet50' });
	expect(selection.rows.length).toBe(
		table.evaluatedRows.filter((row) => resnet.predictions[row] !== table.grades[row]).length
	);
	selection.select({ kind: 'agreement', right: 2, truth: null });
	expect(selection.rows.length).toBeGreaterThan(0);
	expect(selection.rows.every((row) => rights(study, row) === 2)).toBe(true);
	selection.select({ kind: 'grade', truth: 4 });
	expect(selection.rows.every((row) => table.grades[row] === 4)).toBe(true);
});

test('the counts of agreement add up to every knee that all have read', () => {
	const { counts, ofGrade, read } = agreementCounts(study);
	expect(read).toBe(200);
	expect(counts.flat().reduce((a, b) => a + b)).toBe(200);
	expect(ofGrade.reduce((a, b) => a + b)).toBe(200);
	study.selection.select({ kind: 'agreement', right: 0, truth: 1 });
	expect(study.selection.rows.length).toBe(counts[0][1]);
});

test('a network that has read nothing leaves no knee to agree on', () => {
	const partial = fakeStudy({ test: 20, val: 20, stored: ['xception', 'resnet50'] });
	expect(agreementCounts(partial).read).toBe(0);
	partial.selection.select({ kind: 'agreement', right: 0, truth: null });
	expect(partial.selection.rows).toEqual([]);
});

test('orders by the lead of the grade read, mistakes before right readings', () => {
	const { selection, systems, table } = study;
	selection.select({ system: 'resnet50', truth: 1, read: null });
	const { predictions } = systems.get('resnet50')!;
	selection.order = 'surest';
	const wrong = selection.rows.map((row) => predictions[row] !== table.grades[row]);
	expect(wrong.indexOf(false)).toBe(wrong.filter(Boolean).length);
	const stored = study.results.find(({ name }) => name === 'resnet50')!;
	const marginOf = (row: number) => {
		const [highest, second] = [...stored.probabilities(row)!].toSorted((a, b) => b - a);
		return highest - second;
	};
	const margins = selection.rows.filter((row) => predictions[row] !== 1).map(marginOf);
	expect(new Set(margins).size).toBeGreaterThan(3);
	expect(margins).toEqual(margins.toSorted((a, b) => b - a));
	selection.order = 'closest';
	const close = selection.rows.map(marginOf);
	expect(close).toEqual(close.toSorted((a, b) => a - b));
	selection.order = 'number';
	expect(selection.rows).toEqual(selection.rows.toSorted((a, b) => a - b));
	selection.order = 'surest';
});

test('steps through the selection, and back into it from the other knee', () => {
	const { selection, table } = study;
	selection.select({ kind: 'mistakes', system: 'xception' });
	const [first, second, third] = selection.rows;
	selection.open(second);
	selection.step(-1);
	expect(selection.openRow).toBe(first);
	selection.step(-1);
	expect(selection.openRow).toBe(first);
	selection.step(1);
	const outside = table.evaluatedRows.find((row) => !selection.rows.includes(row))!;
	selection.open(outside);
	expect(selection.returnRow).toBe(second);
	selection.step(1);
	expect(selection.openRow).toBe(third);
	expect(selection.returnRow).toBeNull();
	selection.close();
	selection.clear();
	selection.open(first);
	selection.step(1);
	expect(selection.openRow).toBe(first);
	selection.close();
});

test('other selections are linked into every matrix, a matrix marks its own', () => {
	const { selection, systems } = study;
	selection.select({ kind: 'agreement', right: 0, truth: null });
	for (const system of systems.models) {
		expect(selectedIn(study, system.id)).toBeNull();
		const linked = linkedIn(study, system)!;
		expect(linked.flat().reduce((a, b) => a + b)).toBe(selection.rows.length);
		expect(linked.every((row, grade) => row[grade] === 0)).toBe(true);
	}
	selection.select({ system: 'xception', truth: 2, read: 2 });
	expect(selectedIn(study, 'xception')).toEqual({ row: 2, column: 2 });
	expect(linkedIn(study, systems.get('xception')!)).toBeNull();
	selection.clear();
});

test('the saved table has every score in full and leaves unread knees unknown', () => {
	const partial = fakeStudy({ test: 20, val: 20, stored: ['xception'] });
	const [row] = partial.table.evaluatedRows;
	const { columns, rows } = kneesTable(partial, [row], 'One knee');
	expect(rows[0]).toHaveLength(columns.length);
	const at = columns.findIndex(({ label }) => label === 'Xception score of 0');
	expect(rows[0].slice(at, at + 5)).toEqual([...partial.results[0].probabilities(row)!]);
	const unread = columns.findIndex(({ label }) => label === 'ResNet50 read as');
	expect(rows[0].slice(unread, unread + 6)).toEqual(new Array(6).fill(null));
});

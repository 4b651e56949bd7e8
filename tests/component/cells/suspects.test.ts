import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import SuspectMark from '#lib/panels/knee/SuspectMark.svelte';
import Suspects from '#lib/cells/suspects/Suspects.svelte';
import { drawnCheck } from '#lib/cells/suspects/drawn-check.ts';
import { suspectRows, undecidedRows } from '#lib/cells/suspects/suspect-rows.ts';
import { suspectWords } from '#lib/cells/suspects/suspect-words.ts';
import { suspectsTable } from '#lib/cells/suspects/suspect-tables.ts';
import { wrongLabelShare } from '#lib/core/checks/label-suspects.ts';
import type { KneeTruth } from '#lib/core/records/test-set.ts';
import { drawnGrades, drawnGradesOf } from '#lib/study/answers/drawn-grades.ts';
import {
	labelDoubt,
	orderedSuspects,
	SUSPECT_ORDERS,
	type LabelDoubt
} from '#lib/study/answers/label-doubt.ts';
import { viewFromQuery, viewToQuery } from '#lib/study/view/view-address.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';
import WithStudyRow from './WithStudyRow.svelte';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';

beforeEach(withoutLayout);

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** A phantom with spurs of these sizes at its four sites and signs in its medial compartment. */
/** Signs of every knee that tell it from its neighbours. */
const truthsByRow = ({ knees }: KneeTable) =>
	new Map(
		knees.map(({ id }, row) => [id, truthOf([(row % 4) * 0.8, 0, 0, 0], 0, 0, row % 5)] as const)
	);

function truthOf(mm: number[], narrowing: number, sclerosis: number, second = 1): KneeTruth {
	const sites = ['femur-medial', 'femur-lateral', 'tibia-medial', 'tibia-lateral'] as const;
	const box = { x0: 0, y0: 0, x1: 1, y1: 1 };
	return {
		secondReaderGrade: second,
		jointSpaceMm: { medial: 4, lateral: 4 },
		narrowing: { medial: narrowing, lateral: 0 },
		osteophytes: sites.map((site, i) => ({ site, mm: mm[i], x: 0, y: 0, radius: 1 })),
		sclerosis: { medial: sclerosis, lateral: 0 },
		attritionMm: { medial: 0, lateral: 0 },
		jointSpace: { medial: box, lateral: box },
		millimetresPerPixel: 0.45,
		negative: false,
		phantom: null
	};
}

test('rows of the table of labels are the knees that are counted there', () => {
	const study = fakeStudy({ test: 300, val: 40 });
	const doubt = labelDoubt(study);
	const { confidentJoint, suspects } = doubt.found;
	let counted = 0;
	for (let label = 0; label < 5; label++) {
		for (let likely = 0; likely < 5; likely++) {
			const rows = suspectRows(doubt, label, likely);
			expect(rows).toHaveLength(confidentJoint[label][likely]);
			expect(rows.every((row) => study.table.grades[row] === label)).toBe(true);
			counted += rows.length;
		}
	}
	expect(counted + undecidedRows(doubt).length).toBe(300);
	expect(suspects.length).toBeGreaterThan(10);
	expect(suspectRows(doubt, null, null)).toHaveLength(suspects.length);
	const ofLabels = [0, 1, 2, 3, 4].flatMap((label) => suspectRows(doubt, label, null));
	expect(ofLabels.sort((a, b) => a - b)).toEqual(suspectRows(doubt, null, null));
});

test('a filter shows fewer of the same doubts', () => {
	const study = fakeStudy({ test: 300, val: 40 });
	const all = labelDoubt(study);
	const doubted = (doubt: LabelDoubt) =>
		new Map(doubt.found.suspects.map((i) => [doubt.rows[i], doubt.found.confidentGrade[i]]));
	study.filter.set(['grade-2']);
	const shown = labelDoubt(study);
	expect(shown.rows).toEqual(all.rows.filter((row) => study.table.grades[row] === 2));
	const expected = [...doubted(all)].filter(([row]) => study.table.grades[row] === 2);
	expect(expected.length).toBeGreaterThan(3);
	expect([...doubted(shown)]).toEqual(expected);
	expect(shown.found.confidentJoint[2]).toEqual(all.found.confidentJoint[2]);
	expect(wrongLabelShare(shown.found)).toBeGreaterThan(0);
});

test('every order has all suspects, and its first is the extreme', () => {
	const doubt = labelDoubt(fakeStudy({ test: 300, val: 40 }));
	const { suspects, selfConfidence, confidentGrade, margin } = doubt.found;
	for (const order of SUSPECT_ORDERS) {
		expect(orderedSuspects(doubt, order).toSorted((a, b) => a - b)).toEqual(
			suspects.toSorted((a, b) => a - b)
		);
	}
	const least = (values: (i: number) => number) => Math.min(...suspects.map(values));
	expect(margin[orderedSuspects(doubt, 'margin')[0]]).toBe(least((i) => margin[i]));
	expect(selfConfidence[orderedSuspects(doubt, 'probability')[0]]).toBe(
		least((i) => selfConfidence[i])
	);
	const off = (i: number) => Math.abs(confidentGrade[i] - doubt.labels[i]);
	expect(off(orderedSuspects(doubt, 'distance')[0])).toBe(-least((i) => -off(i)));
});

test('suspects in words', () => {
	expect(suspectWords(null, null)).toBe('label doubted by the networks');
	expect(suspectWords(2, 3)).toBe('label 2, doubted: likelier 3');
	expect(suspectWords(2, null)).toBe('label 2, doubted');
	expect(suspectWords(2, 2)).toBe('label 2, which the networks support');
	expect(suspectWords(null, 3)).toBe('label doubted by the networks: likelier 3');
});

test('selects all suspects, one cell of the table, and the undecided', async () => {
	const study = fakeStudy({ test: 100, val: 40, intervals: 'pending' });
	const { found } = labelDoubt(study);
	render(WithStudy, { study, cell: Suspects });
	await fireEvent.click(
		screen.getByRole('button', { name: `Select all ${found.suspects.length} suspects` })
	);
	expect(study.selection.rows).toHaveLength(found.suspects.length);
	expect(study.selection.order).toBe('loss');
	const grid = screen.getByRole('grid', { name: /^Labels and the grades/ });
	const cell = within(grid)
		.getAllByRole('gridcell')
		.find(
			(one) =>
				/labelled (\d), suggested (?!\1)/.test(one.getAttribute('aria-label') ?? '') &&
				!one.hasAttribute('aria-disabled')
		)!;
	await fireEvent.click(cell);
	expect(cell.getAttribute('aria-label')).toMatch(
		new RegExp(`^${study.selection.rows.length} knees?`)
	);
	expect(cell.getAttribute('aria-selected')).toBe('true');
	await fireEvent.click(screen.getByRole('button', { name: /with no confident grade$/ }));
	expect(study.selection.rows).toHaveLength(
		found.confidentGrade.filter((grade) => grade < 0).length
	);
});

test('shows the most doubtful first, as many as chosen, in the address', async () => {
	const study = fakeStudy({ test: 400, val: 40, intervals: 'pending' });
	const doubt = labelDoubt(study);
	render(WithStudy, { study, cell: Suspects });
	const list = () => screen.getByRole('list', { name: /most doubtful labels/ });
	expect(list().children).toHaveLength(6);
	const first = doubt.rows[doubt.found.suspects[0]];
	await fireEvent.click(within(list()).getAllByRole('button')[0]);
	expect(study.selection.openRow).toBe(first);
	expect(study.selection.rows).toContain(first);
	study.selection.clear();
	study.selection.order = 'surest';
	await fireEvent.click(screen.getByRole('radio', { name: '12' }));
	await fireEvent.change(screen.getByRole('combobox', { name: 'Order' }), {
		target: { value: 'distance' }
	});
	expect(list().children).toHaveLength(12);
	const query = viewToQuery(study, '');
	expect(query).toBe('?v=1&suspects=distance~12');
	const other = fakeStudy({ test: 400, val: 40, intervals: 'pending' });
	expect(viewFromQuery(other, query)).toEqual([]);
	expect(other.view.suspects).toEqual({ order: 'distance', shown: 12 });
	for (const wrong of ['distance', 'distance~7', 'worst~12', 'margin~6~1']) {
		expect(viewFromQuery(other, `?v=1&suspects=${wrong}`)).toEqual(['suspects']);
		expect(other.view.suspects).toEqual({ order: 'margin', shown: 6 });
	}
});

test('says that the knees were not trained on and that a suspect is a question', () => {
	render(WithStudy, {
		study: fakeStudy({ test: 60, val: 40, intervals: 'pending' }),
		cell: Suspects
	});
	expect(
		screen.getByText(
			/According to the model cards, none of these knees was trained on: they are of the test split/
		)
	).toBeTruthy();
	expect(screen.getAllByText(/a question to a reader, not a proven error/).length).toBeGreaterThan(
		0
	);
});

test('does not say that knees were not trained on where a card says nothing', () => {
	const study = fakeStudy({ test: 60, val: 40, intervals: 'pending' });
	study.results[1].card.trainingData = null;
	render(WithStudy, { study, cell: Suspects });
	expect(screen.getByText(/but what ResNet50 was trained on is not known/)).toBeTruthy();
	expect(screen.queryByText(/none of these knees was trained on/)).toBeNull();
});

test('the drawn truth says how often a label is another than the signs give', async () => {
	const study = fakeStudy({ test: 40, val: 0, truths: truthsByRow });
	const doubt = labelDoubt(study);
	const grades = await drawnGradesOf(study, doubt.rows);
	const check = drawnCheck(doubt, grades, study.table)!;
	const of = (kind: string, source: string) =>
		check.find((one) => one.kind === kind && one.source === source)!;
	expect(of('suspects', 'signs').knees).toBe(doubt.found.suspects.length);
	for (const source of ['signs', 'secondReader'] as const) {
		const [suspects, others, all] = ['suspects', 'others', 'all'].map((kind) => of(kind, source));
		expect(suspects.knees + others.knees).toBe(40);
		expect([...suspects.rows, ...others.rows].sort((a, b) => a - b)).toEqual(all.rows);
		for (const row of doubt.rows) {
			const gainsaid = grades.get(row)![source] !== study.table.grades[row];
			expect(all.rows.includes(row)).toBe(gainsaid);
		}
		expect(all.sample.values.filter((value) => value === 1)).toHaveLength(all.rows.length);
		expect(all.sample.subjects).toEqual(doubt.rows.map((row) => study.table.knees[row].subject));
	}
	expect(drawnCheck(doubt, new Map(doubt.rows.map((row) => [row, null])), study.table)).toBeNull();
	const table = suspectsTable(study, doubt, doubt.found.suspects, grades);
	expect(table.columns.at(-2)!.label).toBe('Second reader (drawn truth)');
	expect(suspectsTable(study, doubt, [], null).columns).toHaveLength(table.columns.length - 2);
});

test('drawn signs give the grade of the rule', () => {
	expect(drawnGrades(truthOf([0.2, 0.1, 0, 0], 0.1, 0))).toEqual({ secondReader: 1, signs: 0 });
	expect(drawnGrades(truthOf([0.2, 1.4, 0, 0], 0.1, 0)).signs).toBe(1);
	expect(drawnGrades(truthOf([0, 0, 0, 0], 0.25, 0)).signs).toBe(1);
	expect(drawnGrades(truthOf([2.5, 2, 0, 0], 0.1, 0)).signs).toBe(2);
	expect(drawnGrades(truthOf([3, 2.5, 0, 0], 0.4, 0.4)).signs).toBe(3);
	expect(drawnGrades(truthOf([5, 4, 3, 0], 0.8, 0.7)).signs).toBe(4);
});

test('what was drawn is fetched when the cell comes near, and said to be drawn truth', async () => {
	vi.stubGlobal('IntersectionObserver', undefined);
	delete (globalThis as Partial<typeof globalThis>).IntersectionObserver;
	const study = fakeStudy({ test: 40, val: 20, truths: truthsByRow });
	render(WithStudy, { study, cell: Suspects });
	const table = await screen.findByRole('table', { name: /second reader and the drawn signs/ });
	const [count] = within(table).getAllByRole('button', { name: /^\d+ knees/ });
	await fireEvent.click(count);
	expect(study.selection.rows).toHaveLength(Number(count.textContent));
	const { suspects } = labelDoubt(study).found;
	expect(suspects.length).toBeGreaterThan(0);
	expect(screen.getAllByText('Drawn truth')).toHaveLength(1 + Math.min(6, suspects.length));
	expect(
		await screen.findByText(/without a reader’s noise, give another grade/, {}, { timeout: 20_000 })
	).toBeTruthy();
});

test('the share of wrong labels gets its interval, or the page says why not', async () => {
	render(WithStudy, { study: fakeStudy({ test: 40, val: 20 }), cell: Suspects });
	expect(screen.getByText(/estimated share of wrong labels, interval being computed/)).toBeTruthy();
	expect(
		await screen.findByText(/wrong labels, \d+\.\d to \d+\.\d,/, {}, { timeout: 30_000 })
	).toBeTruthy();
	cleanup();
	render(WithStudy, {
		study: fakeStudy({ test: 40, val: 20, intervals: 'failing' }),
		cell: Suspects
	});
	expect(await screen.findByText(/interval could not be computed/)).toBeTruthy();
});

test('the open knee says that its label is doubted, others do not', () => {
	const study = fakeStudy({ test: 200, val: 40 });
	const doubt = labelDoubt(study);
	const suspect = doubt.rows[doubt.found.suspects[0]];
	const { container } = render(WithStudyRow, { study, row: suspect, part: SuspectMark });
	expect(container.textContent).toMatch(/Doubtful label\. Together the networks give \d/);
	cleanup();
	study.filter.set([study.table.knees[suspect].side === 'L' ? 'right' : 'left']);
	const { container: outside } = render(WithStudyRow, { study, row: suspect, part: SuspectMark });
	expect(outside.textContent).toContain('Doubtful label');
	cleanup();
	const [believed] = suspectRows(doubt, 0, 0);
	for (const row of [believed, study.table.rows('val')[0]]) {
		const { container } = render(WithStudyRow, { study, row, part: SuspectMark });
		expect(container.textContent).not.toContain('Doubtful label');
		cleanup();
	}
});

test('nothing read yet', () => {
	render(WithStudy, { study: fakeStudy({ test: 20, val: 0, stored: [] }), cell: Suspects });
	expect(screen.getByText('No knee has been read by every network yet')).toBeTruthy();
});

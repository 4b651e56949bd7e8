import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sliceTable } from '#lib/cells/slices/slice-table.ts';
import { sliceLines } from '#lib/cells/slices/slice-lines.ts';
import { comparedWords, verdictWords } from '#lib/cells/slices/slice-words.ts';
import Slices from '#lib/cells/slices/Slices.svelte';
import { balancedAccuracy, perClass } from '#lib/core/metrics/metrics.ts';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { LEAST_OF_GRADE } from '#lib/core/slices/slice-contrast.ts';
import { sliceTestOf, type ContrastName } from '#lib/study/slices/tested-slices.ts';
import { sliceComparisonsOf } from '#lib/runtime/compute/slice-comparison.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import FilterPage from './FilterPage.svelte';
import WithStudy from './WithStudy.svelte';

/** Everything is near what is visible. */
class TellsAtOnce {
	readonly #tell: (entries: { target: Element; isIntersecting: boolean }[]) => void;

	constructor(tell: (entries: { target: Element; isIntersecting: boolean }[]) => void) {
		this.#tell = tell;
	}

	observe(target: Element) {
		this.#tell([{ target, isIntersecting: true }]);
	}

	unobserve() {}
}

const PATIENCE = { timeout: 15_000 };

beforeEach(() => {
	withoutLayout();
	vi.stubGlobal('IntersectionObserver', TellsAtOnce);
});

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

const studyOf200 = () => fakeStudy({ test: 200, val: 40 });

test('every slice is compared with the rest of the knees that pass the filter', async () => {
	const study = studyOf200();
	const { filter, slices, systems, table } = study;
	await slices.load();
	filter.set(['left']);
	const xception = systems.get('xception')!;
	const asked = sliceTestOf(study, xception, systems.rows, 'balancedAccuracy', 'rest');
	expect(asked.tested.map(({ family }) => family.id)).not.toContain('side');
	expect(asked.question.truth).toHaveLength(systems.rows.length);
	const comparisons = sliceComparisonsOf(asked.question);
	const of = (rows: readonly number[]) =>
		balancedAccuracy(
			confusionMatrix(
				rows.map((row) => table.grades[row]),
				rows.map((row) => xception.predictions[row]),
				5
			)
		);
	comparisons.forEach((comparison, s) => {
		const { rows, id } = asked.tested[s];
		expect(comparison.name).toBe(id);
		expect(comparison.knees).toBe(rows.length);
		expect(comparison.inside).toBeCloseTo(of(rows)!, 12);
		expect(comparison.rest).toBeCloseTo(of(systems.rows.filter((row) => !rows.includes(row)))!, 12);
	});
	const lines = sliceLines(asked, comparisons);
	const differences = lines.map(({ comparison }) => comparison.difference!);
	expect(differences).toEqual([...differences].sort((a, b) => a - b));
	const table1 = sliceTable(lines, asked.question, 'Xception');
	expect(table1.rows).toHaveLength(comparisons.length);
	expect(table1.rows.every((row) => row.length === table1.columns.length)).toBe(true);
});

test('small slices and single grades by kappa are not tested, and the second of two is the rest of the first', async () => {
	const study = fakeStudy({ test: 40, val: 40 });
	await study.slices.load();
	const { systems } = study;
	const ids = (metric: 'accuracy' | 'quadraticWeightedKappa', contrast: ContrastName = 'rest') => {
		const { tested, small } = sliceTestOf(study, systems.ensemble, systems.rows, metric, contrast);
		for (const { rows } of tested) expect(rows.length).toBeGreaterThanOrEqual(10);
		return { tested: tested.map(({ id }) => id), small: small.map(({ id }) => id) };
	};
	expect(ids('accuracy').small).toContain('grade-4');
	expect(ids('accuracy').tested).toContain('grade-0');
	expect(ids('accuracy').tested).toContain('left');
	expect(ids('accuracy').tested).not.toContain('right');
	const { tested, small } = ids('quadraticWeightedKappa');
	expect([...tested, ...small].filter((id) => id.startsWith('grade'))).toEqual([]);
	const within = ids('accuracy', 'grades');
	expect([...within.tested, ...within.small].filter((id) => id.startsWith('grade'))).toEqual([]);
	expect(within.tested).toEqual([]);
	expect(within.small).toContain('left');
});

test('grade for grade, a slice says how many of its knees are compared', async () => {
	const study = studyOf200();
	await study.slices.load();
	const { systems, table } = study;
	const asked = sliceTestOf(study, systems.ensemble, systems.rows, 'balancedAccuracy', 'grades');
	const lines = sliceLines(asked, sliceComparisonsOf(asked.question));
	const partly = lines.filter(
		({ slice, comparison }) => comparison.compared.inside < slice.rows.length
	);
	expect(partly.length).toBeGreaterThan(0);
	for (const { slice, comparison } of lines) {
		const outside = systems.rows.filter((row) => !slice.rows.includes(row));
		const among = (rows: readonly number[]) =>
			rows.filter((row) => slice.grades!.includes(table.grades[row])).length;
		expect(comparison.compared).toEqual({ inside: among(slice.rows), rest: among(outside) });
	}
	const [{ slice, comparison }] = partly;
	const { inside, rest } = comparison.compared;
	const words = comparedWords(slice.grades, comparison);
	expect(words).toMatch(
		new RegExp(`^${inside} of them compared, with ${rest} of the rest: grades? `)
	);
	expect(comparedWords(null, comparison)).toBe('');
	const { columns, rows } = sliceTable(lines, asked.question, 'the ensemble');
	const at = columns.findIndex(({ label }) => label === 'Knees compared');
	expect(rows[lines.indexOf(partly[0])][at]).toBe(inside);
});

test('grade for grade, the rest has the grades of the slice', async () => {
	const study = studyOf200();
	await study.slices.load();
	const { systems, table } = study;
	const xception = systems.get('xception')!;
	const asked = sliceTestOf(study, xception, systems.rows, 'balancedAccuracy', 'grades');
	const left = sliceComparisonsOf(asked.question).find(({ name }) => name === 'left')!;
	const recallsOf = (side: 'L' | 'R') => {
		const rows = systems.rows.filter((row) => table.knees[row].side === side);
		return perClass(
			confusionMatrix(
				rows.map((row) => table.grades[row]),
				rows.map((row) => xception.predictions[row]),
				5
			)
		).recall;
	};
	const common = [0, 1, 2, 3, 4].filter((grade) =>
		(['L', 'R'] as const).every(
			(side) =>
				systems.rows.filter((row) => table.grades[row] === grade && table.knees[row].side === side)
					.length >= LEAST_OF_GRADE
		)
	);
	const mean = (side: 'L' | 'R') =>
		common.reduce((sum, grade) => sum + recallsOf(side)[grade]!, 0) / common.length;
	expect(left.inside).toBeCloseTo(mean('L'), 12);
	expect(left.rest).toBeCloseTo(mean('R'), 12);
	const kappa = sliceTestOf(study, xception, systems.rows, 'quadraticWeightedKappa', 'grades');
	expect(kappa.question.contrast).toBe('rest');
});

test('a finding is worse or better by its measure, all else is not distinguished, or not tested', () => {
	const comparison = (difference: number, adjusted: number | null) => ({
		name: '',
		knees: 10,
		subjects: 10,
		compared: { inside: 10, rest: 10 },
		inside: 0.5,
		rest: 0.5,
		difference,
		interval: null,
		p: adjusted,
		adjusted
	});
	expect(verdictWords('accuracy', comparison(-0.1, 0.01))).toBe('read worse');
	expect(verdictWords('meanAbsoluteError', comparison(-0.1, 0.01))).toBe('read better');
	expect(verdictWords('accuracy', comparison(-0.1, 0.2))).toBe(
		'not distinguished, adjusted p = .20'
	);
	expect(verdictWords('accuracy', comparison(-0.1, null))).toBe('not tested');
});

test('the cell says how many were tested, opens the knees of a slice and filters by it', async () => {
	const study = studyOf200();
	study.view.slices = { system: 'xception', metric: 'meanAbsoluteError', contrast: 'rest' };
	render(WithStudy, { study, cell: Slices });
	expect(await screen.findByText(/of the \d+ slices tested/, {}, PATIENCE)).toBeTruthy();
	expect(screen.getAllByText(/in grades/).length).toBeGreaterThan(0);
	const list = screen.getByRole('list', { name: /^Slices that differ from the rest/ });
	const [found] = within(list).getAllByRole('listitem');
	expect(within(found).getByText(/^read (worse|better)$/)).toBeTruthy();
	const count = within(found).getByRole('button', { name: /: show them$/ });
	await fireEvent.click(count);
	expect(study.selection.current).toMatchObject({ kind: 'listed' });
	expect(study.selection.rows).toHaveLength(Number(/^\d+/.exec(count.textContent)![0]));
	await fireEvent.click(within(found).getByRole('button', { name: /^Filter by/ }));
	expect(study.filter.state).toBe('on');
	expect(study.systems.rows).toHaveLength(study.selection.rows.length);
});

test('a comparison that cannot be made is said to be so', async () => {
	const study = fakeStudy({ test: 60, val: 40, intervals: 'failing' });
	render(WithStudy, { study, cell: Slices });
	expect(await screen.findByText('The slices could not be compared', {}, PATIENCE)).toBeTruthy();
});

test('the bar says what passes, removes conditions and selects the knees', async () => {
	const study = studyOf200();
	const { filter, selection, systems } = study;
	filter.set(['left', 'grade-2']);
	render(FilterPage, { study });
	expect(screen.getByText(`${systems.rows.length} of 200 knees:`)).toBeTruthy();
	await fireEvent.click(screen.getByRole('button', { name: 'Select these knees' }));
	expect(selection.current).toMatchObject({ words: 'left knees, true 2 Minimal' });
	expect(selection.rows).toHaveLength(systems.rows.length);
	await fireEvent.click(screen.getByRole('button', { name: 'left knees: remove this condition' }));
	expect(filter.conditions).toEqual(['grade-2']);
	await fireEvent.change(screen.getByRole('combobox', { name: 'and' }), {
		target: { value: 'right' }
	});
	expect(filter.conditions).toEqual(['grade-2', 'right']);
	await fireEvent.click(screen.getByRole('button', { name: 'Remove the filter' }));
	expect(filter.state).toBe('off');
});

test('where no knee passes, the way out is to remove the filter', async () => {
	const study = studyOf200();
	await study.slices.load();
	study.filter.set(['grade-0', 'large-spur']);
	expect(study.systems.rows).toEqual([]);
	render(FilterPage, { study });
	const notice = screen.getByText('No knee passes the filter').closest('section')!;
	await fireEvent.click(within(notice).getByRole('button', { name: 'Remove the filter' }));
	expect(study.systems.rows).toHaveLength(200);
});

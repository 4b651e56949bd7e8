import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import TheData from '#lib/cells/the-data/TheData.svelte';
import { formatCount } from '#lib/core/text/format.ts';
import { ENSEMBLE } from '#lib/study/systems/systems.svelte.ts';
import { FakeImages } from './fake-study-images.ts';
import { fakeStudy, type FakeStudyOptions } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

beforeEach(() => {
	// Drawing phantoms takes longer than all else here.
	vi.spyOn(FakeImages.prototype, 'pixels').mockResolvedValue(new Uint8Array(224 * 224));
	vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
});

function show(options: FakeStudyOptions = {}) {
	const study = fakeStudy({ test: 60, val: 20, ...options });
	render(WithStudy, { study, cell: TheData });
	return study;
}

it('counts every split and writes the class weights of the training split', () => {
	show();
	const table = screen.getByRole('table', { name: /Share and number of knees/ });
	const rows = within(table).getAllByRole('row');
	expect(rows.map((row) => row.querySelector('th')?.textContent?.trim())).toEqual([
		expect.stringContaining('0Healthy'),
		expect.stringMatching(/^Training\s*6,000 knees/),
		expect.stringMatching(/^Validation\s*20 knees/),
		expect.stringMatching(/^Test\s*60 knees/),
		expect.stringMatching(/^Class weight/)
	]);
	// 6000 / (5 * counts), counts 2292, 1062, 1602, 792, 252.
	expect([...rows[4].querySelectorAll('td')].map((cell) => cell.textContent)).toEqual([
		'0.52',
		'1.13',
		'0.75',
		'1.52',
		'4.76'
	]);
});

it('has no class weights where the loss made up for rare grades', () => {
	const study = fakeStudy({ test: 60, val: 20 });
	const loss = 'cross-entropy adjusted by the prior of the training knees';
	for (const { card } of study.results) card.recipe = { loss };
	render(WithStudy, { study, cell: TheData });
	expect(screen.queryByText(/^Class weight/)).toBeNull();
	expect(document.body.textContent).toContain('All networks were trained without class weights');
	expect(document.body.textContent).not.toContain('The class weight is how much');
});

it('opens the test knees of a grade, all of them', async () => {
	const study = show();
	const count = study.table.manifest.splits.find(({ split }) => split === 'test')!.gradeCounts[0];
	const name = new RegExp(`^Test, Healthy: .*${formatCount(count)} knees$`);
	await fireEvent.click(screen.getByRole('button', { name }));
	expect(study.selection.current).toEqual({ system: ENSEMBLE, truth: 0, read: null });
	expect(study.selection.rows).toHaveLength(count);
});

it('makes no count a button before a network has read all test knees', () => {
	show({ stored: [], live: 20 });
	expect(screen.queryByRole('button', { name: /^Test, / })).toBeNull();
});

it('opens a sample, and shows others', async () => {
	const study = show();
	const samples = () =>
		within(screen.getByRole('region', { name: 'Sample knees' }))
			.getAllByRole('button')
			.map((button) => button.getAttribute('aria-label'));
	const first = samples();
	expect(first.slice(0, 2)).toEqual(
		study.table.evaluatedRows
			.filter((row) => study.table.grades[row] === 0)
			.slice(0, 2)
			.map((row) => expect.stringContaining(study.table.knees[row].subject))
	);
	await fireEvent.click(screen.getByRole('button', { name: first[0]! }));
	expect(study.selection.openRow).toBe(
		study.table.evaluatedRows.find((row) => study.table.grades[row] === 0)
	);
	await fireEvent.click(screen.getByRole('button', { name: 'Other samples' }));
	expect(samples()[0]).not.toBe(first[0]);
});

it('says plainly that the knees are synthetic, and from which generator', () => {
	const study = show();
	expect(screen.getByRole('heading', { name: 'These knees are synthetic' })).toBeTruthy();
	expect(screen.getByText('generator 1, seed 1')).toBeTruthy();
	expect(screen.getByText(study.table.manifest.fingerprint)).toBeTruthy();
});

it('describes a real set in its own words', () => {
	const study = fakeStudy({ test: 20, val: 20 });
	Object.assign(study.table.manifest, {
		synthetic: false,
		generator: null,
		description: 'Radiographs of a cohort.'
	});
	render(WithStudy, { study, cell: TheData });
	expect(screen.getByText('Radiographs of a cohort.')).toBeTruthy();
	expect(screen.queryByText(/synthetic/)).toBeNull();
});

it('says when films cannot be fetched, and tries again', async () => {
	const study = fakeStudy({ test: 20, val: 20 });
	const pixels = vi
		.spyOn(study.images, 'pixels')
		.mockRejectedValue(new Error('test-0.zip: the server answered 404'));
	render(WithStudy, { study, cell: TheData });
	expect((await screen.findByRole('alert')).textContent).toContain('test-0.zip');
	pixels.mockResolvedValue(new Uint8Array(224 * 224));
	await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
	expect(screen.queryByRole('alert')).toBeNull();
});

it('shows its figures as tables', async () => {
	show();
	await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
	expect(screen.getByRole('table', { name: 'Knees of each grade in each split' })).toBeTruthy();
	expect(
		screen.getByRole('table', { name: 'What a knee of each grade counts in training' })
	).toBeTruthy();
});

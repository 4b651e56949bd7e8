import { cleanup, configure, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import Certainty from '#lib/cells/certainty/Certainty.svelte';
import { selectionWords } from '#lib/cells/mistakes/selection-words.ts';
import { topCalibrationError } from '#lib/core/calibration.ts';
import { logLoss } from '#lib/core/probability-scores.ts';
import { certaintyOf } from '#lib/notebook/certainty-readings.ts';
import { newOwnEnsemble } from '#lib/notebook/own-ensemble.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

// Visibility of every element is slow to find out in jsdom, and nothing that is looked for is hidden.
configure({ defaultHidden: true });

beforeEach(withoutLayout);

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

const show = (study: Study) => render(WithStudy, { study, cell: Certainty });
const binsOf = (reader: string) => screen.getByRole('group', { name: `Bins of ${reader}` });

/** What a network gives the grade it reads. */
function confidence(study: Study, system: number, row: number): number {
	const { scores, predictions } = study.systems.models[system];
	return scores[5 * row + predictions[row]];
}

describe('reliability diagrams', () => {
	test('one for each network and the ensemble; a bin opens exactly its knees', async () => {
		const study = fakeStudy({ test: 200, val: 100 });
		show(study);
		for (const name of ['Xception', 'ResNet50', 'Inception-ResNet-v2', 'F1-weighted ensemble']) {
			expect(binsOf(name)).toBeTruthy();
		}
		const bin = within(binsOf('ResNet50')).getByRole('button', { name: /^70 to 80%: / });
		await fireEvent.click(bin);
		const expected = study.table.evaluatedRows.filter((row) => {
			const sure = confidence(study, 1, row);
			return sure > 0.7 && sure <= 0.8;
		});
		expect(expected.length).toBeGreaterThan(0);
		expect([...study.selection.rows].sort((a, b) => a - b)).toEqual(expected);
		expect(bin.getAttribute('aria-label')).toContain(`${expected.length} knees`);
		expect(selectionWords(study, study.selection.current!)).toBe(
			'given 70 to 80% for the likeliest grade by ResNet50'
		);
		expect(bin.getAttribute('aria-pressed')).toBe('true');
		await fireEvent.click(bin);
		expect(study.selection.current).toBeNull();
	});

	test('of one grade: the bins hold every knee by what that grade was given', async () => {
		const study = fakeStudy({ test: 200, val: 100 });
		show(study);
		await fireEvent.click(screen.getByRole('radio', { name: '2' }));
		expect(study.view.certainty.foretold).toBe(2);
		const [first] = within(binsOf('Xception')).getAllByRole('button');
		await fireEvent.click(first);
		const { scores } = study.systems.models[0];
		expect(study.selection.rows).toHaveLength(
			study.table.evaluatedRows.filter((row) => scores[5 * row + 2] <= 0.1).length
		);
		expect(first.getAttribute('aria-label')).toMatch(/^0 to 10%: .* of grade 2 /);
	});

	test('one tab stop, arrows move', async () => {
		show(fakeStudy({ test: 200, val: 100 }));
		const buttons = within(binsOf('Xception')).getAllByRole('button');
		const stops = () => buttons.filter((one) => one.tabIndex === 0);
		expect(stops()).toEqual([buttons.at(-1)]);
		buttons.at(-1)!.focus();
		await fireEvent.keyDown(buttons.at(-1)!, { key: 'ArrowLeft' });
		expect(stops()).toEqual([buttons.at(-2)]);
		expect(document.activeElement).toBe(buttons.at(-2));
	});
});

describe('temperature scaling', () => {
	test('is fitted on validation knees and changes only what this cell shows', async () => {
		const study = fakeStudy({ test: 200, val: 100 });
		show(study);
		const { systems, truth, rows } = certaintyOf(study);
		const [first] = systems;
		expect(first.fittedOn).toBe(100);
		expect(logLoss(truth, first.after!)).not.toBe(logLoss(truth, first.before));
		rows.forEach((row, i) => {
			const after = [...first.after!.subarray(5 * i, 5 * i + 5)];
			expect(after.indexOf(Math.max(...after))).toBe(first.system.predictions[row]);
		});
		const table = screen.getByRole('table', { name: /^Log loss and expected calibration error/ });
		expect(table.textContent).toContain(first.fit!.temperature.toFixed(2));
		expect(table.textContent).toContain(logLoss(truth, first.after!)!.toFixed(3));
		expect(table.textContent).toContain(
			(100 * topCalibrationError(truth, first.before)!).toFixed(1)
		);
		const labels = () =>
			within(binsOf('Xception'))
				.getAllByRole('button')
				.map((one) => one.getAttribute('aria-label'));
		const before = labels();
		const grades = [...study.systems.models[0].predictions];
		await fireEvent.click(screen.getByRole('switch', { name: 'After temperature scaling' }));
		expect(study.view.certainty.scaled).toBe(true);
		expect(labels()).not.toEqual(before);
		expect([...study.systems.models[0].predictions]).toEqual(grades);
	});

	test('cannot be shown without validation knees, and says why', () => {
		show(fakeStudy({ test: 100, val: 0 }));
		expect(screen.queryByRole('switch')).toBeNull();
		expect(screen.getByText(/This set has no validation knees/)).toBeTruthy();
	});

	test('is not judged on the knees it is fitted on', () => {
		const { systems, unscaled } = certaintyOf(fakeStudy({ test: 0, val: 100 }));
		expect(systems.every(({ fit, after }) => fit === null && after === null)).toBe(true);
		expect(unscaled).toMatch(/validation knees themselves/);
	});
});

describe('only the surest knees', () => {
	test('the knees left out and the mistakes among the others open', async () => {
		const study = fakeStudy({ test: 200, val: 100 });
		show(study);
		const slider = screen.getByRole('slider', { name: 'Grade only the surest' });
		expect(slider.getAttribute('aria-valuetext')).toBe('80%');
		const sorted = study.table.evaluatedRows
			.map((row) => confidence(study, 0, row))
			.sort((a, b) => b - a);
		const graded = study.table.evaluatedRows.filter(
			(row) => confidence(study, 0, row) >= sorted[159]
		);
		await fireEvent.click(
			screen.getByRole('button', { name: /not among the surest 80% of Xception$/ })
		);
		expect(study.selection.rows).toHaveLength(200 - graded.length);
		expect(study.selection.rows.some((row) => graded.includes(row))).toBe(false);
		const mistakes = graded.filter(
			(row) => study.systems.models[0].predictions[row] !== study.table.grades[row]
		);
		await fireEvent.click(
			screen.getByRole('button', { name: /wrongly among the surest 80% of Xception$/ })
		);
		expect([...study.selection.rows].sort((a, b) => a - b)).toEqual(mistakes);
		await fireEvent.keyDown(slider, { key: 'ArrowLeft' });
		expect(study.view.certainty.coverage).toBe(79);
		expect(screen.getByText(/^The surest 79% of 200 knees/)).toBeTruthy();
	});

	test('its intervals come from the worker, and a failure is said', async () => {
		// What is near cannot be known then, and everything counts as near.
		Reflect.deleteProperty(globalThis, 'IntersectionObserver');
		show(fakeStudy({ test: 100, val: 100 }));
		const table = screen.getByRole('table', { name: /^The surest 80%/ });
		expect(await within(table).findAllByText(/^\d+\.\d to \d+\.\d$/)).toHaveLength(4);
		cleanup();
		show(fakeStudy({ test: 100, val: 100, intervals: 'failing' }));
		expect(await screen.findAllByText(/Intervals could not be computed: The worker/)).toHaveLength(
			2
		);
		cleanup();
		show(fakeStudy({ test: 100, val: 100, intervals: 'pending' }));
		expect(screen.getAllByText('Intervals are being computed.')).toHaveLength(2);
	});
});

test('as a table, and without readings', async () => {
	show(fakeStudy({ test: 100, val: 100 }));
	await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
	expect(screen.getAllByRole('table')).toHaveLength(3);
	cleanup();
	show(fakeStudy({ test: 100, val: 100, stored: [] }));
	expect(screen.getByText('No knee has been read by all yet')).toBeTruthy();
});

test('shares of votes are judged as no probabilities', () => {
	const study = fakeStudy({ test: 100, val: 40 });
	const { systems } = study;
	expect(certaintyOf(study).systems).toHaveLength(4);
	systems.own = { ...newOwnEnsemble(3), way: 'vote' };
	systems.scheme = 'own';
	expect(certaintyOf(study).systems.map(({ system }) => system.id)).toEqual(
		systems.models.map(({ id }) => id)
	);
	render(WithStudy, { study, cell: Certainty });
	expect(screen.getByText(/Shares of votes are no probabilities/)).toBeTruthy();
});

import { cleanup, configure, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import Certainty from '#lib/cells/certainty/Certainty.svelte';
import { selectionWords } from '#lib/words/selection-words.ts';
import { topCalibrationError } from '#lib/core/metrics/calibration.ts';
import { logLoss } from '#lib/core/metrics/probability-scores.ts';
import { WEIGHTED_TITLE } from '#lib/words/certainty-figures.ts';
import { certaintyOf } from '#lib/study/readings/certainty-readings.ts';
import { newOwnEnsemble } from '#lib/study/systems/own-ensemble.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { viewFromQuery, viewToQuery } from '#lib/study/view/view-address.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy, type FakeStudyOptions } from './fake-study.ts';
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

/** A study whose scores are taken for probabilities as they are. */
function asRead(options: FakeStudyOptions): Study {
	const study = fakeStudy(options);
	study.systems.shares = 'as-read';
	return study;
}
const binsOf = (reader: string) => screen.getByRole('group', { name: `Bins of ${reader}` });

/** What a network gives the grade it reads. */
function confidence(study: Study, system: number, row: number): number {
	const { scores, predictions } = study.systems.models[system];
	return scores.at(row, predictions[row]);
}

describe('reliability diagrams', () => {
	test('one for each network and the ensemble; a bin opens exactly its knees', async () => {
		const study = asRead({ test: 200, val: 100 });
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
		const study = asRead({ test: 200, val: 100 });
		show(study);
		await fireEvent.click(screen.getByRole('radio', { name: '2' }));
		expect(study.view.certainty.foretold).toBe(2);
		const [first] = within(binsOf('Xception')).getAllByRole('button');
		await fireEvent.click(first);
		const { scores } = study.systems.models[0];
		expect(study.selection.rows).toHaveLength(
			study.table.evaluatedRows.filter((row) => scores.at(row, 2) <= 0.1).length
		);
		expect(first.getAttribute('aria-label')).toMatch(/^0 to 10%: .* of grade 2 /);
	});

	test('one tab stop, arrows move', async () => {
		show(asRead({ test: 200, val: 100 }));
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
		const study = asRead({ test: 200, val: 100 });
		show(study);
		const { systems, truth, rows } = certaintyOf(study);
		const [first] = systems;
		const { asRead: before, temperature: after } = first.probabilities;
		expect(first.fittedOn).toBe(100);
		expect(logLoss(truth, after!, 5)).not.toBe(logLoss(truth, before, 5));
		rows.forEach((row, i) => {
			const scores = [...after!.subarray(5 * i, 5 * i + 5)];
			expect(scores.indexOf(Math.max(...scores))).toBe(first.system.predictions[row]);
		});
		const table = screen.getByRole('table', { name: /^Log loss, Brier score and expected/ });
		expect(table.textContent).toContain(first.fits.temperature!.temperature.toFixed(2));
		expect(table.textContent).toContain(logLoss(truth, after!, 5)!.toFixed(3));
		expect(table.textContent).toContain((100 * topCalibrationError(truth, before, 5)!).toFixed(1));
		const labels = () =>
			within(binsOf('Xception'))
				.getAllByRole('button')
				.map((one) => one.getAttribute('aria-label'));
		const shown = labels();
		const grades = [...study.systems.models[0].predictions];
		await fireEvent.click(screen.getByRole('switch', { name: 'After temperature scaling' }));
		expect(study.view.certainty.scaled).toBe(true);
		expect(labels()).not.toEqual(shown);
		expect([...study.systems.models[0].predictions]).toEqual(grades);
	});

	test('cannot be shown without validation knees, and says why', () => {
		show(fakeStudy({ test: 100, val: 0 }));
		expect(screen.queryByRole('switch')).toBeNull();
		expect(screen.getByText(/This set has no validation knees/)).toBeTruthy();
	});

	test('is not judged on the knees it is fitted on', () => {
		const { systems, unscaled } = certaintyOf(fakeStudy({ test: 0, val: 100 }));
		for (const { fits, probabilities } of systems) {
			expect(fits).toEqual({ temperature: null, both: null });
			expect([probabilities.temperature, probabilities.both]).toEqual([null, null]);
		}
		expect(unscaled).toMatch(/validation knees themselves/);
	});
});

describe('shares of the grades', () => {
	const rowsOfTable = () =>
		within(screen.getByRole('table', { name: /^Log loss, Brier score and expected/ }))
			.getAllByRole('rowheader')
			.map(({ textContent }) => textContent.trim());

	test('are those of the validation knees at first; the table has every way, the diagrams follow', async () => {
		Reflect.deleteProperty(globalThis, 'IntersectionObserver');
		const study = fakeStudy({ test: 200, val: 100 });
		show(study);
		await vi.waitFor(() => expect(rowsOfTable()).toContain(WEIGHTED_TITLE));
		expect(rowsOfTable().slice(0, 6)).toEqual([
			'Xception',
			'as read',
			'shares',
			'temperature',
			'shares and temperature',
			WEIGHTED_TITLE
		]);
		const { systems, truth } = certaintyOf(study);
		const { shares } = systems[0].probabilities;
		const counts = [0, 0, 0, 0, 0];
		for (const row of study.table.rows('val')) counts[study.table.grades[row]]++;
		const [first] = study.systems.models;
		const odds = (p: ArrayLike<number>) => p[0] / p[1];
		const [row] = certaintyOf(study).rows;
		expect(odds(shares!) / odds(first.scores.row(row))).toBeCloseTo(counts[0] / counts[1], 6);
		expect(screen.getByRole('table', { name: /^Log loss/ }).textContent).toContain(
			logLoss(truth, shares!, 5)!.toFixed(3)
		);
		const labels = () => binsOf('Xception').innerHTML;
		const shown = labels();
		await fireEvent.click(screen.getByRole('radio', { name: 'As read' }));
		expect(study.systems.shares).toBe('as-read');
		expect(labels()).not.toBe(shown);
		expect(rowsOfTable()).not.toContain('shares');
		await fireEvent.click(screen.getByRole('radio', { name: 'Custom' }));
		await fireEvent.input(screen.getByRole('textbox', { name: /^Parts of grade 4/ }), {
			target: { value: '300' }
		});
		expect(study.systems.probabilityTarget![4]).toBeGreaterThan(0.7);
	});

	test('can be of the knees that pass the filter, and are in the address', () => {
		const study = fakeStudy({ test: 100, val: 40 });
		study.filter.set(['left']);
		study.systems.shares = 'filter';
		const { rows, probabilityTarget } = study.systems;
		const severe = rows.filter((row) => study.table.grades[row] === 4).length;
		expect(probabilityTarget![4]).toBeCloseTo(severe / rows.length, 9);
		for (const shares of ['filter', 'as-read', 'shown', [1, 2, 3, 4, 5]] as const) {
			study.systems.shares = shares;
			const other = fakeStudy({ test: 100, val: 40 });
			expect(viewFromQuery(other, viewToQuery(study, ''))).toEqual([]);
			expect(other.systems.shares).toEqual(shares);
		}
		const without = fakeStudy({ test: 100, val: 0 });
		expect(viewFromQuery(without, '?v=1&shares=val')).toEqual(['shares']);
		expect(viewFromQuery(without, '?v=1&shares=1-2')).toEqual(['shares']);
		expect(without.systems.probabilityShares).toBe('shown');
	});

	test('are not converted to where a card does not say what the scores are for; it can be assumed', async () => {
		const study = fakeStudy({ test: 100, val: 40, trainingPrior: false });
		show(study);
		expect(rowsOfTable()).not.toContain('shares');
		expect(
			screen.getAllByText(/The cards of Xception, ResNet50 and Inception-ResNet-v2 do not say/)
				.length
		).toBeGreaterThan(0);
		await fireEvent.change(screen.getByRole('combobox', { name: 'Assume of them' }), {
			target: { value: 'equal' }
		});
		expect(study.systems.assumedPrior).toBe('equal');
		expect(rowsOfTable()).toContain('shares');
		expect(viewToQuery(study, '')).toBe('?v=1&assumed-prior=equal');
		expect(
			screen.getAllByText(/it is assumed that they are for equally frequent/).length
		).toBeGreaterThan(0);
	});
});

describe('only the surest knees', () => {
	test('the knees left out and the mistakes among the others open', async () => {
		const study = asRead({ test: 200, val: 100 });
		show(study);
		const slider = screen.getByRole('slider', { name: 'Grade only the most confident' });
		expect(slider.getAttribute('aria-valuetext')).toBe('80%');
		const sorted = study.table.evaluatedRows
			.map((row) => confidence(study, 0, row))
			.sort((a, b) => b - a);
		const graded = study.table.evaluatedRows.filter(
			(row) => confidence(study, 0, row) >= sorted[159]
		);
		await fireEvent.click(
			screen.getByRole('button', { name: /not among the most confident 80% of Xception$/ })
		);
		expect(study.selection.rows).toHaveLength(200 - graded.length);
		expect(study.selection.rows.some((row) => graded.includes(row))).toBe(false);
		const mistakes = graded.filter(
			(row) => study.systems.models[0].predictions[row] !== study.table.grades[row]
		);
		await fireEvent.click(
			screen.getByRole('button', { name: /wrongly among the most confident 80% of Xception$/ })
		);
		expect([...study.selection.rows].sort((a, b) => a - b)).toEqual(mistakes);
		await fireEvent.keyDown(slider, { key: 'ArrowLeft' });
		expect(study.view.certainty.coverage).toBe(79);
		expect(screen.getByText(/^The most confident 79% of 200 knees/)).toBeTruthy();
	});

	test('its intervals come from the worker, and a failure is said', async () => {
		// What is near cannot be known then, and everything counts as near.
		Reflect.deleteProperty(globalThis, 'IntersectionObserver');
		show(fakeStudy({ test: 100, val: 100 }));
		const table = screen.getByRole('table', { name: /^The most confident 80%/ });
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
	expect(screen.getAllByRole('table')).toHaveLength(4);
	cleanup();
	show(fakeStudy({ test: 100, val: 100, stored: [] }));
	expect(screen.getByText('No knee has been read by all yet')).toBeTruthy();
});

test('shares of votes are judged as no probabilities', () => {
	const study = fakeStudy({ test: 100, val: 40 });
	const { systems } = study;
	expect(certaintyOf(study).systems).toHaveLength(4);
	systems.own = { ...newOwnEnsemble(3, 5), way: 'vote' };
	systems.scheme = 'own';
	expect(certaintyOf(study).systems.map(({ system }) => system.id)).toEqual(
		systems.models.map(({ id }) => id)
	);
	render(WithStudy, { study, cell: Certainty });
	expect(screen.getByText(/Shares of votes are not probabilities/)).toBeTruthy();
});

import { cleanup, configure, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import Decision from '#lib/cells/decision/Decision.svelte';
import { effectRows } from '#lib/cells/decision/effects-table.ts';
import { ruleEffects } from '#lib/cells/decision/rule-effects.ts';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { ruleNumbers } from '#lib/words/rule-words.ts';
import { kneesTable } from '#lib/panels/tray/knees-table.ts';
import { selectionWords } from '#lib/words/selection-words.ts';
import { decide } from '#lib/core/combine/decision-rules.ts';
import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import { rocCurve, screeningScores, thresholdForSensitivity } from '#lib/core/metrics/screening.ts';
import { decisionRule } from '#lib/study/systems/decision-rule.ts';
import { screenedKnees } from '#lib/study/answers/screened-knees.ts';
import { exponentsOf } from '#lib/study/systems/share-exponents.ts';
import { selectionFromAddress, selectionToAddress } from '#lib/study/view/selection-address.ts';
import type { Selection } from '#lib/study/selection/selected-rows.ts';
import { viewFromQuery, viewToQuery } from '#lib/study/view/view-address.ts';
import { ruleUncertainty } from '#lib/runtime/compute/rule-uncertainty.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

// Visibility of every element is slow to find out in jsdom, and nothing here is hidden.
configure({ defaultHidden: true });

beforeEach(withoutLayout);

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

describe('the rule in force', () => {
	test('grades every system from the same scores, and the ensemble’s weights stay', () => {
		const study = fakeStudy({ test: 100, val: 60 });
		const { systems } = study;
		const before = systems.ensemble;
		systems.rule = { kind: 'expected-grade' };
		for (const system of systems.all) {
			const expected = [...decide({ kind: 'expected-grade' }, system.scores.values, 5)];
			expect([...system.predictions]).toEqual(expected);
		}
		expect(systems.ensemble.scores).toBe(before.scores);
		expect(systems.ensemble.highest).toBe(before.highest);
		expect(systems.ensemble.highest).toEqual(before.predictions);
		expect(systems.ensemble.confusion).not.toEqual(before.confusion);
	});

	test('is in the address and comes back', () => {
		const study = fakeStudy({ test: 20, val: 20 });
		study.systems.rule = { kind: 'minimum-cost', costs: costMatrix('quadratic', 5) };
		const query = viewToQuery(study, '');
		expect(query).toBe('?v=1&rule=cost~quadratic&figure-costs=rule');
		const other = fakeStudy({ test: 20, val: 20 });
		expect(viewFromQuery(other, query)).toEqual([]);
		expect(other.systems.rule).toEqual(study.systems.rule);
		expect(viewFromQuery(other, '?v=1&rule=cost~cubic')).toEqual(['rule']);
		expect(other.systems.rule).toEqual({ kind: 'argmax' });
	});

	test('stands beside what is exported', () => {
		const study = fakeStudy({ test: 20, val: 20 });
		const labels = () => kneesTable(study, [0], '').columns.map(({ label }) => label);
		expect(labels()).toContain('ResNet50 read as');
		study.systems.rule = { kind: 'expected-grade' };
		expect(labels()).toContain('ResNet50 read as by the mean grade, rounded');
	});
});

describe('the cell', () => {
	test('shows what a rule changes; its counts open exactly these knees; one way back', async () => {
		const study = fakeStudy({ test: 200, val: 40 });
		const { selection, systems, table } = study;
		render(WithStudy, { study, cell: Decision });
		await fireEvent.click(screen.getByRole('radio', { name: 'Cost' }));
		await fireEvent.click(screen.getByRole('radio', { name: 'Quadratic' }));
		const costs = costMatrix('quadratic', 5);
		expect(systems.rule).toEqual({ kind: 'minimum-cost', costs, target: 'val' });
		expect(screen.getByRole('note').textContent).toMatch(
			/least expected cost \(quadratic costs, scores for the shares of the validation knees\)/
		);
		const { predictions, highest } = systems.get('resnet50')!;
		for (const [name, change] of [
			[/^ResNet50: Grade changes/, () => true],
			[/^ResNet50: now right/, (row: number) => predictions[row] === table.grades[row]],
			[/^ResNet50: now wrong/, (row: number) => highest[row] === table.grades[row]]
		] as const) {
			const rows = table.evaluatedRows.filter(
				(row) => predictions[row] !== highest[row] && change(row)
			);
			const button = screen.getByRole('button', { name });
			expect(button.textContent).toBe(String(rows.length));
			if (rows.length === 0) continue;
			await fireEvent.click(button);
			expect(selection.rows.toSorted((a, b) => a - b)).toEqual(rows);
		}
		await fireEvent.click(screen.getByRole('button', { name: 'Back to the highest score' }));
		expect(systems.rule).toEqual({ kind: 'argmax' });
		expect(screen.queryByRole('note')).toBeNull();
	});

	test('the exponent of the shares is typed or found on validation, and its figures there are called kind', async () => {
		const study = fakeStudy({ test: 60, val: 100 });
		const { systems } = study;
		render(WithStudy, { study, cell: Decision });
		await fireEvent.click(screen.getByRole('radio', { name: 'Shares' }));
		expect(systems.rule).toEqual({ kind: 'prior-adjusted', target: 'val' });
		const [fit] = (await exponentsOf(study, [systems.ensemble])).map((one) => one.fit);
		const line = within(
			await screen.findByRole(
				'region',
				{ name: 'Exponents found on validation' },
				{ timeout: 25_000 }
			)
		).getByRole('row', { name: /F1-weighted/ });
		expect(line.querySelector('strong')!.textContent).toBe(String(fit.exponent));
		expect(line.textContent).toMatch(/ to |interval unknown/);
		expect(screen.getByText(/its metrics here are optimistic/)).toBeTruthy();
		await fireEvent.click(
			screen.getByRole('button', { name: 'The ensemble’s, found on validation' })
		);
		expect(systems.rule).toEqual({ kind: 'prior-adjusted', target: 'val', exponent: fit.exponent });
		expect(viewToQuery(study, '')).toBe(`?v=1&rule=prior~val~${fit.exponent}`);
		await fireEvent.keyDown(screen.getByRole('slider', { name: 'Exponent' }), { key: 'End' });
		expect(systems.rule).toEqual({ kind: 'prior-adjusted', target: 'val' });
	});

	test('no exponent is found on the knees that are judged', async () => {
		const study = fakeStudy({ test: 0, val: 60 });
		render(WithStudy, { study, cell: Decision });
		await fireEvent.click(screen.getByRole('radio', { name: 'Shares' }));
		expect(await screen.findByText(/would be evaluated on the data it was found on/)).toBeTruthy();
		expect(screen.queryByRole('region', { name: 'Exponents found on validation' })).toBeNull();
	});

	test('every change has its interval, the two rules paired', async () => {
		const study = fakeStudy({ test: 200, val: 40 });
		render(WithStudy, { study, cell: Decision });
		await fireEvent.click(screen.getByRole('radio', { name: 'Mean grade' }));
		const line = screen.getByRole('row', { name: /ResNet50/ });
		const cells = within(line).getAllByRole('cell').slice(3);
		await vi.waitFor(() => expect(cells[0].textContent).toMatch(/\(.+ to .+\)/));
		const [effect] = ruleEffects(study).filter(({ system }) => system.id === 'resnet50');
		const points = 100 * (effect.after.balancedAccuracy! - effect.before.balancedAccuracy!);
		const text = cells[0].querySelector('.change')!.textContent;
		expect(Number(text.split(' (')[0].replace('\u2212', '-'))).toBeCloseTo(points, 1);
		const { rows } = effect;
		const known = ruleUncertainty({
			truth: rows.map((row) => study.table.grades[row]),
			subjects: rows.map((row) => study.table.knees[row].subject),
			highest: rows.map((row) => effect.system.highest[row]),
			ruled: rows.map((row) => effect.system.predictions[row]),
			costs: costMatrix('linear', 5)
		});
		const file = effectRows(study, [effect], costMatrix('linear', 5), [known]);
		const change = file.find(
			([name, label]) => /minus/.test(String(name)) && label === 'accuracy'
		)!;
		const { estimate, lower, upper } = known.accuracy!;
		expect(change.slice(2)).toEqual([estimate, lower, upper]);
	});

	test('readings that give the same grades leave the intervals as they are', async () => {
		const study = fakeStudy({ test: 200, val: 40 });
		const asked = vi.spyOn(study.compute, 'ruleUncertainty');
		study.systems.rule = { kind: 'expected-grade', target: 'val' };
		render(WithStudy, { study, cell: Decision });
		const line = () => screen.getByRole('row', { name: /ResNet50/ }).textContent;
		await vi.waitFor(() => expect(line()).toMatch(/\(.+ to .+\)/));
		const before = [line(), asked.mock.calls.length];
		const [results] = study.results;
		const [row] = study.table.evaluatedRows;
		const probabilities = results.probabilities(row)!.slice();
		results.addLive([row], {
			count: 1,
			logits: probabilities.map(Math.log),
			probabilities,
			pooled: new Float32Array(1)
		});
		await tick();
		expect([line(), asked.mock.calls.length]).toEqual(before);
	});

	test('costs and shares can be typed; what is no number changes nothing', async () => {
		const study = fakeStudy({ test: 60, val: 20 });
		const { systems } = study;
		render(WithStudy, { study, cell: Decision });
		await fireEvent.click(screen.getByRole('radio', { name: 'Cost' }));
		const field = screen.getByRole('textbox', { name: 'Cost of reading 4 as 0' });
		await fireEvent.input(field, { target: { value: '25' } });
		expect(systems.rule).toMatchObject({ kind: 'minimum-cost' });
		expect(systems.rule.kind === 'minimum-cost' && systems.rule.costs[4][0]).toBe(25);
		await fireEvent.input(field, { target: { value: '-3' } });
		expect(field.getAttribute('aria-invalid')).toBe('true');
		expect(systems.rule.kind === 'minimum-cost' && systems.rule.costs[4][0]).toBe(25);

		await fireEvent.click(screen.getByRole('radio', { name: 'Shares' }));
		expect(systems.rule).toEqual({ kind: 'prior-adjusted', target: 'val' });
		await fireEvent.click(screen.getByRole('radio', { name: 'Custom' }));
		await fireEvent.input(screen.getByRole('textbox', { name: /^Parts of grade 0/ }), {
			target: { value: '60' }
		});
		expect(systems.rule.kind === 'prior-adjusted' && systems.rule.target[0]).toBe(60);
	});
});

describe('screening', () => {
	test('four counts open their knees, at any threshold', async () => {
		const study = fakeStudy({ test: 200, val: 40 });
		const { selection, systems, table, view } = study;
		render(WithStudy, { study, cell: Decision });
		view.screening = { system: 'resnet50', threshold: 0.3 };
		const { scores } = systems.get('resnet50')!;
		const positive = (row: number) => screeningScores(scores.row(row), 5, 2)[0] >= 0.3;
		for (const [name, wanted] of [
			[/found \(true positive\)/, [true, true]],
			[/missed/, [true, false]],
			[/false alarm \(/, [false, true]],
			[/cleared \(/, [false, false]]
		] as const) {
			const rows = table.evaluatedRows.filter(
				(row) => table.grades[row] >= 2 === wanted[0] && positive(row) === wanted[1]
			);
			const button = await screen.findByRole('button', { name });
			expect(button.textContent).toMatch(new RegExp(`^\\s*${rows.length}\\b`));
			if (rows.length === 0) continue;
			await fireEvent.click(button);
			expect(selection.rows.toSorted((a, b) => a - b)).toEqual(rows);
		}
	});

	test('the point on the curve is a slider', async () => {
		const study = fakeStudy({ test: 100, val: 40 });
		render(WithStudy, { study, cell: Decision });
		const slider = screen.getByRole('slider', { name: 'Threshold for KL 2 and above' });
		await fireEvent.keyDown(slider, { key: 'ArrowUp' });
		await fireEvent.keyDown(slider, { key: 'PageDown' });
		expect(study.view.screening.threshold).toBe(0.41);
		expect(slider.getAttribute('aria-valuetext')).toMatch(/^threshold 0\.41: sensitivity \d+%/);
		expect(viewToQuery(study, '')).toBe('?v=1&screen=~0.41');
	});

	test('a threshold for 90% sensitivity is found on validation knees', async () => {
		const study = fakeStudy({ test: 100, val: 80 });
		render(WithStudy, { study, cell: Decision });
		await fireEvent.click(screen.getByRole('button', { name: /found on validation/ }));
		const { truth, scores } = screenedKnees(
			study.table,
			study.systems.ensemble,
			study.table.rows('val')
		);
		const { threshold } = thresholdForSensitivity(rocCurve(truth, scores, 2), 0.9)!;
		expect(study.view.screening.threshold).toBeCloseTo(threshold, 4);
		expect(study.view.screening.threshold).toBeLessThanOrEqual(threshold);
		const found = () =>
			screen.queryByText(/is the highest\s+threshold\s+with a sensitivity of 90%/);
		expect(found()).toBeTruthy();
		study.view.screening = { ...study.view.screening, system: 'resnet50' };
		await tick();
		expect(found()).toBeNull();
		await fireEvent.click(screen.getByRole('button', { name: /found on validation/ }));
		expect(found()).toBeTruthy();
	});

	test('says nothing of other thresholds’ intervals', async () => {
		const study = fakeStudy({ test: 100, val: 20, intervals: 'pending' });
		render(WithStudy, { study, cell: Decision });
		const table = within(screen.getByRole('table', { name: /^Shares at this threshold/ }));
		expect(table.getAllByText('interval being computed')).toHaveLength(4);
	});
});

test('a rule leaves with the numbers that it uses', () => {
	const counts = { shown: [4, 2, 2, 1, 1], val: [1, 1, 1, 1, 1] };
	expect(ruleNumbers(KELLGREN_LAWRENCE_SCALE, decisionRule({ kind: 'argmax' }, counts))).toBe('');
	const shown = decisionRule({ kind: 'prior-adjusted', target: 'shown', exponent: 0.25 }, counts);
	expect(ruleNumbers(KELLGREN_LAWRENCE_SCALE, shown)).toBe(
		'The shares of grades 0 to 4 are 0.4000, 0.2000, 0.2000, 0.1000, 0.1000, their exponent is 0.25.'
	);
	const costs = costMatrix('quadratic', 5);
	const cost = ruleNumbers(
		KELLGREN_LAWRENCE_SCALE,
		decisionRule({ kind: 'minimum-cost', costs }, counts)
	);
	expect(cost).toContain('of true grade 1 1, 0, 1, 4, 9; of true grade 2 4, 1, 0, 1, 4');
});

test('selections of the cell in words and in the address', () => {
	const study = fakeStudy({ test: 20, val: 20 });
	study.systems.rule = { kind: 'expected-grade' };
	const selections: [Selection, string, string][] = [
		[
			{ kind: 'rule', system: 'resnet50', change: 'righted' },
			'rule~resnet50~righted',
			'read correctly under “Mean grade” and wrongly under “Highest score” by ResNet50'
		],
		[
			{ kind: 'screening', system: 'ensemble', threshold: 0.25, outcome: 'missed' },
			'screening~ensemble~0.25~missed',
			'KL 2 or above and missed at 0.25 by the F1-weighted ensemble'
		]
	];
	for (const [selection, word, words] of selections) {
		expect(selectionToAddress(selection)).toBe(word);
		expect(selectionFromAddress(word)).toEqual(selection);
		expect(selectionWords(study, selection)).toBe(words);
	}
});

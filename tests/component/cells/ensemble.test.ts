import { cleanup, configure, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, test } from 'vitest';
import { bestModel, ensembleAnswer, schemesText } from '#lib/cells/ensemble/ensemble-answer.ts';
import { equalClassesText, weightsText } from '#lib/words/scheme-text.ts';
import Ensemble from '#lib/cells/ensemble/Ensemble.svelte';
import { ENSEMBLE_SCHEMES } from '#lib/core/combine/ensemble.ts';
import { formatNumber, formatPercent } from '#lib/core/text/format.ts';
import { commonConfusions } from '#lib/study/selection/matrix-link.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { comparisonOf } from '#lib/study/systems/system-estimates.ts';
import { fakeStudy } from './fake-study.ts';
import { FAKE_NETWORKS, fakeReadings } from './fake-study-readings.ts';
import WithStudy from './WithStudy.svelte';

afterEach(cleanup);

// Visibility of every element is slow to find out in jsdom, and nothing here is hidden.
configure({ defaultHidden: true });

function show(study: Study) {
	return render(WithStudy, { study, cell: Ensemble });
}

const sum = (matrix: readonly (readonly number[])[]) => matrix.flat().reduce((a, b) => a + b, 0);

describe('choosing how to combine', () => {
	test('switches definition, weights, matrix and numbers at once', async () => {
		const study = fakeStudy();
		show(study);
		for (const [label, scheme] of [
			['Accuracy', 'accuracy'],
			['Mean', 'mean'],
			['F1', 'f1']
		] as const) {
			await fireEvent.click(screen.getByRole('radio', { name: label }));
			expect(study.systems.scheme).toBe(scheme);
			const weights = within(screen.getByRole('table', { name: /^Weight of each network/ }));
			expect(weights.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
				'',
				...study.systems.weights[scheme].table.flat().map((weight) => formatNumber(weight))
			]);
			const { metrics } = study.systems.ensembles[scheme];
			expect(
				screen.getAllByText(formatPercent(metrics.balancedAccuracy, 1)).length
			).toBeGreaterThan(0);
		}
		expect(screen.getByText(/weighted by its F1 of that grade/)).toBeTruthy();
	});

	test('where the weights come from is said, in every case', () => {
		const val = fakeStudy({ test: 20, val: 10 });
		expect(weightsText(val)).toBe('From 10 validation knees.');
		expect(weightsText(fakeStudy({ test: 20, val: 0 }))).toBe(
			'From the validation metrics stored with the networks.'
		);
		const equal = fakeStudy({ test: 20, val: 0, cardMetrics: false });
		expect(weightsText(equal)).toMatch(/all networks have equal weight/);
		expect(schemesText(equal)).toMatch(/identical/);
		expect(weightsText(fakeStudy({ test: 0, val: 20 }))).toMatch(
			/the same knees that are shown here/
		);
		val.systems.scheme = 'mean';
		expect(weightsText(val)).toMatch(/^Nothing is measured/);
	});

	test('a grade for which no network has a metric is named', () => {
		const study = fakeStudy({ test: 20, val: 4 });
		const { equalClasses } = study.systems.weights.f1;
		expect(equalClasses.length).toBeGreaterThan(0);
		expect(equalClassesText(study)).toMatch(
			/^No network has any F1 for .*there all have equal weight\.$/
		);
	});
});

describe('whether it is better', () => {
	test('the answer names the best network and says what the paired interval says', async () => {
		const study = fakeStudy({ test: 200 });
		const best = bestModel(study)!;
		const values = study.systems.models.map(({ metrics }) => metrics.balancedAccuracy!);
		expect(best.metrics.balancedAccuracy).toBe(Math.max(...values));
		expect(ensembleAnswer(study)).toContain(best.title);
		expect(ensembleAnswer(study)).not.toMatch(/significant|better|worse/);
		await study.intervals.update();
		for (const scheme of ENSEMBLE_SCHEMES) {
			study.systems.scheme = scheme;
			const { verdict } = comparisonOf(study, scheme, best.id)!;
			const words = {
				'not significant': /is not significant: adjusted p [=>]/,
				borderline: /is borderline: adjusted p/,
				'first better': /is better by .*, adjusted p [=<]/,
				'second better': /is worse: .*, adjusted p [=<]/
			};
			expect(ensembleAnswer(study)).toMatch(words[verdict as keyof typeof words]);
		}
	});

	test('a difference that the adjusted test does not confirm is said to be not significant, with its p', async () => {
		const study = fakeStudy({ test: 200 });
		await study.intervals.update();
		const [first] = study.systems.models;
		const comparison = comparisonOf(study, 'mean', first.id)!;
		// The interval of the pair alone leaves zero out, the adjusted one holds it, as the test says.
		Object.assign(comparison, {
			difference: { ...comparison.difference!, estimate: 0.016, lower: 0.003, upper: 0.028 },
			adjusted: { lower: -0.002, upper: 0.034 },
			test: { ...comparison.test!, adjusted: 0.16, exact: false, monteCarlo: null },
			verdict: 'not significant'
		});
		const { result } = study.intervals.known!;
		const places = [study.intervals.index('mean'), study.intervals.index(first.id)];
		const of = result.comparisons.balancedAccuracy;
		of[of.findIndex((pair) => places.includes(pair.first) && places.includes(pair.second))] = {
			...comparison,
			first: places[0],
			second: places[1]
		};
		study.systems.scheme = 'mean';
		show(study);
		const line = screen
			.getAllByText(first.title)
			.map((name) => name.closest('li'))
			.find(Boolean)!;
		expect(within(line).getByText('no significant difference')).toBeTruthy();
		expect(line.textContent).toContain('adjusted p = .16');
		expect(line.textContent).toContain('Adjusted 95% interval \u22120.2 to +3.4');
		expect(line.textContent).not.toContain('+2.8');
		expect(line.querySelector('.interval.thin')).not.toBeNull();
	});

	test('no verdict before the intervals are known', async () => {
		const study = fakeStudy({ test: 100 });
		const { container } = show(study);
		expect(screen.getByText('The intervals and tests are being computed.')).toBeTruthy();
		expect(container.querySelector('.verdict')).toBeNull();
		await study.intervals.update();
		await tick();
		expect(container.querySelectorAll('.verdict')).toHaveLength(3);
	});

	test('changes count only knees that both have read', () => {
		const study = fakeStudy({ stored: [], test: 60, val: 0 });
		const rows = study.table.evaluatedRows;
		FAKE_NETWORKS.forEach((network, m) => {
			const read = rows.slice(0, 20 + 10 * m);
			const grades = read.map((row) => study.table.grades[row]);
			study.results[m].addLive(read, fakeReadings(network, grades, [...read]).readings);
		});
		expect(study.systems.models.map(({ known }) => known)).toEqual([20, 30, 40]);
		const { a, b } = commonConfusions(study, study.systems.models[2], study.systems.ensemble);
		expect([sum(a), sum(b)]).toEqual([20, 20]);
		show(study);
		expect(screen.getByText('20 of 60 knees read so far.')).toBeTruthy();
		expect(screen.getAllByRole('grid', { name: /^F1-weighted ensemble minus / })).toHaveLength(3);
	});
});

test('all six readers stand in one table, the chosen ensemble marked', async () => {
	const study = fakeStudy();
	study.systems.scheme = 'accuracy';
	show(study);
	const table = within(screen.getByRole('table', { name: /^All systems/ }));
	const rows = table.getAllByRole('row').slice(1);
	expect(rows).toHaveLength(6);
	const current = rows.filter((row) => row.getAttribute('aria-current') === 'true');
	expect(current.map((row) => row.querySelector('th')!.textContent)).toEqual(['Accuracy-weighted']);
});

test('a cell of its matrix selects knees by the ensemble', async () => {
	const study = fakeStudy();
	show(study);
	const grid = screen.getByRole('grid', { name: /^F1-weighted: / });
	await fireEvent.click(grid.querySelector('[data-row="2"][data-column="2"]')!);
	expect(study.selection.current).toEqual({ system: 'ensemble', truth: 2, read: 2 });
	expect(study.selection.rows).toHaveLength(study.systems.ensemble.confusion[2][2]);
});

test('the original’s figure is labelled as reported on real knees', async () => {
	show(fakeStudy({ test: 40 }));
	const title =
		'The original reports 71.4% balanced accuracy for its F1-weighted ensemble, on 1,656 real test knees';
	await fireEvent.click(screen.getByRole('button', { name: title }));
	expect(screen.getByText(/Reported elsewhere, not computed here/)).toBeTruthy();
	await fireEvent.click(screen.getByRole('radio', { name: 'Mean' }));
	expect(screen.getByRole('button', { name: /68\.6%.*826 real validation knees/ })).toBeTruthy();
});

test('without every network there is nothing to combine, and it says which one lacks', async () => {
	const study = fakeStudy({ stored: [], test: 20, val: 0, failing: ['inception_resnet_v2'] });
	await study.run.begin('auto');
	show(study);
	expect(screen.getByText('The ensemble needs every network')).toBeTruthy();
	expect(screen.getByText(/could not be loaded: inception_resnet_v2/)).toBeTruthy();
	expect(screen.queryByRole('grid')).toBeNull();
});

test('as table: metrics, weights, matrix, figures of each grade and the changes', async () => {
	const study = fakeStudy({ test: 60 });
	await study.intervals.update();
	show(study);
	await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
	expect(screen.getAllByRole('table')).toHaveLength(8);
});

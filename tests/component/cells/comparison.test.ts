import {
	cleanup,
	configure,
	fireEvent,
	render,
	screen,
	waitFor,
	within
} from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import Comparison from '#lib/cells/comparison/Comparison.svelte';
import { comparisonAnswer, rankedPlaces } from '#lib/cells/comparison/comparison-answer.ts';
import { comparisonFile } from '#lib/cells/comparison/comparison-tables.ts';
import { costMatrix, expectedCost } from '#lib/core/metrics/expected-cost.ts';
import { formatNumber } from '#lib/core/text/format.ts';
import { errorPerGrade } from '#lib/core/labels/grade-error.ts';
import { FIGURE_NAMES } from '#lib/core/metrics/registry.ts';
import { gradeFiguresFile } from '#lib/cells/comparison/grade-figure-words.ts';
import { movedCount } from '#lib/study/selection/difference-link.ts';
import { figureCosts } from '#lib/study/answers/figure-costs.ts';
import {
	figuresQuestion,
	gradeFiguresQuestion,
	sameQuestion,
	type Figures
} from '#lib/study/answers/figure-questions.ts';
import { newOwnEnsemble } from '#lib/study/systems/own-ensemble.ts';
import { viewFromQuery, viewToQuery } from '#lib/study/view/view-address.ts';
import { computations } from '#lib/runtime/compute/computations.ts';
import { fakeStudy } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

// Visibility of every element is slow to find out in jsdom, and nothing here is hidden.
configure({ defaultHidden: true, asyncUtilTimeout: 25_000 });

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
});

const IDS = [
	'xception',
	'resnet50',
	'inception_resnet_v2',
	'ensemble:mean',
	'ensemble:accuracy',
	'ensemble:f1'
];

const chart = () => screen.findByRole('list', { name: /^Paired differences of / });

/** Figures with invented verdicts: `beats[a]` are the places that a is better than, `borderline` pairs of places. */
function figuresWith(
	estimates: readonly (number | null)[],
	beats: Record<number, number[]>,
	borderline: readonly string[] = []
): Figures {
	const comparisons = estimates.flatMap((_, first) =>
		estimates.slice(first + 1).map((_, k) => {
			const second = first + 1 + k;
			const estimate = (estimates[first] ?? NaN) - (estimates[second] ?? NaN);
			const verdict = beats[first]?.includes(second)
				? ('first better' as const)
				: beats[second]?.includes(first)
					? ('second better' as const)
					: borderline.includes(`${first}${second}`)
						? ('borderline' as const)
						: ('not significant' as const);
			const p = { 'not significant': 0.16, borderline: 0.0496 }[verdict as string] ?? 0.012;
			return {
				first,
				second,
				difference: { estimate, lower: NaN, upper: NaN, undefinedResamples: 0 },
				adjusted: { lower: estimate - 0.01, upper: estimate + 0.01 },
				test: { p: 0.01, adjusted: p, differing: 30, exact: false },
				verdict
			};
		})
	);
	const winner = estimates.findIndex((_, s) => beats[s]?.length === estimates.length - 1);
	const balancedAccuracy = {
		estimates: [...estimates],
		intervals: estimates.map(() => null),
		comparisons,
		leader: winner < 0 ? null : winner
	};
	return { knees: 1000, figures: { balancedAccuracy } } as unknown as Figures;
}

describe('the answer', () => {
	const study = fakeStudy({ test: 20, val: 20 });
	const says = (
		estimates: (number | null)[],
		beats: Record<number, number[]>,
		borderline?: string[]
	) =>
		comparisonAnswer(
			study,
			IDS.slice(0, estimates.length),
			figuresWith(estimates, beats, borderline),
			'balancedAccuracy'
		);

	test('names who is better than each of the others, seen from the winner', () => {
		expect(says([0.7, 0.8, 0.6], { 1: [0, 2] })).toBe(
			'By balanced accuracy, ResNet50 is better than each of the others on these 1,000 knees: 80.0% against 70.0% of the next, Xception, a difference of +10.0 points (adjusted 95% interval +9.0 to +11.0, adjusted p = .012).'
		);
	});

	test('says that the numbers are rounded where the difference is not theirs', () => {
		expect(says([0.70039, 0.80064], { 1: [0] })).toMatch(
			/80\.1% against 70\.0% .* \+10\.0 points before rounding \(/
		);
		expect(says([0.7, 0.8], { 1: [0] })).not.toContain('rounding');
	});

	test('says of each how the highest stands to it', () => {
		expect(says([0.7, 0.71, 0.6, 0.705], { 0: [2], 1: [2] }, ['13'])).toBe(
			'ResNet50 has the highest balanced accuracy on these 1,000 knees, 71.0%. It is better than Inception-ResNet-v2. Against the mean ensemble the verdict is borderline: adjusted p < .05, which other exchanges could put on the other side of .05. It does not differ significantly from Xception: adjusted p = .16.'
		);
		expect(says([0.7, 0.71, 0.69], {})).toBe(
			'By balanced accuracy, no two of the three systems differ significantly on these 1,000 knees: adjusted p = .16 or more. The highest is that of ResNet50, 71.0%.'
		);
		expect(says([0.7, 0.71], {})).toBe(
			'By balanced accuracy, ResNet50 (71.0%) and Xception (70.0%) do not differ significantly on these 1,000 knees: adjusted p = .16.'
		);
	});

	test('has nothing to say of one system', () => {
		expect(says([0.7], {})).toBe('');
	});

	test('says so where the figure is defined for none', () => {
		expect(says([null, null], {})).toBe(
			'Balanced accuracy is defined for none of the systems on these 1,000 knees.'
		);
	});
});

test('the best comes first, the lowest where lower is better', () => {
	expect(rankedPlaces([0.2, null, 0.5], 'accuracy')).toEqual([2, 0]);
	expect(rankedPlaces([0.2, null, 0.5], 'logLoss')).toEqual([0, 2]);
});

test('all readers, all pairs; a pair opens its difference and its knees', async () => {
	const study = fakeStudy({ test: 120, val: 40 });
	render(WithStudy, { study, cell: Comparison });
	const pairs = within(await chart()).getAllByRole('listitem');
	expect(pairs).toHaveLength(15);
	const table = within(screen.getByRole('table', { name: /^Metrics of all systems on 120 knees/ }));
	expect(table.getAllByRole('row')).toHaveLength(1 + FIGURE_NAMES.length);
	expect(table.getAllByRole('columnheader')).toHaveLength(8);

	const [a, b] = ['xception', 'resnet50'];
	await fireEvent.click(within(pairs[0]).getByRole('link', { name: /Xception minus ResNet50/ }));
	expect(study.view.compared).toEqual({ a, b });
	const open = within(pairs[0]).getByRole('button', { name: /read differently/ });
	await fireEvent.click(open);
	expect(study.selection.current).toEqual({
		kind: 'difference',
		a,
		b,
		truth: null,
		read: null,
		change: 'moved'
	});
	expect(study.selection.rows).toHaveLength(movedCount(study, a, b));
	expect(open.textContent).toContain(String(study.selection.rows.length));
	expect(open.getAttribute('aria-pressed')).toBe('true');
	await fireEvent.click(open);
	expect(study.selection.current).toBeNull();

	await fireEvent.click(table.getByRole('button', { name: 'Accuracy' }));
	expect(study.view.figure).toBe('accuracy');
	expect(within(await chart()).getAllByText(/adjusted p/)).toHaveLength(15);

	await fireEvent.click(
		screen.getByRole('button', { name: /^Recall, precision, F1, AUC and mean error/ })
	);
	const grades = within(await screen.findByRole('table', { name: /^Xception: metrics of each/ }));
	expect(grades.getAllByRole('row')).toHaveLength(6);
	expect(grades.getByRole('columnheader', { name: 'Mean error, grades' })).toBeTruthy();
	const errors = errorPerGrade(study.systems.models[0].confusion);
	expect(grades.getAllByRole('row')[3].textContent).toContain(formatNumber(errors[2]));
	await fireEvent.click(grades.getAllByRole('button')[2]);
	expect(study.selection.current).toEqual({ system: 'xception', truth: 2, read: null });

	await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
	expect(screen.getByRole('table', { name: /^Paired differences on 120 knees/ })).toBeTruthy();
});

test('an own ensemble that is gone takes its figures with it', async () => {
	const study = fakeStudy({ test: 60, val: 40 });
	study.systems.own = newOwnEnsemble(3, 5);
	render(WithStudy, { study, cell: Comparison });
	await screen.findByRole('table', { name: /^Metrics of all systems on 60 knees/ });
	expect(screen.getAllByRole('columnheader', { name: /\bown\b/i }).length).toBeGreaterThan(0);
	study.systems.own = null;
	await waitFor(() => expect(screen.queryByRole('columnheader', { name: /\bown\b/i })).toBeNull());
	await screen.findByRole('table', { name: /^Metrics of all systems on 60 knees/ });
});

test('the file holds every figure and every pair, in full precision', () => {
	const study = fakeStudy({ test: 60, val: 40 });
	const question = figuresQuestion(study)!;
	expect(question.ids).toEqual(IDS);
	const figures = computations.figuresOf(question.input);
	const { columns, rows } = comparisonFile(study, question.ids, figures);
	expect(rows).toHaveLength(FIGURE_NAMES.length * (6 + 15));
	expect(rows.every((row) => row.length === columns.length)).toBe(true);
	expect(rows[0].slice(0, 4)).toEqual([
		'Balanced accuracy',
		'Xception',
		null,
		study.systems.models[0].metrics.balancedAccuracy
	]);
});

test('the file of the figures of each grade holds their intervals', () => {
	const study = fakeStudy({ test: 60, val: 40 });
	const { input } = gradeFiguresQuestion(study, 'xception')!;
	const figures = computations.gradeFiguresOf(input);
	const { columns, rows } = gradeFiguresFile('Xception', figures);
	expect(rows).toHaveLength(5 * 5);
	expect(rows.every((row) => row.length === columns.length)).toBe(true);
	const { estimate, interval } = figures.measures.meanError[1];
	expect(rows).toContainEqual([
		'Xception',
		'Mean error, grades',
		1,
		figures.support[1],
		estimate,
		interval!.lower,
		interval!.upper
	]);
});

describe('the costs of a minimum-cost rule', () => {
	const costs = costMatrix('linear', 5).map((row, truth) =>
		row.map((cost, read) => (read < truth ? 4 * cost : cost))
	);
	const select = () =>
		screen.findByRole<HTMLSelectElement>('combobox', { name: 'A mistake costs' });

	test('are those of the expected cost while it is in force, unless others are chosen', async () => {
		const study = fakeStudy({ test: 60, val: 40 });
		render(WithStudy, { study, cell: Comparison });
		expect((await select()).value).toBe('linear');
		expect((await select()).options).toHaveLength(3);
		study.systems.rule = { kind: 'minimum-cost', costs };
		await waitFor(async () => expect((await select()).value).toBe('rule'));
		const { input } = figuresQuestion(study)!;
		expect(input.costs).toEqual(costs);
		expect(computations.figuresOf(input).figures.expectedCost.estimates[0]).toBeCloseTo(
			expectedCost(study.systems.models[0].confusion, costs)!,
			12
		);
		const titles = () => {
			const { ids, input } = figuresQuestion(study)!;
			const { rows } = comparisonFile(study, ids, computations.figuresOf(input));
			return new Set(rows.map(([title]) => title));
		};
		expect(titles()).toContain('Expected cost (a mistake costs as the decision rule has it)');
		await fireEvent.change(await select(), { target: { value: 'quadratic' } });
		expect(figuresQuestion(study)!.input.costs).toEqual(costMatrix('quadratic', 5));
		expect(titles()).toContain('Expected cost (a mistake costs its distance squared)');
		await fireEvent.change(await select(), { target: { value: 'rule' } });
		expect(figuresQuestion(study)!.input.costs).toEqual(costs);
		study.systems.rule = { kind: 'argmax' };
		await waitFor(async () => expect((await select()).value).toBe('linear'));
		expect((await select()).options).toHaveLength(3);
		expect(figuresQuestion(study)!.input.costs).toEqual(costMatrix('linear', 5));
	});

	test('are in the address, and an address of before keeps the distance', () => {
		const study = fakeStudy({ test: 20, val: 20 });
		study.systems.rule = { kind: 'minimum-cost', costs: costMatrix('quadratic', 5) };
		const query = viewToQuery(study, '');
		expect(query).toBe('?v=1&rule=cost~quadratic&figure-costs=rule');
		const other = fakeStudy({ test: 20, val: 20 });
		expect(viewFromQuery(other, query)).toEqual([]);
		expect(figureCosts(other).choice).toBe('rule');
		expect(viewToQuery(other, '')).toBe(query);

		expect(viewFromQuery(other, '?v=1&rule=cost~quadratic')).toEqual([]);
		expect(figureCosts(other)).toEqual({ choice: 'linear', costs: costMatrix('linear', 5) });
		expect(viewToQuery(other, '')).toBe('?v=1&rule=cost~quadratic');

		expect(viewFromQuery(other, '?v=1&figure-costs=rule')).toEqual([]);
		expect(figureCosts(other).choice).toBe('linear');
		expect(viewFromQuery(other, '?v=1&figure-costs=free')).toEqual(['figure-costs']);
	});
});

test('other costs and other readings are another question, the same ones are not', () => {
	const study = fakeStudy({ test: 40, val: 20 });
	const question = figuresQuestion(study)!;
	expect(sameQuestion(question, figuresQuestion(study)!)).toBe(true);
	study.view.figureCosts = 'quadratic';
	expect(sameQuestion(question, figuresQuestion(study)!)).toBe(false);
	expect(sameQuestion(question, figuresQuestion(fakeStudy({ test: 38, val: 20 }))!)).toBe(false);
});

test('says which shares its probabilities are for, on the page and in the file', async () => {
	const study = fakeStudy({ test: 60, val: 40 });
	const question = figuresQuestion(study)!;
	const titles = () =>
		comparisonFile(study, question.ids, computations.figuresOf(question.input)).rows.map(
			([title]) => title
		);
	expect(titles()).toContain('Log loss (for the shares of the validation knees)');
	render(WithStudy, { study, cell: Comparison });
	expect(
		await screen.findByText(
			/^For Brier score, log loss and calibration error the scores are converted to the shares of the validation knees \(/
		)
	).toBeTruthy();
	study.systems.shares = 'as-read';
	expect(sameQuestion(question, figuresQuestion(study)!)).toBe(false);
	expect(await screen.findByText(/use the scores as read as probabilities/)).toBeTruthy();
	expect(titles()).toContain('Log loss (of scores as read)');
	study.systems.own = { ...newOwnEnsemble(3, 5), way: 'vote' };
	expect(figuresQuestion(study)!.input.probabilities.at(-1)).toBeNull();
	expect(sameQuestion(figuresQuestion(study)!, figuresQuestion(study)!)).toBe(true);
});

test('says that it is being computed, that it failed, and tries again', async () => {
	const pending = fakeStudy({ test: 20, val: 20, intervals: 'pending' });
	render(WithStudy, { study: pending, cell: Comparison });
	expect(await screen.findByText(/Computing bootstrap confidence intervals/)).toBeTruthy();
	cleanup();
	const failing = fakeStudy({ test: 20, val: 20, intervals: 'failing' });
	const asked = vi.spyOn(failing.compute, 'figuresPartOf');
	render(WithStudy, { study: failing, cell: Comparison });
	expect(await screen.findByText(/The worker could not be started/)).toBeTruthy();
	await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
	expect(asked).toHaveBeenCalledTimes(2);
	cleanup();
	render(WithStudy, { study: fakeStudy({ stored: [], test: 20 }), cell: Comparison });
	expect(screen.getByText('No knee has been read yet')).toBeTruthy();
});

test('a verdict never stands beside an interval that says otherwise', async () => {
	const study = fakeStudy({ test: 120, val: 40 });
	const { container } = render(WithStudy, { study, cell: Comparison });
	for (const figure of ['balancedAccuracy', 'logLoss', 'macroAuc'] as const) {
		study.view.figure = figure;
		await waitFor(() => expect(container.querySelector('[role="progressbar"]')).toBeNull());
		const rows = within(await chart()).getAllByRole('listitem');
		for (const row of rows) {
			const [low, high] = row
				.querySelector('.figures .label')!
				.textContent!.replaceAll('\u2212', '-')
				.split(' to ')
				.map(Number);
			const verdict = row.querySelector('.verdict')!.textContent!;
			const holdsZero = low <= 0 && high >= 0;
			if (/better/.test(verdict)) expect(holdsZero, row.textContent!).toBe(false);
			if (verdict === 'no significant difference' && !Number.isNaN(low)) {
				expect(holdsZero, row.textContent!).toBe(true);
			}
			const line = row.querySelector('.interval');
			expect(line?.classList.contains('thin') ?? true).toBe(!/better/.test(verdict));
		}
	}
});

test('a margin says who is equivalent, stays in the address and belongs to its figure', async () => {
	const study = fakeStudy({ test: 120, val: 40 });
	render(WithStudy, { study, cell: Comparison });
	await chart();
	const field = screen.getByRole('textbox', { name: /^Difference of balanced accuracy that/ });
	await fireEvent.input(field, { target: { value: '30' } });
	expect(study.view.margin).toEqual({ figure: 'balancedAccuracy', size: 0.3 });
	const query = viewToQuery(study, '');
	expect(query).toBe('?v=1&margin=balancedAccuracy~0.3');
	const rows = within(await chart()).getAllByRole('listitem');
	for (const row of rows) {
		expect(row.textContent).toMatch(/Within ±30\.0 points: (equivalent|.* superior)/);
	}
	study.view.figure = 'accuracy';
	await screen.findByRole('textbox', { name: /^Difference of accuracy that/ });
	expect((await chart()).textContent).not.toContain('Within');
	const other = fakeStudy({ test: 20, val: 20 });
	expect(viewFromQuery(other, query)).toEqual([]);
	expect(viewToQuery(other, '')).toBe(query);
	for (const damaged of ['luck~0.1', 'accuracy~0', 'accuracy~x', 'accuracy~1~2']) {
		expect(viewFromQuery(other, `?v=1&margin=${damaged}`)).toEqual(['margin']);
	}
});

test('a second reader and the drawn signs are lines to measure by, where a figure needs grades alone', async () => {
	const study = fakeStudy({ test: 60, val: 20 });
	const truths = await study.truths.all();
	const rows = study.table.evaluatedRows;
	const agreeing = rows.filter((row) => {
		const { id, grade } = study.table.knees[row];
		return truths.get(id)!.secondReaderGrade === grade;
	});
	study.view.figure = 'accuracy';
	render(WithStudy, { study, cell: Comparison });
	const list = await screen.findByRole('list', { name: /^accuracy of each system on 60 knees/ });
	const line = (await within(list).findByText('Second reader (simulated)')).closest('li')!;
	expect(line.textContent).toContain(`${((100 * agreeing.length) / rows.length).toFixed(1)}% (`);
	expect(within(list).getByText('Grade of the drawn signs')).toBeTruthy();
	expect(
		screen.getByText(
			/^By accuracy on 60 knees, the F1-weighted ensemble .* the second reader \(.* points, adjusted 95% interval .*, adjusted p [=<>] .*; it .* the grade of the drawn signs \(/
		)
	).toBeTruthy();
	study.view.figure = 'logLoss';
	expect(await screen.findByText(/give grades but no scores/)).toBeTruthy();
	expect(screen.queryByText('Second reader (simulated)')).toBeNull();
});

test('what is being computed can be stopped, and is computed at a press', async () => {
	const study = fakeStudy({ test: 40, val: 20 });
	let goOn: () => void = () => {};
	const part = study.compute.figuresPartOf;
	vi.spyOn(study.compute, 'figuresPartOf').mockImplementation(async (...input) => {
		await new Promise<void>((resolve) => (goOn = resolve));
		return part(...input);
	});
	render(WithStudy, { study, cell: Comparison });
	await fireEvent.click(await screen.findByRole('button', { name: 'Stop' }));
	goOn();
	await fireEvent.click(await screen.findByRole('button', { name: 'Compute them' }));
	vi.restoreAllMocks();
	study.compute.figuresPartOf = part;
	goOn();
	expect(within(await chart()).getAllByRole('listitem')).toHaveLength(15);
});

test('the address keeps figure, costs and whose grades are unfolded', () => {
	const study = fakeStudy({ test: 20, val: 20 });
	study.view.figure = 'macroAuc';
	study.view.figureCosts = 'zero-one';
	study.view.gradeFiguresOf = 'ensemble:mean';
	const query = viewToQuery(study, '');
	expect(query).toBe('?v=1&figure=macroAuc&figure-costs=zero-one&grade-figures=ensemble:mean');
	const other = fakeStudy({ test: 20, val: 20 });
	expect(viewFromQuery(other, query)).toEqual([]);
	expect(viewToQuery(other, '')).toBe(query);
	expect(viewFromQuery(other, '?v=1&figure=luck&grade-figures=vgg')).toEqual([
		'figure',
		'grade-figures'
	]);
	expect(other.view).toMatchObject({ figure: 'balancedAccuracy', gradeFiguresOf: null });
});

import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { comparedName } from '#lib/words/compared-names.ts';
import Ensemble from '#lib/cells/ensemble/Ensemble.svelte';
import { weightsText } from '#lib/words/scheme-text.ts';
import { noLongerTestText } from '#lib/words/no-longer-test.ts';
import { geometricMean } from '#lib/core/combine/geometric-mean.ts';
import { majorityVote } from '#lib/core/combine/majority-vote.ts';
import { balancedAccuracy } from '#lib/core/metrics/metrics.ts';
import { searchModelWeights } from '#lib/core/combine/weight-search.ts';
import { comparedIds, comparedSystem } from '#lib/study/systems/compared-systems.ts';
import { newOwnEnsemble, type OwnEnsemble } from '#lib/study/systems/own-ensemble.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { comparisonOf } from '#lib/study/systems/system-estimates.ts';
import { heatMembers } from '#lib/study/heat/system-heat.ts';
import { viewFromQuery, viewToQuery } from '#lib/study/view/view-address.ts';
import { WeightQuestState } from '#lib/study/systems/weight-quest.svelte.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import SumPage from './SumPage.svelte';
import WithStudy from './WithStudy.svelte';

// Visibility of every element is slow to find out in jsdom, and nothing here is hidden.
configure({ defaultHidden: true });

beforeEach(withoutLayout);

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

function make(study: Study, part: Partial<OwnEnsemble>) {
	study.systems.own = { ...newOwnEnsemble(3, 5), ...part };
	study.systems.scheme = 'own';
	return study.systems.ensemble;
}

describe('one’s own ensemble', () => {
	test('is the ensemble of the whole page, whatever its kind', async () => {
		const study = fakeStudy({ test: 60, val: 40 });
		const { systems } = study;
		const members = systems.models.map(({ scores }) => scores.values);
		expect([...make(study, { way: 'geometric' }).scores.values]).toEqual([
			...geometricMean(members, 5)
		]);
		expect([...make(study, { way: 'vote' }).scores.values]).toEqual([
			...majorityVote(members, 5).scores
		]);
		expect(systems.get('ensemble')).toBe(systems.ensemble);
		expect(comparedIds(systems)).toContain('ensemble:own');
		expect(comparedSystem(systems, 'ensemble:own')!.predictions).toEqual(
			systems.ensemble.predictions
		);
		await study.intervals.update();
		expect(comparisonOf(study, 'own', 'xception')).not.toBeNull();
		systems.scheme = 'f1';
		expect(systems.ensemble).toBe(systems.ensembles.f1);
	});

	test('leaves out a network, also from its heat, and does not wait for it', () => {
		const study = fakeStudy({ test: 20, val: 0, stored: ['xception', 'resnet50'] });
		expect(study.systems.ensemble.known).toBe(0);
		const { known } = make(study, { way: 'mean', without: 2 });
		expect(known).toBe(20);
		expect(heatMembers(study, 'ensemble').map(({ results }) => results.name)).toEqual([
			'xception',
			'resnet50'
		]);
	});

	test('with scores that sum to 1 reads every knee the same', () => {
		const study = fakeStudy({ test: 60, val: 40 });
		const { predictions, scores } = study.systems.ensembles.f1;
		const own = make(study, { way: 'f1', sumToOne: true });
		expect(own.predictions).toEqual(predictions);
		const sum = (of: Float64Array) => of.subarray(0, 5).reduce((a, b) => a + b);
		expect(sum(own.scores.values)).toBeCloseTo(1, 12);
		expect(sum(scores.values)).not.toBeCloseTo(1, 4);
	});

	test('is in the address', () => {
		const study = fakeStudy({ test: 20, val: 20 });
		make(study, { way: 'geometric', without: 1 });
		study.selection.select({ kind: 'mistakes', system: 'ensemble' });
		const query = viewToQuery(study, '');
		expect(query).toBe('?v=1&own=geometric~1~~val&scheme=own&select=mistakes~ensemble');
		const other = fakeStudy({ test: 20, val: 20 });
		expect(viewFromQuery(other, query)).toEqual([]);
		expect(other.systems.ensemble.scores).toEqual(study.systems.ensemble.scores);
		expect(viewFromQuery(other, '?v=1&scheme=own')).toEqual(['scheme']);
		expect(other.systems.scheme).toBe('f1');
	});
});

describe('where its weights come from', () => {
	test('is always said, with a warning while they come from the knees shown', () => {
		const study = fakeStudy({ test: 60, val: 40 });
		make(study, { way: 'f1' });
		expect(weightsText(study)).toBe('From 40 validation knees.');
		expect(noLongerTestText(study)).toBe('');
		expect(comparedName(study, 'ensemble:own')).toBe('Your own ensemble');
		make(study, { way: 'f1', from: 'shown' });
		expect(comparedName(study, 'ensemble:own')).toBe('Your own ensemble, fitted to these knees');
		expect(comparedName(study, 'ensemble:f1')).toBe('F1-weighted ensemble');
		expect(weightsText(study)).toBe('Chosen by the test knees shown here.');
		expect(noLongerTestText(study)).toMatch(/no longer a test\.$/);
		make(study, { way: 'free', from: 'hand' });
		expect(weightsText(study)).toMatch(/^Set by hand/);
		expect(comparedName(study, 'ensemble:own')).toBe(
			'Your own ensemble, weights set by hand while looking at these knees'
		);
		expect(noLongerTestText(study)).toMatch(/set by hand while looking at .* is not a test\.$/);
		make(study, { way: 'vote', from: 'shown' });
		expect(noLongerTestText(study)).toBe('');
		make(study, { way: 'f1', from: 'shown' });
		study.systems.scheme = 'f1';
		expect(noLongerTestText(study)).toBe('');
	});

	test('a search on validation knees finds the best of them; the latest wins, cancelling drops it', async () => {
		const study = fakeStudy({ test: 40, val: 60 });
		const { systems, table } = study;
		const quest = new WeightQuestState(study);
		const wanted = { from: 'val', measure: 'balancedAccuracy', perGrade: false } as const;
		const dropped = quest.find(wanted);
		quest.cancel();
		await dropped;
		expect(quest.phase.kind).toBe('idle');
		expect(systems.own).toBeNull();
		await quest.find(wanted);
		const val = table.rows('val');
		const { table: best, value } = searchModelWeights({
			truth: val.map((row) => table.grades[row]),
			members: systems.models.map(({ scores }) => val.flatMap((row) => [...scores.row(row)])),
			statistic: balancedAccuracy,
			classCount: 5
		});
		expect(systems.scheme).toBe('own');
		expect(systems.own).toMatchObject({ way: 'free', from: 'val' });
		systems.combination.table
			.flat()
			.forEach((weight, i) => expect(weight).toBeCloseTo(best.flat()[i], 12));
		expect(quest.phase).toMatchObject({ kind: 'done', value });
	});
});

describe('the lab', () => {
	async function open(study: Study) {
		render(WithStudy, { study, cell: Ensemble });
		await fireEvent.click(screen.getByRole('button', { name: /^Make your own ensemble/ }));
		await screen.findByRole('combobox', { name: 'Combine by' }, { timeout: 20_000 });
	}

	const choose = (name: string, value: string) =>
		fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } });

	test('weights found on the knees shown keep that mark, whatever way is tried meanwhile', async () => {
		const study = fakeStudy({ test: 40, val: 20 });
		await open(study);
		const { systems } = study;
		await new WeightQuestState(study).find({
			from: 'shown',
			measure: 'balancedAccuracy',
			perGrade: false
		});
		const { weights } = systems.own!;
		await choose('Combine by', 'mean');
		expect(noLongerTestText(study)).toBe('');
		await choose('Combine by', 'free');
		expect(systems.own).toMatchObject({ way: 'free', from: 'shown', weights });
		expect(noLongerTestText(study)).toMatch(/no longer a test\.$/);
	});

	test('opening it changes nothing; choosing does, and the switch of the cell follows', async () => {
		const study = fakeStudy({ test: 60, val: 40 });
		await open(study);
		expect(study.systems.own).toBeNull();
		await choose('Combine by', 'vote');
		expect(study.systems.scheme).toBe('own');
		expect(screen.getByRole('radio', { name: 'Own' }).getAttribute('aria-checked')).toBe('true');
		expect(screen.getByRole('grid', { name: /^Your own: / })).toBeTruthy();
		await fireEvent.click(screen.getByRole('radio', { name: 'F1' }));
		expect(study.systems.ensemble).toBe(study.systems.ensembles.f1);
	});

	test('a slider a network, or one for each grade', async () => {
		const study = fakeStudy({ test: 60, val: 40 });
		await open(study);
		await choose('Combine by', 'free');
		const sliders = () => screen.getAllByRole('slider');
		expect(sliders()).toHaveLength(3);
		await fireEvent.keyDown(sliders()[0], { key: 'Home' });
		expect(study.systems.own!.weights[0]).toEqual([0, 0, 0, 0, 0]);
		expect(study.systems.combination.table[0]).toEqual([0, 0, 0, 0, 0]);
		expect(study.systems.own!.from).toBe('hand');
		await fireEvent.click(screen.getAllByRole('switch', { name: 'Weights for each grade' })[0]);
		expect(sliders()).toHaveLength(15);
	});

	test('weights by the knees shown: offered with the warning, which stays', async () => {
		const study = fakeStudy({ test: 60, val: 40 });
		await open(study);
		await choose('Combine by', 'free');
		await fireEvent.click(screen.getByRole('button', { name: /^Find them on the test knees/ }));
		expect(screen.getByText('Then it is no longer a test.')).toBeTruthy();
		await fireEvent.click(screen.getByRole('button', { name: 'Find on the test knees' }));
		await waitFor(() => expect(study.systems.own!.from).toBe('shown'));
		await tick();
		expect(screen.getByRole('note').textContent).toMatch(/no longer a test/);
		await fireEvent.keyDown(screen.getAllByRole('slider')[0], { key: 'End' });
		expect(study.systems.own!.from).toBe('shown');
	});
});

describe('how one knee’s grade came about', () => {
	function show(study: Study, row: number) {
		const readers = study.systems.models.map((system) => ({
			reader: { mark: system.index, name: system.title },
			scores: system.scores.row(row)
		}));
		render(SumPage, { study, row, readers });
	}

	test('votes and geometric means in words, sums as bars', async () => {
		const study = fakeStudy({ test: 60, val: 40 });
		const row = study.table.evaluatedRows[3];
		make(study, { way: 'vote' });
		show(study, row);
		expect(screen.getByText(/Xception votes .*ResNet50 votes/)).toBeTruthy();
		expect(screen.queryByText(/score times its weight/)).toBeNull();
		make(study, { way: 'geometric' });
		await tick();
		expect(screen.getByText(/scores are multiplied and the root is taken/)).toBeTruthy();
		make(study, { way: 'mean' });
		await tick();
		expect(screen.getByText(/score times its weight/)).toBeTruthy();
	});

	test('a grade that the rule decided is said to be so', async () => {
		const study = fakeStudy({ test: 200, val: 40 });
		study.systems.rule = {
			kind: 'minimum-cost',
			costs: [
				[0, 9, 9, 9, 9],
				[0, 0, 9, 9, 9],
				[0, 0, 0, 9, 9],
				[0, 0, 0, 0, 9],
				[0, 0, 0, 0, 0]
			]
		};
		const { predictions, highest } = study.systems.ensemble;
		const row = study.table.evaluatedRows.find((r) => predictions[r] !== highest[r])!;
		show(study, row);
		expect(screen.getByText(/by the rule that is applied/)).toBeTruthy();
		expect(screen.getByText(/Grades are read by least expected cost \(own costs\)/)).toBeTruthy();
	});
});

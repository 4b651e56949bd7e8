import { describe, expect, it } from 'vitest';
import {
	followHistory,
	readAddress,
	writeAddress,
	type AddressBar
} from '#lib/study/view/address-bar.ts';
import { selectionFromAddress, selectionToAddress } from '#lib/study/view/selection-address.ts';
import type { Selection } from '#lib/study/selection/selected-rows.ts';
import { SELECTION_ORDERS } from '#lib/study/selection/selection-order.ts';
import { viewFromQuery, viewToQuery } from '#lib/study/view/view-address.ts';
import { fakeStudy } from './fake-study.ts';

const SELECTIONS: Selection[] = [
	{ kind: 'matrix', system: 'xception', truth: 3, read: 2 },
	{ kind: 'matrix', system: 'ensemble', truth: null, read: 1, merging: 'three' },
	{ kind: 'matrix', system: 'xception', truth: 0, read: null },
	{ kind: 'difference', a: 'resnet50', b: 'ensemble:mean', truth: 1, read: 0, change: 'moved' },
	{ kind: 'difference', a: 'resnet50', b: 'xception', truth: null, read: null, change: 'lost' },
	{ kind: 'mistakes', system: 'resnet50' },
	{ kind: 'agreement', right: 2, truth: null },
	{ kind: 'grade', truth: 4 },
	{ kind: 'tagged', tag: 'metal ~ staple & screw' },
	{ kind: 'tagged', tag: null },
	{ kind: 'listed', rows: [0, 7, 8, 31], words: 'your lasso ~ 4 knees' },
	{ kind: 'listed', rows: [], words: 'none' }
];

function fakeBar(query = ''): AddressBar & { steps: string[] } {
	const steps = [query];
	return {
		steps,
		query: () => steps.at(-1)!,
		push: (next) => void steps.push(next),
		replace: (next) => void steps.splice(-1, 1, next)
	};
}

describe('a selection in the address', () => {
	it.each(SELECTIONS)('comes back as it was: %o', (selection) => {
		expect(selectionFromAddress(selectionToAddress(selection)!)).toEqual(selection);
	});

	it.each([
		'',
		'planet~9',
		'grade~7',
		'grade',
		'matrix~~3~2',
		'matrix~xception~3~2~none~9',
		'matrix~%E0%A4%A~1~1',
		'difference~a~b~1~1~stolen',
		'constructor~x',
		'listed~A~four',
		'listed~!!!!~four'
	])('is refused where damaged: %s', (word) => {
		expect(selectionFromAddress(word)).toBeNull();
	});
});

describe('the view in the address', () => {
	it('names another version and shows what it knows of it', () => {
		const study = fakeStudy();
		expect(viewFromQuery(study, '?v=9&share=row')).toEqual(['v=9']);
		expect(study.view.normalisation).toBe('row');
		expect(viewFromQuery(study, '?v=1&share=row')).toEqual([]);
	});

	it('says nothing on a first visit and leaves the parameters of others alone', () => {
		const study = fakeStudy();
		expect(viewToQuery(study, '')).toBe('');
		expect(viewToQuery(study, '?backend=wasm')).toBe('?backend=wasm');
	});

	it('holds how films and heat are shown, and is refused where damaged', () => {
		const study = fakeStudy();
		const { view } = study;
		view.gallery = { system: 'resnet50', knees: 'wrong', heatFor: 3 };
		view.trayHeat = 'ensemble';
		view.kneeShows = 'xception';
		view.kneeHeat = 'true';
		view.kneeHeatOn = false;
		view.strength = 0.4;
		view.halfPeakLine = false;
		view.asNetworksSee = true;
		view.reported = true;
		view.perClass = true;
		const query = viewToQuery(study, '');
		const other = fakeStudy();
		expect(viewFromQuery(other, query)).toEqual([]);
		expect(other.view).toMatchObject({
			gallery: view.gallery,
			trayHeat: 'ensemble',
			kneeShows: 'xception',
			kneeHeat: 'true',
			kneeHeatOn: false,
			strength: 0.4,
			halfPeakLine: false,
			asNetworksSee: true,
			reported: true,
			perClass: true
		});
		const damaged = [
			'gallery=nobody~right~own',
			'gallery=~right~7',
			'tray-heat=nobody',
			'over-film=nobody',
			'strength=2',
			'reported=yes'
		];
		for (const word of damaged) {
			expect(viewFromQuery(fakeStudy(), `?v=1&${word}`)).toEqual([word.split('=')[0]]);
		}
	});

	it('comes back whole in another visit', () => {
		const study = fakeStudy();
		study.systems.scheme = 'mean';
		study.view.merging = 'kl2';
		study.view.normalisation = 'column';
		study.selection.order = 'distance';
		study.selection.select({ kind: 'matrix', system: 'xception', truth: 1, read: 0 });
		study.selection.open(study.selection.rows[1]);
		const query = viewToQuery(study, '');

		const other = fakeStudy();
		expect(viewFromQuery(other, query)).toEqual([]);
		expect(viewToQuery(other, '')).toBe(query);
		expect(other.selection.rows).toEqual(study.selection.rows);
		expect(other.selection.openRow).toBe(study.selection.openRow);
		expect(other.view.merging).toBe('kl2');
		expect(query).toContain('select=matrix~xception~1~0');
	});

	it('keeps the address readable', () => {
		const study = fakeStudy();
		study.selection.select(SELECTIONS[3]);
		expect(viewToQuery(study, '')).toBe('?v=1&select=difference~resnet50~ensemble:mean~1~0~moved');
	});

	it('keeps which two are compared, and refuses what it does not know', () => {
		const study = fakeStudy();
		study.view.compared = { a: 'ensemble:mean', b: 'resnet50' };
		const query = viewToQuery(study, '');
		expect(query).toBe('?v=1&compare=ensemble:mean~resnet50');
		const other = fakeStudy();
		expect(viewFromQuery(other, query)).toEqual([]);
		expect(other.view.compared).toEqual({ a: 'ensemble:mean', b: 'resnet50' });
		for (const wrong of [
			'vgg~resnet50',
			'resnet50',
			'resnet50~xception~xception',
			'ensemble:constructor~resnet50'
		]) {
			expect(viewFromQuery(other, `?v=1&compare=${wrong}`)).toEqual(['compare']);
			expect(other.view.compared).toEqual({ a: null, b: null });
		}
	});

	it('keeps what the cell of certainty shows, and refuses what it does not know', () => {
		const study = fakeStudy();
		const view = study.view.certainty;
		view.system = 'resnet50';
		view.foretold = 0;
		view.scaled = true;
		const short = viewToQuery(study, '');
		expect(short).toBe('?v=1&certainty=resnet50~0~after');
		view.loss = 'grades';
		view.coverage = 35;
		const query = viewToQuery(study, '');
		const other = fakeStudy();
		expect(viewFromQuery(other, query)).toEqual([]);
		expect(viewToQuery(other, '')).toBe(query);
		expect(other.view.certainty).toMatchObject({
			system: 'resnet50',
			foretold: 0,
			scaled: true,
			loss: 'grades',
			coverage: 35
		});
		expect(viewFromQuery(other, short)).toEqual([]);
		expect(other.view.certainty).toMatchObject({ loss: 'error', coverage: 80 });
		for (const wrong of [
			'vgg',
			'~5',
			'~~before',
			'~~~mse',
			'~~~~4',
			'~~~~101',
			'~~~~8e1',
			'~~~~80~'
		]) {
			expect(viewFromQuery(other, `?v=1&certainty=${wrong}`)).toEqual(['certainty']);
			expect(other.view.certainty.toAddress()).toBeNull();
		}
	});

	it('keeps every order of knees', () => {
		const study = fakeStudy();
		for (const order of SELECTION_ORDERS) {
			study.selection.order = order;
			const query = viewToQuery(study, '');
			study.selection.order = 'surest';
			viewFromQuery(study, query);
			expect(study.selection.order).toBe(order);
		}
	});

	it('opens links of the first version', () => {
		const study = fakeStudy();
		const link =
			'?v=1&scheme=accuracy&merge=three&select=difference~xception~ensemble:f1~2~1~moved';
		expect(viewFromQuery(study, link)).toEqual([]);
		expect(study.systems.scheme).toBe('accuracy');
		expect(study.view.merging).toBe('three');
		expect(study.selection.current).toMatchObject({ kind: 'difference', truth: 2, read: 1 });
	});

	it('names what it does not know and shows the rest', () => {
		const study = fakeStudy();
		readAddress(study, fakeBar('?v=1&scheme=mean&select=mistakes~vgg&knee=nobody'));
		expect(study.systems.scheme).toBe('mean');
		expect(study.selection.current).toBeNull();
		expect(study.warnings[0].error.message).toMatch(/select, knee/);
	});

	it('makes a step of choosing knees, not of settings', () => {
		const study = fakeStudy();
		const bar = fakeBar('?backend=wasm');
		writeAddress(study, bar);
		expect(bar.steps).toEqual(['?backend=wasm']);
		study.view.merging = 'three';
		writeAddress(study, bar);
		expect(bar.steps).toEqual(['?backend=wasm&v=1&merge=three']);
		study.selection.select({ kind: 'mistakes', system: 'xception' });
		writeAddress(study, bar);
		expect(bar.steps).toHaveLength(2);
		bar.steps.pop();
		readAddress(study, bar);
		expect(study.selection.current).toBeNull();
		expect(study.view.merging).toBe('three');
		writeAddress(study, bar);
		expect(bar.steps).toHaveLength(1);
	});

	it('keeps settings made since when a step is taken back, and writes them', () => {
		const study = fakeStudy();
		const bar = fakeBar('?backend=wasm');
		study.view.merging = 'three';
		writeAddress(study, bar);
		study.selection.select({ kind: 'mistakes', system: 'xception' });
		writeAddress(study, bar);
		study.systems.scheme = 'mean';
		study.view.merging = 'none';
		writeAddress(study, bar);
		const forward = bar.steps.pop()!;

		followHistory(study, bar);
		expect(study.selection.current).toBeNull();
		expect(study.systems.scheme).toBe('mean');
		writeAddress(study, bar);
		expect(bar.steps).toEqual(['?backend=wasm&v=1&scheme=mean']);

		study.systems.scheme = 'accuracy';
		bar.steps.push(forward);
		followHistory(study, bar);
		expect(study.selection.current).toEqual({ kind: 'mistakes', system: 'xception' });
		expect(study.systems.scheme).toBe('accuracy');
		writeAddress(study, bar);
		expect(bar.steps.at(-1)).toContain('scheme=accuracy&select=mistakes~xception');
	});
});

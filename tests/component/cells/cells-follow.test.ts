import { cleanup, configure, render } from '@testing-library/svelte';
import { flushSync, type Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import Agreement from '#lib/cells/agreement/Agreement.svelte';
import Certainty from '#lib/cells/certainty/Certainty.svelte';
import Comparison from '#lib/cells/comparison/Comparison.svelte';
import Decision from '#lib/cells/decision/Decision.svelte';
import Difference from '#lib/cells/difference/Difference.svelte';
import EachModel from '#lib/cells/each-model/EachModel.svelte';
import Ensemble from '#lib/cells/ensemble/Ensemble.svelte';
import Mistakes from '#lib/cells/mistakes/Mistakes.svelte';
import Slices from '#lib/cells/slices/Slices.svelte';
import Suspects from '#lib/cells/suspects/Suspects.svelte';
import WhereTheyLook from '#lib/cells/where-they-look/WhereTheyLook.svelte';
import type { Study } from '#lib/study/study.svelte.ts';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

configure({ defaultHidden: true });

beforeEach(withoutLayout);

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

const CELLS: Record<string, Component<Record<string, never>>> = {
	Agreement,
	Certainty,
	Comparison,
	Decision,
	Difference,
	EachModel,
	Ensemble,
	Mistakes,
	Slices,
	Suspects,
	WhereTheyLook
};

const CHANGES: Record<string, (study: Study) => void> = {
	'a filter': (study) => void study.filter.set(['left']),
	'a rule': (study) => void (study.systems.rule = { kind: 'expected-grade' }),
	'an ensemble': (study) => void (study.systems.scheme = 'mean')
};

/** What a cell says once nothing more is computed. */
async function said(study: Study, cell: Component<Record<string, never>>, change?: () => void) {
	const { container, unmount } = render(WithStudy, { study, cell });
	flushSync();
	if (change) flushSync(change);
	let before = '';
	for (let now = ' '; now !== before;) {
		before = now;
		await new Promise((done) => setTimeout(done, 30));
		now = wordsOf(container);
	}
	unmount();
	return before;
}

/** Text and names, as a reader of the page and a screen reader get them. */
function wordsOf(container: Element): string {
	const names = [...container.querySelectorAll('[aria-label]')].map((one) =>
		one.getAttribute('aria-label')
	);
	return [container.textContent, ...names].join('\n').replaceAll(/bits-\d+|s\d+/g, '');
}

describe.each(Object.entries(CELLS))('%s', (_, cell) => {
	test.each(Object.entries(CHANGES))('follows %s', async (_name, change) => {
		const changed = fakeStudy({ test: 120, val: 60 });
		flushSync(() => change(changed));
		const expected = await said(changed, cell);
		const study = fakeStudy({ test: 120, val: 60 });
		expect(await said(study, cell, () => change(study))).toBe(expected);
	});
});

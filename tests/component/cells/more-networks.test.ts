import { cleanup, render, screen } from '@testing-library/svelte';
import { KELLGREN_LAWRENCE_SCALE as scale } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { flushSync, type Component } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Agreement from '#lib/cells/agreement/Agreement.svelte';
import Certainty from '#lib/cells/certainty/Certainty.svelte';
import Comparison from '#lib/cells/comparison/Comparison.svelte';
import Decision from '#lib/cells/decision/Decision.svelte';
import Difference from '#lib/cells/difference/Difference.svelte';
import EachModel from '#lib/cells/each-model/EachModel.svelte';
import Ensemble from '#lib/cells/ensemble/Ensemble.svelte';
import Mistakes from '#lib/cells/mistakes/Mistakes.svelte';
import TheModels from '#lib/cells/models/TheModels.svelte';
import Slices from '#lib/cells/slices/Slices.svelte';
import Suspects from '#lib/cells/suspects/Suspects.svelte';
import WhereTheyLook from '#lib/cells/where-they-look/WhereTheyLook.svelte';
import GradeStack from '#lib/charts/bars/GradeStack.svelte';
import { withoutLayout } from '../without-layout.ts';
import { fakeStudy } from './fake-study.ts';
import { FAKE_NETWORKS } from './fake-study-readings.ts';
import WithStudy from './WithStudy.svelte';

beforeEach(withoutLayout);

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** One's own Xception beside the shipped one, under the same title. */
const mine = { ...FAKE_NETWORKS[0], name: 'mine', spread: 0.6 };
const other = { ...FAKE_NETWORKS[1], name: 'other', title: 'Other', spread: 0.5 };
const five = [...FAKE_NETWORKS, mine, other];
const fourOfOneKind = ['a', 'b', 'c', 'd'].map((name) => ({ ...FAKE_NETWORKS[0], name }));

/** Said of networks where there are not three. */
const COUNTS_THREE =
	/\bthree (networks|readers|models)\b|\b(all|averaging the) three\b|\bof the three (?!pairs)/i;

const CELLS = {
	Agreement,
	Certainty,
	Comparison,
	Decision,
	Difference,
	EachModel,
	Ensemble,
	Mistakes,
	TheModels,
	Slices,
	Suspects,
	WhereTheyLook
} as Record<string, Component<Record<string, never>>>;

test.each(Object.entries(CELLS))('%s shows five networks, two of one title', (_, cell) => {
	const study = fakeStudy({ test: 120, val: 60, networks: five });
	const { container } = render(WithStudy, { study, cell });
	flushSync();
	flushSync(() => (study.systems.scheme = 'f1'));
	expect(container.textContent!.length).toBeGreaterThan(200);
	expect(container.textContent).not.toMatch(COUNTS_THREE);
});

test('bars of two networks of one title stand beside each other', () => {
	const row = (mark: number) => ({
		name: 'Xception',
		reader: { mark, name: 'Xception' },
		counts: [1, 2, 0, 0, mark]
	});
	render(GradeStack, { scale, rows: [row(0), row(3)], label: 'The same, as each reads them' });
	expect(screen.getAllByRole('img', { name: /^Xception: / })).toHaveLength(2);
});

test.each([
	['five networks', five],
	['four networks of one architecture', fourOfOneKind]
])('%s have each a colour and a shape of its own', (_, networks) => {
	const study = fakeStudy({ test: 120, val: 60, networks });
	const { container } = render(WithStudy, { study, cell: TheModels });
	const heads = [...container.querySelectorAll('article h3')];
	const looks = heads.map((head) => {
		const glyph = head.querySelector('svg')!;
		return [glyph.getAttribute('style')!, glyph.innerHTML];
	});
	for (const side of [0, 1]) {
		expect(new Set(looks.map((look) => look[side])).size).toBe(networks.length);
	}
	expect(container.textContent).not.toMatch(COUNTS_THREE);
	for (const curve of container.querySelectorAll<SVGElement>('.curve svg')) {
		expect(curve.style.getPropertyValue('--colour')).toMatch(/^var\(--reader-\d\)$/);
	}
});

test('with ten networks the patterns of votes are those that occur', () => {
	const ten = Array.from({ length: 10 }, (_, i) => ({
		...FAKE_NETWORKS[i % 3],
		name: `network_${i}`
	}));
	const study = fakeStudy({ test: 120, val: 60, networks: ten });
	const { container } = render(WithStudy, { study, cell: Agreement });
	flushSync();
	const rows = container.querySelector('table')!.querySelectorAll('tbody tr');
	expect(rows.length).toBeGreaterThan(1);
	expect(rows.length).toBeLessThan(30);
});

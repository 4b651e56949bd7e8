import { cleanup, render } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cellsOf, fetchParts } from '#lib/cells/registry.ts';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { speakOf } from '#lib/core/text/nouns.ts';
import WithStudy from '../cells/WithStudy.svelte';
import { withoutLayout } from '../without-layout.ts';
import { SHAPES } from './shapes.ts';

const late = await fetchParts();

beforeEach(withoutLayout);

afterEach(() => {
	cleanup();
	speakOf(KELLGREN_LAWRENCE_SCALE);
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** What is computed when a cell is first shown has an answer, or has failed. */
async function settled() {
	await new Promise((resolve) => setTimeout(resolve, 0));
	flushSync();
}

/** Said of networks where there are not three. */
const OF_THREE_NETWORKS = /\b(all )?three (networks|models|readers)\b/i;

test.each(Object.entries(SHAPES))('every cell shows %s', async (_, make) => {
	const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
	const study = make();
	for (const { id, part = late.get(id)! } of cellsOf(study)) {
		const { container } = render(WithStudy, { study, cell: part });
		flushSync();
		await settled();
		expect(container.querySelectorAll('[role=alert]'), id).toHaveLength(0);
		expect(container.textContent, id).not.toMatch(OF_THREE_NETWORKS);
		cleanup();
	}
	expect(errors.mock.calls).toEqual([]);
});

test('cells that compare models are left out where there is one', () => {
	const ids = cellsOf(SHAPES['1 model']()).map(({ id }) => id);
	expect(ids).not.toContain('ensemble');
	expect(ids).not.toContain('agreement');
	expect(ids).toContain('each-model');
});

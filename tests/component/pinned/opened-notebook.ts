import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { render, waitFor } from '@testing-library/svelte';
import { vi } from 'vitest';
// Parts that come late are here before the clock of a test runs.
import '#lib/panels/filter/FilterBar.svelte';
import '#lib/cells/later-cells.ts';
import '#lib/panels/tray/SelectionPanels.svelte';
import Notebook from '#lib/cells/Notebook.svelte';
import { openStudy } from '#lib/study/load-study.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { viewFromQuery, viewToQuery } from '#lib/study/view/view-address.ts';
import { drawKneeMap } from '#lib/runtime/maps/knee-map.ts';
import type { KneeReader } from '#lib/runtime/reader/reader.types.ts';
import { computeOnPage } from '../compute-on-page.ts';
import { withoutLayout } from '../without-layout.ts';

/*
 * The page as a visitor has it, on the stored study. What the tests here pin is said in addresses, files and words alone, and
 * this is the one place that names modules of the notebook.
 */

const BASE = 'http://localhost/';
const STATIC = 'static';

const never = () => new Promise<never>(() => {});

/** Networks are not read anew here. */
const idleReader: KneeReader = {
	ended: false,
	start: never,
	load: never,
	run: never,
	readImages: never,
	dispose: async () => {}
};

/** Serves the files below static/, and leaves out what jsdom has not. */
export function serveStatic(): void {
	withoutLayout();
	vi.stubGlobal('matchMedia', () => ({
		matches: false,
		addEventListener: () => {},
		removeEventListener: () => {}
	}));
	vi.stubGlobal('fetch', async (url: URL) => {
		const bytes = await readFile(join(STATIC, new URL(url).pathname)).catch(() => null);
		return bytes ? new Response(Uint8Array.from(bytes)) : new Response(null, { status: 404 });
	});
}

/** @param computing false leaves unanswered what a worker computes */
function storedStudy(computing: boolean): Promise<Study> {
	return openStudy(
		{ testset: `${BASE}testset/`, models: `${BASE}models/`, study: `${BASE}study/` },
		{
			createReader: () => idleReader,
			compute: computing ? computeOnPage() : computeOnPage(never),
			drawKneeMap: async (input, onProgress) => drawKneeMap(input, onProgress)
		}
	);
}

/** A study without its page: takes addresses and writes them. */
export async function openAddresses(): Promise<{
	/** @returns the parts that are not known, and the address of the view that was opened */
	through: (query: string) => { unknown: string[]; written: string };
}> {
	const study = await storedStudy(false);
	return {
		through(query) {
			const unknown = viewFromQuery(study, query);
			return { unknown, written: viewToQuery(study, '') };
		}
	};
}

/**
 * Opens the notebook with this query and waits until its last cell is there.
 *
 * @returns what gives the query of the address as the page has it now
 */
export async function openNotebook(query = '', computing = false): Promise<() => string> {
	const steps = [query];
	render(Notebook, {
		study: await storedStudy(computing),
		address: {
			query: () => steps.at(-1)!,
			push: (next: string) => void steps.push(next),
			replace: (next: string) => void steps.splice(-1, 1, next)
		}
	});
	await waitFor(() => {
		if (!document.querySelector('#export')) throw new Error('The last cell is not there.');
	});
	return () => steps.at(-1)!;
}

import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, waitFor } from '@testing-library/svelte';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openNotebook, serveStatic } from './opened-notebook.ts';
import { savedFiles, type SavedFile } from './saved-files.ts';

/** One network's figures of each grade are unfolded, and knees selected; what a worker computes is left out. */
const VIEW = '?v=1&grade-figures=xception&select=mistakes~xception';

/** What stood in the files of this view when they were pinned. */
const PINNED = JSON.parse(readFileSync('tests/fixtures/pinned/files.json', 'utf8'));

let saved: SavedFile[];

beforeAll(async () => {
	localStorage.clear();
	serveStatic();
	saved = savedFiles();
	await openNotebook(VIEW);
}, 60_000);

afterAll(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

const wordsOf = (element: Element | null | undefined) =>
	(element?.textContent ?? '').replace(/\s+/g, ' ').trim();

function buttons(words: string, within = 'body'): HTMLButtonElement[] {
	return [...document.querySelectorAll<HTMLButtonElement>(`${within} button`)].filter((button) =>
		wordsOf(button).startsWith(words)
	);
}

async function fileOf(button: HTMLButtonElement): Promise<{ name: string; text: string }> {
	const before = saved.length;
	await fireEvent.click(button);
	await waitFor(() => expect(saved.length).toBeGreaterThan(before));
	const { name, text } = saved[before];
	return { name, text: await text };
}

test('every CSV has its name, its columns and its first row', async () => {
	const files: Record<string, string[]> = {};
	for (const button of [...buttons('CSV'), ...buttons('Save predictions.csv')]) {
		const { name, text } = await fileOf(button);
		files[name] = text.split('\n').slice(0, 2);
	}
	expect(files).toEqual(PINNED.csv);
});

test('every cell offers its charts as pictures under their names', async () => {
	const pictures: Record<string, (string | null)[]> = {};
	for (const button of buttons('Save image')) {
		await fireEvent.click(button);
		const offered = document.querySelectorAll('[role=group]:has(> button[aria-label^="SVG of "])');
		pictures[button.closest('section')!.id] = [...offered].map((one) =>
			one.getAttribute('aria-label')
		);
		await fireEvent.click(button);
	}
	expect(pictures).toEqual(PINNED.pictures);
});

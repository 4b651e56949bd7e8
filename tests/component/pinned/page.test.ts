import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openNotebook, serveStatic } from './opened-notebook.ts';
import { savedFiles } from './saved-files.ts';

beforeEach(() => {
	localStorage.clear();
	serveStatic();
});

afterEach(() => {
	cleanup();
	localStorage.clear();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** Number, anchor, title and question of every cell. */
const CELLS = [
	['1', 'data', 'The data', 'Which knees are these, and how many of each grade?'],
	['2', 'models', 'The models', 'Which models are compared, and how were they trained?'],
	['3', 'each-model', 'Confusion matrices', 'Which grades does each network mistake for which?'],
	['4', 'ensemble', 'Ensembles', 'Does averaging the networks beat the best of them?'],
	[
		'5',
		'comparison',
		'Model comparison',
		'Which system is better, by how much, and is the difference significant?'
	],
	[
		'6',
		'difference',
		'Difference matrix',
		'Which knees does one system grade differently from the other?'
	],
	['7', 'mistakes', 'Misclassified knees', 'Which knees does each network misclassify?'],
	[
		'8',
		'agreement',
		'Model disagreement',
		'On which knees do the networks disagree, and which one dissents?'
	],
	[
		'9',
		'slices',
		'Slices (subgroups)',
		'Which subgroups of knees are graded better or worse than the rest?'
	],
	[
		'10',
		'suspects',
		'Suspected label errors',
		'Which labels do the networks, taken together, consider unlikely?'
	],
	[
		'11',
		'certainty',
		'Calibration',
		'When a network states 80%, is it right for 80% of the knees?'
	],
	[
		'12',
		'decision',
		'Decision and screening',
		'What if another rule than the highest score chose the grade?'
	],
	['13', 'map', 'Embedding map', 'Which knees look similar to a network?'],
	[
		'14',
		'where-they-look',
		'Grad-CAM gallery',
		'Which part of the image contributes to each grade?'
	],
	['15', 'own-xray', 'Your own X-ray', 'How would the networks grade another knee?'],
	['16', 'reader-mode', 'Grade them yourself', 'How well would you grade the same knees?'],
	['17', 'export', 'Export and cite', 'How do I cite, check or continue this elsewhere?']
];

const wordsOf = (element: Element | null | undefined) =>
	(element?.textContent ?? '').replace(/\s+/g, ' ').trim();

test('the cells stand in their order under their numbers, anchors and questions, and the contents list them', async () => {
	await openNotebook();
	const cells = [...document.querySelectorAll('section:has(> header h2)')].map((cell) => [
		wordsOf(cell.querySelector('[aria-hidden]')),
		cell.id,
		wordsOf(cell.querySelector('h2')),
		wordsOf(cell.querySelector('header p'))
	]);
	expect(cells).toEqual(CELLS);
	const lists = [...document.querySelectorAll('nav')].filter((nav) =>
		nav.querySelector('a[href="#data"]')
	);
	expect(lists.length).toBeGreaterThan(0);
	for (const list of lists) {
		const links = [...list.querySelectorAll('a')].map((link) => [
			link.getAttribute('href'),
			wordsOf(link)
		]);
		expect(links).toEqual(CELLS.map(([number, id, title]) => [`#${id}`, `${number}.${title}`]));
	}
	expect(wordsOf(document.body)).toContain('First time here?');
});

const SET = '184b9044cb090a4d260f901d14b4da132faf623adb3afe32be9f47047234cdcd';

/** What a visit of an earlier version may have left in the browser. */
const KEPT = {
	'kneelens-tour': 'taken',
	'kneelens.run-speeds': '{"wasm xception a1f13ebc 6179a17f":0.05}',
	[`kneelens.notes.${SET}`]: `{
	"format": "kneelens-notes",
	"version": 1,
	"testset": "${SET}",
	"notes": [
		{
			"knee": "3000001L",
			"note": "A spur?",
			"tags": [
				"look again"
			],
			"changed": "2026-01-02T03:04:05.678Z"
		}
	]
}
`,
	[`kneelens.reading.${SET}`]:
		'{"version":1,"count":5,"seed":3,"knees":["3000427R","3000271R","3000058L","3000005L","3000272L"],"grades":[2,1,null,null,null],"place":2,"seen":3,"finished":false}'
};

test('what an earlier visit left in the browser is found again, and notes leave in the same words', async () => {
	for (const [key, text] of Object.entries(KEPT)) localStorage.setItem(key, text);
	const saved = savedFiles();
	await openNotebook();
	expect(wordsOf(document.body)).not.toContain('First time here?');
	const reading = document.querySelector('#reader-mode');
	expect(wordsOf(reading)).toContain('Your reading is paused at image 3 of 5');
	expect(wordsOf(reading)).toContain('seed 3');
	const exported = document.querySelector('#export')!;
	expect(wordsOf(exported.querySelector('[aria-label="Tags"]'))).toBe(
		'Any note or tag 1look again 1'
	);
	const save = [...exported.querySelectorAll('button')].find(
		(button) => wordsOf(button) === 'Save notes as JSON'
	)!;
	await fireEvent.click(save);
	await waitFor(() => expect(saved).toHaveLength(1));
	expect(saved[0].name).toBe('kneelens-notes-184b9044.json');
	expect(await saved[0].text).toBe(KEPT[`kneelens.notes.${SET}`]);
	const kept = Object.fromEntries(
		Object.keys(localStorage).map((key) => [key, localStorage.getItem(key)])
	);
	expect(kept).toEqual(KEPT);
});

/** What is chosen on the page, each behind the anchor of its cell, and the names of its regions. */
function shown(): string[] {
	const chosen = document.querySelectorAll<HTMLElement>(
		'[aria-checked=true], [aria-pressed=true], input:checked, select, input[type=range], [role=slider]'
	);
	const words = [...chosen].map((control) => {
		const cell = control.closest('section:has(> header h2)')?.id || 'page';
		if (control instanceof HTMLSelectElement) {
			return `${cell}: ${wordsOf(control.selectedOptions[0])}`;
		}
		const value = control.getAttribute('aria-valuenow');
		if (value !== null) return `${cell}: ${value}`;
		if (control instanceof HTMLInputElement && control.type === 'range') {
			return `${cell}: ${control.value}`;
		}
		const name = control.getAttribute('aria-label') ?? wordsOf(control.closest('label') ?? control);
		return `${cell}: ${name.trim()}`;
	});
	const regions = document.querySelectorAll('[role=region], section[aria-label]');
	return [...words, ...[...regions].map((region) => `page: ${region.getAttribute('aria-label')}`)];
}

const PAGES: { opened: string; shows?: string[] }[] = JSON.parse(
	readFileSync('tests/fixtures/pinned/addresses.json', 'utf8')
);

test.each(PAGES.filter(({ shows }) => shows))(
	'$opened shows what it names, and stays in the address',
	async ({ opened, shows }) => {
		const query = await openNotebook(opened);
		await waitFor(() => expect(shown()).toEqual(expect.arrayContaining(shows!)));
		expect(query()).toBe(opened);
		expect(document.querySelector('[role=alert]')).toBeNull();
	}
);

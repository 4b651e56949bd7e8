import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFirefox, openWebKit, type OtherBrowser } from './other-browsers.ts';
import { builtSite, serveSite } from './site.ts';
import { storedBalancedAccuracies } from './stored-figures.ts';

const engines = [
	{ name: 'Firefox', path: process.env.FIREFOX_PATH, open: openFirefox },
	{ name: 'WebKit', path: process.env.WEBKIT_PATH, open: openWebKit }
];

describe.each(engines)('in $name', ({ path, open }) => {
	let site: Awaited<ReturnType<typeof serveSite>>;
	let browser: OtherBrowser;

	beforeAll(async () => {
		if (!path) return;
		site = await serveSite();
		browser = await open(path);
		await browser.goto(`${site.url}?backend=wasm`);
		await browser.evaluate(noteErrors);
	});

	afterAll(async () => {
		await browser?.close();
		await site?.close();
	});

	test.skipIf(!path)('shows the stored numbers, and the networks read knees', async () => {
		const expected = await storedBalancedAccuracies();
		await expect.poll(() => browser.evaluate(headlines), { timeout: 60_000 }).toEqual(expected);
		await expect
			.poll(() => browser.evaluate(runText), { timeout: 60_000 })
			.toMatch(/It fetches up to|stopped/);
		await browser.evaluate(() =>
			document.querySelector<HTMLElement>('section[aria-label="Live run"] button')?.click()
		);
		await expect
			.poll(() => browser.evaluate(runText), { timeout: 180_000 })
			.toMatch(/[1-9]\d* of 1,000 knees|stopped/);
		expect(await browser.evaluate(runText)).not.toContain('stopped');
	});

	test.skipIf(!path)('opens the knees of a matrix cell, in the address too', async () => {
		await browser.evaluate(() =>
			document
				.querySelector<HTMLElement>('#each-model [role="grid"] [data-row="2"][data-column="1"]')!
				.click()
		);
		await expect
			.poll(() => browser.evaluate(() => document.body.innerText), { timeout: 30_000 })
			.toMatch(/\d+ knees selected/);
		await expect
			.poll(() => browser.evaluate(() => location.search))
			.toContain('select=matrix~xception~2~1');
	});

	test.skipIf(!path)('draws no mark larger than it is meant', async () => {
		await browser.evaluate(() => document.querySelector('#certainty')!.scrollIntoView());
		await expect.poll(() => browser.evaluate(largestMark), { timeout: 60_000 }).toBeGreaterThan(5);
		expect(await browser.evaluate(largestMark)).toBeLessThan(15);
	});

	test.skipIf(!path)('goes from end to end without an error', async () => {
		await browser.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
		const height = await browser.evaluate(() => document.documentElement.scrollHeight);
		for (let top = 0; top < height; top += 900) {
			await browser.evaluate(() => scrollBy({ top: 900, behavior: 'instant' }));
			await new Promise((resolve) => setTimeout(resolve, 150));
		}
		const [wide, room] = await browser.evaluate(() => [
			document.documentElement.scrollWidth,
			document.documentElement.clientWidth
		]);
		expect(wide).toBeLessThanOrEqual(room);
		expect(await browser.evaluate(notedErrors)).toEqual([]);
	});
});

test('no program of the site imports the entry of a worker, which WebKit would run a second time', async () => {
	const folder = `${builtSite()}/_app`;
	const scripts = (await readdir(folder, { recursive: true })).filter((name) =>
		name.endsWith('.js')
	);
	expect(scripts.some((name) => /\.worker-/.test(name))).toBe(true);
	for (const name of scripts) {
		const text = await readFile(`${folder}/${name}`, 'utf8');
		expect(text, name).not.toMatch(/(from|import)\s*\(?["'`][^"'`]*\.worker-/);
	}
});

function noteErrors() {
	const noted: string[] = [];
	Object.assign(globalThis, { noted });
	addEventListener('error', ({ message }) => noted.push(message));
	addEventListener('unhandledrejection', ({ reason }) => noted.push(String(reason)));
}

function notedErrors() {
	return (globalThis as unknown as { noted: string[] }).noted;
}

function headlines() {
	return [...document.querySelectorAll('#each-model *')]
		.filter(
			({ children, textContent }) => !children.length && /^\d+\.\d%$/.test(textContent!.trim())
		)
		.map(({ textContent }) => textContent!.trim())
		.slice(0, 3);
}

function runText() {
	return document.body.innerText.slice(0, 1500);
}

/** Width in px of the largest mark in the reliability diagrams and the curves below. */
function largestMark() {
	const marks = [...document.querySelectorAll('#certainty svg .glyph')];
	return Math.max(0, ...marks.map((mark) => mark.getBoundingClientRect().width));
}

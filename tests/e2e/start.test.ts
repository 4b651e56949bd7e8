import { readFile } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { basePath, builtSite, openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
	site = await openSite();
});

afterAll(() => site.close());

const entry = '**/entry/start.*.js';
const pageChunk = '**/nodes/2.*.js';

/** A page that has begun to open, with files as `prepare` leaves them. */
async function begin(
	prepare: (page: Page) => unknown = () => {},
	{ address = site.url, ...options }: BrowserContextOptions & { address?: string } = {}
): Promise<Page> {
	const context = await site.browser.newContext(options);
	const page = await context.newPage();
	await prepare(page);
	await page.goto(address, { waitUntil: 'commit' });
	return page;
}

const notice = (page: Page) => page.getByRole('alert').filter({ visible: true });
const reloadButton = (page: Page) => page.getByRole('button', { name: 'Reload the page' });
const fetching = (page: Page) => page.getByText('Fetching the list of knees');
const opened = (page: Page) => page.locator('#each-model').waitFor({ timeout: 60_000 });

test('without scripts it says what it needs, and no longer that it fetches', async () => {
	const page = await begin(undefined, { javaScriptEnabled: false });
	const words = page.locator('noscript p');
	await words.waitFor();
	expect(await words.textContent()).toContain('KneeLens needs JavaScript.');
	expect(await words.getByRole('link').isVisible()).toBe(true);
	expect(await fetching(page).isVisible()).toBe(false);
	await page.context().close();
});

test.each([
	['the program', entry, 'KneeLens has not started.'],
	['the notebook', pageChunk, 'The notebook could not be opened']
])('a file of %s that is missing is said, and opens at a reload', async (_, file, title) => {
	const page = await begin((page) => page.route(file, (route) => route.fulfill({ status: 404 })));
	await notice(page).waitFor({ timeout: 10_000 });
	expect(await notice(page).textContent()).toContain(title);
	expect(await notice(page).textContent()).toMatch(/could not be fetched or run/);
	expect(await fetching(page).isVisible()).toBe(false);
	await page.unroute(file);
	await reloadButton(page).click();
	await opened(page);
	expect(await notice(page).count()).toBe(0);
	await page.context().close();
});

test.each([
	['program', entry],
	['notebook', pageChunk]
])('a %s that does not come is said within 10 s, and opens when it comes', async (_, file) => {
	let asked!: () => void;
	let send!: () => void;
	const held = new Promise<void>((resolve) => (asked = resolve));
	const sent = new Promise<void>((resolve) => (send = resolve));
	const page = await begin(async (page) => {
		await page.clock.install();
		await page.route(file, async (route) => {
			asked();
			await sent;
			await route.continue();
		});
	});
	await held;
	await page.clock.runFor(10_000);
	await page.getByText('It has not come within 8 seconds.').waitFor();
	expect(await reloadButton(page).isVisible()).toBe(true);
	send();
	await page.clock.resume();
	await opened(page);
	expect(await reloadButton(page).count()).toBe(0);
	await page.context().close();
});

test('a stylesheet that does not come holds nothing up for longer', async () => {
	let asked!: () => void;
	const held = new Promise<void>((resolve) => (asked = resolve));
	const page = await begin(async (page) => {
		await page.clock.install();
		await page.route('**/assets/0.*.css', asked);
	});
	await held;
	await page.clock.runFor(10_000);
	await page.clock.resume();
	await opened(page);
	expect(await page.getByText('has not started').count()).toBe(0);
	await page.context().close();
});

test('a browser that cannot read the program is told which can', async () => {
	const page = await begin((page) =>
		page.route(entry, (route) =>
			route.fulfill({ contentType: 'text/javascript', body: 'const of the future = ;' })
		)
	);
	await page.getByText('This browser cannot run it.').waitFor({ timeout: 10_000 });
	await page.context().close();
});

test('served below another path than it was built for, it names both and the way out', async () => {
	const address = new URL('/elsewhere/', site.url).href;
	const html = await readFile(`${builtSite()}/index.html`);
	const page = await begin(
		async (page) => {
			await page.route(`**${basePath}/**`, (route) => route.fulfill({ status: 404 }));
			await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: html }));
		},
		{ address }
	);
	await notice(page).waitFor({ timeout: 10_000 });
	expect(await notice(page).textContent()).toMatch(
		/built to be served at \/kneelens\/, but this is \/elsewhere\/.* BASE_PATH=\/elsewhere/
	);
	await page.context().close();
});

test('opened from disk, it says that it needs a web server', async () => {
	const page = await begin(undefined, { address: `file://${builtSite()}/index.html` });
	await page.getByText('It was opened from disk').waitFor({ timeout: 10_000 });
	expect(await fetching(page).isVisible()).toBe(false);
	await page.context().close();
});

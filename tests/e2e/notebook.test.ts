import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveSmallSet } from './small-set.ts';
import { percent, storedBalancedAccuracies } from './stored-figures.ts';
import { basePath, openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
	site = await openSite();
});

afterAll(() => site.close());

/** Balanced accuracies of the three networks, as the page shows them. */
async function headlines(page: Page): Promise<string[]> {
	const cell = page.locator('#each-model');
	await cell.getByText(percent).nth(2).waitFor({ state: 'attached' });
	return (await cell.getByText(percent).allTextContents()).slice(0, 3);
}

/** In the page: notes when it first shows the three headline numbers, milliseconds since 1970. */
function noteFirstNumbers(percent: string) {
	const pattern = new RegExp(percent);
	const watch = new MutationObserver(() => {
		const leaves = [...document.querySelectorAll('#each-model *')].filter(
			({ children, textContent }) =>
				children.length === 0 && pattern.test((textContent ?? '').trim())
		);
		if (leaves.length < 3) return;
		Object.assign(globalThis, { firstNumbers: performance.timeOrigin + performance.now() });
		watch.disconnect();
	});
	watch.observe(document, { childList: true, subtree: true, characterData: true });
}

/** A cell of the first network's matrix that holds mistakes. */
async function mistakeCell(page: Page) {
	await headlines(page);
	const grid = page.locator('#each-model').getByRole('grid').first();
	return grid.locator('[data-row="2"][data-column="1"]');
}

test('shows stored results from a cold start below a base path, by itself and without other origins', async () => {
	const scripts: { asked: number; body: Promise<Buffer> }[] = [];
	const { page, errors, foreignRequests } = await site.visit('', {}, async (page) => {
		await page.addInitScript(noteFirstNumbers, percent.source);
		page.on('response', (response) => {
			const type = response.headers()['content-type'] ?? '';
			const fromPage = response.frame().page() === page && !response.url().includes('/workers/');
			if (!type.includes('javascript') || !fromPage) return;
			const body = response.body();
			body.catch(() => {});
			scripts.push({ asked: response.request().timing().startTime, body });
		});
	});
	expect(await page.title()).toContain('KneeLens');
	expect(new URL(page.url()).pathname).toBe(`${basePath}/`);
	expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('1,000 knees');
	expect(await page.getByText('These knees are synthetic').first().isVisible()).toBe(true);
	const shown = await headlines(page);
	const drawn = await page.evaluate(() => (globalThis as { firstNumbers?: number }).firstNumbers!);
	const first = scripts.filter(({ asked }) => asked <= drawn).map(({ body }) => body);
	const bytes = (await Promise.all(first)).map((body) => gzipSync(body).length);
	const all = bytes.reduce((sum, size) => sum + size, 0);
	expect(all).toBeGreaterThan(100_000);
	expect(all).toBeLessThan(200_000);

	expect(shown).toEqual(await storedBalancedAccuracies());
	await page
		.getByText(/95% interval/)
		.first()
		.waitFor();
	expect(errors).toEqual([]);
	expect(foreignRequests).toEqual([]);
	await page.close();
});

test('offers the run on a processor and fetches no network before it is asked to', async () => {
	const fetched: string[] = [];
	const { page } = await site.visit('?backend=wasm', {}, (page) =>
		page.on('request', (request) => fetched.push(request.url()))
	);
	const run = page.getByRole('button', { name: 'Run on the processor' });
	await run.waitFor({ timeout: 200_000 });
	const status = page.getByRole('region', { name: 'Live run' });
	expect(await status.textContent()).toMatch(/It fetches up to [\d.]+ MB/);
	expect(await status.textContent()).toMatch(/0 of 1,000 knees/);
	const networks = () => fetched.filter((url) => /\/models\/.*\/(model\.json|.*\.bin)$/.test(url));
	expect(networks()).toEqual([]);
	await run.click();
	await status.getByText(/seconds? left|minutes? left/).waitFor({ timeout: 200_000 });
	expect(networks().length).toBeGreaterThan(2);
	expect(await status.textContent()).not.toMatch(/\D0 of 1,000 knees/);
	await page.close();
});

test('reads a small set live on wasm', async () => {
	const { page, errors } = await site.visit('?backend=wasm', {}, (page) => serveSmallSet(page, 6));
	const status = page.getByRole('region', { name: 'Live run' });
	const run = status.getByRole('button', { name: 'Run on the processor' });
	const done = status.getByText('All knees read here');
	await run.or(done).waitFor({ timeout: 200_000 });
	if (await run.isVisible()) await run.click();
	await done.waitFor({ timeout: 200_000 });
	expect(await status.textContent()).toContain('6 of 6 knees');
	await headlines(page);
	const grid = page.locator('#each-model').getByRole('grid').first();
	expect(await grid.getAttribute('aria-label')).toMatch(/of 6 knees read correctly/);
	expect(errors).toEqual([]);
	await page.close();
});

test('leads from a matrix cell to its knees, to one knee and its heat map, and back', async () => {
	const { page, errors } = await site.visit();
	const cell = await mistakeCell(page);
	const knees = Number((await cell.textContent())!.trim().match(/^\d+/)![0]);
	await cell.click();
	const tray = page.getByRole('region', { name: new RegExp(`^${knees} knees?: true 2`) });
	await tray.waitFor();
	await tray.getByRole('list').getByRole('button').first().click();
	const panel = page.getByRole('dialog');
	await panel.getByText(`Knee 1 of ${knees}`).waitFor();
	await panel.getByRole('heading', { name: 'Signs drawn into this knee' }).waitFor();
	await expect.poll(() => colourfulCanvases(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(3);
	await page.keyboard.press('ArrowRight');
	await panel.getByText(`Knee 2 of ${knees}`).waitFor();
	await page.keyboard.press('Escape');
	await panel.waitFor({ state: 'detached' });
	expect(await tray.isVisible()).toBe(true);
	await page.keyboard.press('Escape');
	await tray.waitFor({ state: 'detached' });
	expect(errors).toEqual([]);
	await page.close();
});

/** How many canvases of the open panel hold colour, which only heat brings onto film. */
function colourfulCanvases(page: Page): Promise<number> {
	return page.evaluate(() => {
		const canvases = [...document.querySelectorAll<HTMLCanvasElement>('[role="dialog"] canvas')];
		return canvases.filter((canvas) => {
			const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
			for (let i = 0; i < data.length; i += 4) {
				if (Math.abs(data[i] - data[i + 2]) > 30) return true;
			}
			return false;
		}).length;
	});
}

test('keeps the view in the address: Back takes a choice back, a copied link opens it again', async () => {
	const { page, errors } = await site.visit();
	await headlines(page);
	const cell = page
		.locator('#difference')
		.getByRole('grid')
		.locator('[data-row="0"][data-column="0"]');
	await cell.click();
	const tray = page.getByRole('region', { name: /^\d+ knees?: / });
	await tray.waitFor();
	const name = await tray.getAttribute('aria-label');
	await tray.getByRole('list').getByRole('button').first().click();
	await page.getByRole('dialog').waitFor();
	await expect.poll(() => new URL(page.url()).searchParams.get('knee')).toMatch(/^\d{7}[LR]$/);
	const link = new URL(page.url()).search;
	expect(link).toMatch(/select=difference~/);

	await page.goBack();
	await page.getByRole('dialog').waitFor({ state: 'detached' });
	expect(await tray.getAttribute('aria-label')).toBe(name);
	await page.goBack();
	await tray.waitFor({ state: 'detached' });
	expect(new URL(page.url()).search).toBe('');
	await page.goForward();
	await tray.waitFor();

	const shares = page.locator('#each-model').getByRole('radio', { name: 'Row %' });
	await shares.click();
	await expect.poll(() => new URL(page.url()).searchParams.get('share')).toBe('row');
	await page.goBack();
	await tray.waitFor({ state: 'detached' });
	await expect.poll(() => new URL(page.url()).search).toBe('?v=1&share=row');
	expect(await shares.isChecked()).toBe(true);
	await page.close();

	const again = await site.visit(link);
	await again.page.getByRole('dialog').waitFor();
	expect(new URL(again.page.url()).search).toBe(link);
	await again.page.keyboard.press('Escape');
	await again.page.getByRole('region', { name: name! }).waitFor();
	expect([...errors, ...again.errors]).toEqual([]);
	await again.page.close();
});

test('lands on the cell that a link names, though what it passes grows, and lets go of it', async () => {
	const { page } = await site.visit('', { viewport: { width: 390, height: 800 } });
	await page.locator('#export').waitFor({ state: 'attached' });
	const offset = () =>
		page.locator('#certainty').evaluate((cell) => {
			const { scrollPaddingTop } = getComputedStyle(document.documentElement);
			const margin =
				parseFloat(scrollPaddingTop) + parseFloat(getComputedStyle(cell).scrollMarginTop);
			return Math.abs(cell.getBoundingClientRect().top - margin);
		});
	await page.evaluate(() => (location.hash = '#certainty'));
	await page.waitForTimeout(2500);
	expect(await offset()).toBeLessThan(2);
	await page.mouse.move(200, 400);
	await page.mouse.wheel(0, 900);
	await page.waitForTimeout(1500);
	expect(await offset()).toBeGreaterThan(500);
	await page.close();
});

test('opens a shared reading, which ends with one’s own figures beside the networks’', async () => {
	const { page, errors } = await site.visit('#reader-mode?n=10&seed=7');
	const cell = page.locator('#reader-mode');
	await cell.getByRole('heading', { name: 'Image 1 of 10' }).waitFor();
	for (let knee = 0; knee < 10; knee++) {
		await page.keyboard.press(String(knee % 5));
		if (knee < 9) {
			await cell.getByRole('heading', { name: `Image ${knee + 2} of 10` }).waitFor();
		}
	}
	await cell.getByRole('button', { name: 'See the result' }).click();
	await cell.getByText('Quadratic weighted kappa').first().waitFor();
	expect(await cell.getByText('You', { exact: true }).count()).toBeGreaterThan(0);
	expect(errors).toEqual([]);
	await page.close();
});

test('goes by keyboard alone from a matrix to a knee and back', async () => {
	const { page } = await site.visit();
	const cell = await mistakeCell(page);
	const grid = page.locator('#each-model').getByRole('grid').first();
	await page.locator('#each-model').getByRole('radio', { checked: true }).first().focus();
	for (let presses = 0; presses < 6; presses++) {
		await page.keyboard.press('Tab');
		if (await grid.evaluate((element) => element.contains(document.activeElement))) break;
	}
	for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown']) {
		if (await cell.evaluate((element) => element === document.activeElement)) break;
		const row = await page.evaluate(() => document.activeElement?.getAttribute('data-row'));
		if (row === '2') break;
		await page.keyboard.press(key);
	}
	for (let presses = 0; presses < 6; presses++) {
		const column = await page.evaluate(() => document.activeElement?.getAttribute('data-column'));
		if (column === '1') break;
		await page.keyboard.press(column !== null && Number(column) > 1 ? 'ArrowLeft' : 'ArrowRight');
	}
	expect(await cell.evaluate((element) => element === document.activeElement)).toBe(true);
	await page.keyboard.press('Enter');
	const tray = page.getByRole('region', { name: /knees?: true 2/ });
	await tray.waitFor();
	await tray.getByRole('list').getByRole('button').first().focus();
	await page.keyboard.press('Enter');
	await page.getByRole('dialog').waitFor();
	await page.keyboard.press('Escape');
	await page.getByRole('dialog').waitFor({ state: 'detached' });
	await page.keyboard.press('Escape');
	await tray.waitFor({ state: 'detached' });
	await page.close();
});

test('switches the ensemble, and the matrix follows', async () => {
	const { page } = await site.visit();
	await headlines(page);
	const cell = page.locator('#ensemble');
	const name = () => cell.getByRole('grid').first().getAttribute('aria-label');
	await cell.getByRole('radio', { name: 'Mean' }).click();
	await expect.poll(name).toContain('Mean');
	await cell.getByRole('radio', { name: /F1/ }).click();
	await expect.poll(name).toContain('F1-weighted');
	await page.close();
});

test('grades one’s own X-ray and refuses what is none', async () => {
	const { page, errors } = await site.visit('?backend=wasm', {}, (page) => serveSmallSet(page, 2));
	const cell = page.locator('#own-xray');
	const input = cell.locator('input[type="file"]');
	await input.setInputFiles({
		name: 'notes.png',
		mimeType: 'image/png',
		buffer: Buffer.from('this is no image')
	});
	await cell
		.getByText(/notes\.png/)
		.first()
		.waitFor();
	await input.setInputFiles('tests/fixtures/own-xray.png');
	await cell
		.getByText(/predicts/)
		.first()
		.waitFor({ timeout: 200_000 });
	await expect.poll(() => cell.getByText(/\d%/).count(), { timeout: 200_000 }).toBeGreaterThan(10);
	expect(errors).toEqual([]);
	await page.close();
});

test.each(['light', 'dark'] as const)(
	'has no accessibility violation axe knows of, %s',
	async (colorScheme) => {
		// Halfway from one colour to another, a contrast says nothing.
		const { page } = await site.visit('', { colorScheme, reducedMotion: 'reduce' });
		const cell = await mistakeCell(page);
		await page.addScriptTag({ path: 'node_modules/axe-core/axe.min.js' });
		const violations = () =>
			page.evaluate(async () => {
				const { axe } = window as unknown as { axe: typeof import('axe-core') };
				const { violations } = await axe.run(document, {
					// The plates on a film are part of a picture; the name of its button spells them out.
					rules: { 'label-content-name-mismatch': { enabled: false } }
				});
				return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`);
			});
		expect(await violations()).toEqual([]);
		await cell.click();
		const tray = page.getByRole('region', { name: /knees?: true 2/ });
		await tray.waitFor();
		expect(await violations()).toEqual([]);
		await tray.getByRole('list').getByRole('button').first().click();
		await page
			.getByRole('dialog')
			.getByRole('heading', { name: 'Signs drawn into this knee' })
			.waitFor();
		expect(await violations()).toEqual([]);
		await page.close();
	}
);

test.each([
	['phone', { width: 360, height: 740 }],
	['wide', { width: 1600, height: 900 }]
])('does not scroll sideways on a %s screen', async (_, viewport) => {
	const { page } = await site.visit('', { viewport });
	await headlines(page);
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(overflow).toBeLessThanOrEqual(0);
	await page.close();
});

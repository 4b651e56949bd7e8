import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
	site = await openSite();
});

afterAll(() => site.close());

const PATIENT = { timeout: 60_000 };

/** Notes in the page when it jumps and how far (its layout shifts), and when faces arrive. */
function watchShifts() {
	const shifts: { at: number; by: number }[] = [];
	const faces: number[] = [];
	document.fonts.addEventListener('loadingdone', () => faces.push(performance.now()));
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries())
			shifts.push({ at: entry.startTime, by: (entry as unknown as { value: number }).value });
	}).observe({ type: 'layout-shift', buffered: true });
	Object.assign(globalThis, { shifts, faces });
}

/** How far it has jumped but for lines that broke anew when a face arrived. */
const shifted = (page: Page) =>
	page.evaluate(() => {
		const { shifts, faces } = globalThis as unknown as {
			shifts: { at: number; by: number }[];
			faces: number[];
		};
		return shifts
			.filter(({ at }) => !faces.some((face) => Math.abs(at - face) < 500))
			.reduce((sum, { by }) => sum + by, 0);
	});

test('nothing jumps while the page and the live run begin, on a desktop and on a phone', async () => {
	for (const viewport of [
		{ width: 1440, height: 900 },
		{ width: 360, height: 740 }
	]) {
		const { page, errors } = await site.visit('', { viewport }, (page) =>
			page.addInitScript(watchShifts)
		);
		await page.locator('#export').waitFor({ state: 'attached' });
		await page.getByRole('region', { name: 'Live run' }).getByText('Why not').waitFor(PATIENT);
		expect(await shifted(page)).toBeLessThan(0.01);
		expect(errors).toEqual([]);
		await page.close();
	}
});

test('contents and key fit beside the cells of a low window, and the contents a phone', async () => {
	const { page } = await site.visit('', { viewport: { width: 1366, height: 650 } });
	await page.locator('#export').waitFor({ state: 'attached' });
	const aside = page.locator('aside').first();
	for (const height of [650, 720, 900]) {
		await page.setViewportSize({ width: 1366, height });
		await expect
			.poll(() => aside.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight))
			.toBeLessThanOrEqual(0);
	}
	await page.setViewportSize({ width: 360, height: 640 });
	await page.getByRole('button', { name: 'Contents' }).click();
	const entries = page.getByRole('navigation', { name: 'Contents' }).getByRole('link');
	await expect.poll(() => entries.count(), PATIENT).toBe(17);
	const last = (await entries.last().boundingBox())!;
	expect(last.y + last.height).toBeLessThan(640);
	await page.close();
});

test('the notice of another rule stands together, and what a damaged link says stays in sight', async () => {
	const { page } = await site.visit('?v=1&rule=expected#ensemble', {
		viewport: { width: 1366, height: 768 }
	});
	const bar = page.getByRole('banner');
	const notice = bar.getByRole('note');
	await notice.waitFor();
	const boxes = await Promise.all(
		[notice.locator('svg'), notice.locator(':scope > span'), notice.getByRole('button')].map(
			async (part) => (await part.boundingBox())!
		)
	);
	for (const place of [1, 2]) {
		const before = boxes[place - 1];
		expect(boxes[place].x - (before.x + before.width)).toBeLessThan(24);
	}
	await page.close();

	const damaged = await site.visit('?v=1&rule=nonsense#each-model', {
		viewport: { width: 1366, height: 768 }
	});
	const alert = damaged.page.getByRole('banner').getByRole('alert');
	await expect.poll(() => alert.textContent(), PATIENT).toContain('The link names something');
	expect((await alert.boundingBox())!.y).toBeLessThan(200);
	await alert.getByRole('button', { name: 'Close' }).click();
	await alert.waitFor({ state: 'detached' });
	await damaged.page.close();
});

test('where colours are forced, matrices, intervals, bars and what is chosen are seen', async () => {
	const { page } = await site.visit('', {
		viewport: { width: 1366, height: 768 },
		forcedColors: 'active'
	});
	const cell = page.locator('#each-model');
	await cell.getByRole('grid').first().waitFor();
	const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const fillOf = (selector: string) =>
		page
			.locator(selector)
			.first()
			.evaluate((element) => getComputedStyle(element).backgroundColor);
	for (const selector of [
		'#each-model [data-row="0"][data-column="0"]',
		'#each-model .head .chip',
		'#each-model .segmented .checked',
		'#each-model .interval',
		'#each-model .base',
		'[role="progressbar"]',
		'#each-model [role="switch"] span'
	]) {
		await page
			.locator(selector)
			.first()
			.waitFor({ state: 'attached', ...PATIENT });
		const fill = await fillOf(selector);
		expect(fill, selector).not.toBe(paper);
		expect(fill, selector).not.toMatch(/^rgba\(0, 0, 0, 0\)$|transparent/);
	}
	await page.close();
});

test('a phone shows where each network looked in a row, and the keyboard skips what begins the page', async () => {
	const phone = await site.visit('', { viewport: { width: 360, height: 740 }, hasTouch: true });
	const cell = phone.page.locator('#each-model [data-row="2"][data-column="1"]').first();
	await cell.tap();
	const knees = phone.page.locator('[data-selection-tray]').getByRole('list').getByRole('button');
	await knees.nth(1).tap();
	const maps = phone.page.getByRole('dialog').getByRole('button', { name: /^Heat map of/ });
	await expect.poll(() => maps.count(), PATIENT).toBe(3);
	const tops = await Promise.all(
		[0, 1, 2].map(async (place) => (await maps.nth(place).boundingBox())!.y)
	);
	expect(new Set(tops.map(Math.round)).size).toBe(1);
	await phone.page.close();

	const { page } = await site.visit('', { viewport: { width: 1366, height: 768 } });
	await page.locator('#export').waitFor({ state: 'attached' });
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe('main');
	expect(await page.locator('#data').evaluate((it) => it.getBoundingClientRect().top)).toBeLessThan(
		400
	);
	await page.close();
});

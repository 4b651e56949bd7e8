import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
	site = await openSite();
});

afterAll(() => site.close());

/** A busy machine takes its time. */
const PATIENT = { timeout: 20_000 };

/** How long a finger or a button is down, milliseconds. */
const PRESS = 90;

/** Presses the middle of an element with a pen, which Chromium takes for no mouse. */
async function pressWithPen(page: Page, element: Locator): Promise<void> {
	const { x, y, width, height } = (await element.boundingBox())!;
	const at = { x: x + width / 2, y: y + height / 2, pointerType: 'pen', button: 'left' } as const;
	const pen = await page.context().newCDPSession(page);
	await pen.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at, button: 'none' });
	await pen.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at, clickCount: 1 });
	await new Promise((release) => setTimeout(release, PRESS));
	await pen.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at, clickCount: 1 });
	await pen.detach();
}

/** Counts in `lostFilms` of the page each film that leaves the tray from now on. */
async function watchFilms(tray: Locator): Promise<void> {
	await tray.evaluate((element) => {
		Object.assign(globalThis, { lostFilms: 0 });
		const isFilm = (node: Node) =>
			node instanceof HTMLElement && (node.matches('canvas') || node.querySelector('canvas'));
		new MutationObserver((changes) => {
			const lost = changes.flatMap(({ removedNodes }) => [...removedNodes]).filter(isFilm).length;
			(globalThis as unknown as { lostFilms: number }).lostFilms += lost;
		}).observe(element, { childList: true, subtree: true });
	});
}

const lostFilms = (page: Page) =>
	page.evaluate(() => (globalThis as unknown as { lostFilms: number }).lostFilms);

test('a knee of the tray opens at the first press of mouse, pen or finger, and no film leaves', async () => {
	const { page, errors } = await site.visit('', { hasTouch: true });
	await page.locator('#each-model').getByRole('grid').first().waitFor();
	await page.locator('#each-model [data-row="2"][data-column="1"]').first().click();
	const tray = page.getByRole('region', { name: /^\d+ knees: true 2/ });
	const knees = tray.getByRole('list').getByRole('button');
	await expect.poll(() => tray.locator('canvas').count(), PATIENT).toBeGreaterThan(6);
	await watchFilms(tray);
	const panel = page.getByRole('dialog');
	const opensKnee = async (place: number) => {
		await panel.getByText(`Knee ${place + 1} of`).waitFor(PATIENT);
		await page.keyboard.press('Escape');
		await panel.waitFor({ state: 'detached' });
	};

	await knees.nth(3).click({ delay: PRESS });
	await opensKnee(3);
	await pressWithPen(page, knees.nth(1));
	await opensKnee(1);
	await knees.nth(5).tap();
	await opensKnee(5);

	await knees.nth(5).focus();
	for (const key of ['ArrowLeft', 'ArrowLeft', 'Home', 'ArrowRight'])
		await page.keyboard.press(key);
	await expect
		.poll(() => knees.nth(1).evaluate((it) => it === document.activeElement), PATIENT)
		.toBe(true);
	expect(await lostFilms(page)).toBe(0);
	expect(errors).toEqual([]);
	await page.close();
});

/** Where something is, in pixels of the window. */
async function boxOf(element: Locator) {
	const { x, y, width, height } = (await element.boundingBox())!;
	return { left: x, right: x + width, top: y, bottom: y + height };
}

/** Whether the three matrices stand whole between the page's bar and what is free above the tray. */
async function matricesInSight(page: Page): Promise<boolean> {
	const bar = await boxOf(page.locator('header').first());
	const tray = await boxOf(page.getByRole('region', { name: /^\d+ knees: true 2/ }));
	const grids = await page.locator('#each-model').getByRole('grid').all();
	const boxes = await Promise.all(grids.map(boxOf));
	const docked = tray.top === 0;
	return boxes.every(
		({ right, top, bottom }) =>
			top >= bar.bottom && (docked ? right <= tray.left : bottom <= tray.top)
	);
}

test('what was chosen stays in sight beside the tray, also where a link leads to it', async () => {
	const { page, errors } = await site.visit('', { viewport: { width: 1366, height: 650 } });
	const cell = page.locator('#each-model [data-row="2"][data-column="1"]').first();
	const tray = page.getByRole('region', { name: /^\d+ knees: true 2/ });
	await page.locator('#export').waitFor({ state: 'attached' });
	for (const viewport of [
		{ width: 1366, height: 650 },
		{ width: 1440, height: 900 },
		{ width: 1600, height: 900 }
	]) {
		await page.setViewportSize(viewport);
		await cell.evaluate((element) => element.scrollIntoView({ block: 'end' }));
		await cell.click();
		await expect.poll(() => matricesInSight(page), PATIENT).toBe(true);
		await tray.getByRole('list').getByRole('button').first().waitFor();
		if (viewport.width < 1600) await page.keyboard.press('Escape');
	}
	const link = new URL(page.url()).search;

	await page.setViewportSize({ width: 720, height: 450 });
	const film = tray.getByRole('list').getByRole('button').first();
	await expect.poll(async () => (await boxOf(tray)).top, PATIENT).toBe(0);
	const { top, bottom } = await boxOf(film);
	expect(bottom - top).toBeGreaterThan(100);
	expect(bottom).toBeLessThan(450);
	await film.click({ delay: PRESS });
	await page
		.getByRole('dialog')
		.getByText(/^Knee 1 of/)
		.waitFor();
	await page.close();

	const again = await site.visit(link, { viewport: { width: 1366, height: 650 } });
	await again.page.locator('#export').waitFor({ state: 'attached' });
	await expect.poll(() => matricesInSight(again.page), PATIENT).toBe(true);
	expect([...errors, ...again.errors]).toEqual([]);
	await again.page.close();
});

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
	site = await openSite();
});

afterAll(() => site.close());

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
	await expect.poll(() => tray.locator('canvas').count()).toBeGreaterThan(6);
	await watchFilms(tray);
	const panel = page.getByRole('dialog');
	const opensKnee = async (place: number) => {
		await panel.getByText(`Knee ${place + 1} of`).waitFor({ timeout: 5000 });
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
	await expect.poll(() => knees.nth(1).evaluate((it) => it === document.activeElement)).toBe(true);
	expect(await lostFilms(page)).toBe(0);
	expect(errors).toEqual([]);
	await page.close();
});

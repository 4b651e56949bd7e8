import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

/** A busy machine takes its time. */
const PATIENT = { timeout: 20_000 };

let site: Site;

beforeAll(async () => {
	site = await openSite();
});

afterAll(() => site.close());

/** A cell far down the page; what it computes starts once it is near the window. */
async function cellOf(page: Page, id: string) {
	const cell = page.locator(`#${id}`);
	await cell.waitFor({ state: 'attached' });
	await cell.scrollIntoViewIfNeeded();
	return cell;
}

const trayOf = (page: Page, name: RegExp) => page.getByRole('region', { name });
const firstNumber = (text: string | null) => Number(text!.replaceAll(',', '').match(/\d+/)![0]);
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

test('leads from a pair of readers to the knees they read differently, in the difference matrix too', async () => {
	const { page, errors } = await site.visit();
	const cell = await cellOf(page, 'comparison');
	const moved = cell.getByRole('button', { name: /read differently/ }).first();
	await moved.waitFor({ timeout: 120_000 });
	const knees = firstNumber(await moved.textContent());
	await moved.click();
	await trayOf(page, new RegExp(`^${knees} knees: read differently by`)).waitFor();
	expect(parameter(page, 'select')).toMatch(/^difference~/);
	await cell.getByRole('link', { name: /minus/ }).first().click();
	await expect.poll(() => parameter(page, 'compare'), PATIENT).toMatch(/~/);
	expect(errors).toEqual([]);
	await page.close();
});

test('makes a slice the filter of every matrix, and Back takes it away', async () => {
	const { page, errors } = await site.visit();
	const cell = await cellOf(page, 'slices');
	const name = () =>
		page.locator('#each-model').getByRole('grid').first().getAttribute('aria-label');
	expect(await name()).toContain('of 1,000 knees');
	await cell.getByRole('combobox', { name: 'Against' }).selectOption('All the rest');
	const row = cell.getByRole('listitem').filter({ hasText: 'True 4 Severe' });
	await row.getByRole('button', { name: 'Filter' }).click({ timeout: 120_000 });
	const bar = page.getByRole('region', { name: 'Filter' });
	await bar.getByText('42 of 1,000 knees').first().waitFor();
	await expect.poll(name, PATIENT).toContain('of 42 knees');
	await expect.poll(() => parameter(page, 'filter'), PATIENT).toBe('grade-4');
	await page.goBack();
	await expect.poll(name, PATIENT).toContain('of 1,000 knees');
	expect(errors).toEqual([]);
	await page.close();
});

test('reads every knee by another rule, says so, and goes back', async () => {
	const { page, errors } = await site.visit();
	const name = () =>
		page.locator('#each-model').getByRole('grid').first().getAttribute('aria-label');
	const before = await name();
	const cell = await cellOf(page, 'decision');
	await cell.getByRole('radio', { name: /mean grade/i }).click();
	await expect.poll(name, PATIENT).not.toBe(before);
	await expect.poll(() => parameter(page, 'rule'), PATIENT).not.toBeNull();
	await page
		.getByRole('button', { name: /Back to the highest score/ })
		.first()
		.click();
	await expect.poll(name, PATIENT).toBe(before);
	expect(errors).toEqual([]);
	await page.close();
});

test('opens the knees that a screening misses, those the networks dispute and the doubtful labels', async () => {
	const { page, errors } = await site.visit();
	const decision = await cellOf(page, 'decision');
	const missed = decision.getByRole('button', { name: /false negative/ }).first();
	const misses = firstNumber(await missed.textContent());
	await missed.click();
	await trayOf(page, new RegExp(`^${misses} knees?:`)).waitFor();

	const suspects = await cellOf(page, 'suspects');
	const all = suspects.getByRole('button', { name: /^Select all \d+ suspects/ });
	const doubted = firstNumber(await all.textContent());
	await all.click();
	await trayOf(page, new RegExp(`^${doubted} knees?:`)).waitFor();
	await expect.poll(() => parameter(page, 'select'), PATIENT).toMatch(/^listed~/);
	const link = new URL(page.url()).search;

	const again = await site.visit(link);
	await trayOf(again.page, new RegExp(`^${doubted} knees?:`)).waitFor();
	expect([...errors, ...again.errors]).toEqual([]);
	await again.page.close();
	await page.close();
});

test('draws a map of the knees, whose legend opens them', async () => {
	const { page, errors } = await site.visit();
	const cell = await cellOf(page, 'map');
	await cell.getByRole('button', { name: 'Draw the map' }).click();
	const legend = cell.getByRole('list', { name: 'What the points are' });
	await legend.waitFor({ timeout: 200_000 });
	const count = legend.getByRole('button').last();
	const knees = firstNumber(await count.textContent());
	await count.click();
	await trayOf(page, new RegExp(`^\\d+ knees?:`)).waitFor();
	expect(knees).toBeGreaterThan(0);
	await page.keyboard.press('Escape');

	const plate = cell.getByRole('application');
	await plate.scrollIntoViewIfNeeded();
	const { x, y, width, height } = (await plate.boundingBox())!;
	const corners = [0.3, 0.7].flatMap((across) => [0.6, 0.95].map((down) => [across, down]));
	await page.mouse.move(x + 0.3 * width, y + 0.6 * height);
	await page.mouse.down();
	for (const [across, down] of [corners[2], corners[3], corners[1]]) {
		await page.mouse.move(x + across * width, y + down * height, { steps: 4 });
	}
	await page.mouse.up();
	const tray = trayOf(page, /lassoed on the map/);
	await tray.waitFor();
	const chosen = async () => (await cell.locator('[data-marked]').boundingBox())!;
	await expect
		.poll(async () => (await chosen()).y + (await chosen()).height, PATIENT)
		.toBeLessThan((await tray.boundingBox())!.y);
	expect((await chosen()).y).toBeGreaterThan(0);
	expect(errors).toEqual([]);
	await page.close();
});

test('hands out predictions and a report that names every network', async () => {
	const { page, errors } = await site.visit();
	const cell = await cellOf(page, 'export');
	const saved = async (name: string) => {
		const [download] = await Promise.all([
			page.waitForEvent('download', { timeout: 120_000 }),
			cell.getByRole('button', { name }).click({ timeout: 120_000 })
		]);
		return readFile(await download.path(), 'utf8');
	};
	const csv = await saved('Save predictions.csv');
	const lines = csv.trim().split('\n');
	expect(lines).toHaveLength(1 + 6 * 1000);
	const report = await saved('Save the report');
	for (const title of ['Xception', 'ResNet50', 'Inception-ResNet-v2', 'not a medical device']) {
		expect(report).toContain(title);
	}
	expect(report).not.toContain('<script');
	expect(errors).toEqual([]);
	await page.close();
});

test('a picture of a matrix carries the face it is set in', async () => {
	const { page, errors } = await site.visit();
	const cell = await cellOf(page, 'each-model');
	await cell.getByRole('button', { name: 'Save image' }).click();
	const [download] = await Promise.all([
		page.waitForEvent('download', { timeout: 120_000 }),
		page
			.getByRole('button', { name: /^SVG of Xception/ })
			.first()
			.click()
	]);
	const svg = await readFile(await download.path(), 'utf8');
	const faces = svg.match(/@font-face\{[^}]*\}/g) ?? [];
	expect(faces).toHaveLength(1);
	expect(faces[0]!).toContain("font-family:'IBM Plex Sans Variable'");
	expect(faces[0]!.length).toBeGreaterThan(50_000);
	expect(errors).toEqual([]);
	await page.close();
});

test('walks through the page in six steps', async () => {
	const { page, errors } = await site.visit();
	await cellOf(page, 'reader-mode');
	await page.getByRole('button', { name: 'Tour in six steps' }).click();
	for (let step = 1; step <= 6; step++) {
		await page.getByText(`${step} of 6`).waitFor();
		await page.getByRole('button', { name: step < 6 ? 'Next' : 'Done' }).click();
	}
	await page.getByText('6 of 6').waitFor({ state: 'detached' });
	expect(errors).toEqual([]);
	await page.close();
});

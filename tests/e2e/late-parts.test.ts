import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
	site = await openSite();
});

afterAll(() => site.close());

const chunks = '**/_app/immutable/chunks/*.js';

/** Fails every chunk of the program that is asked for once the notebook is there and asks for stored results. */
async function failLateChunks(page: Page): Promise<void> {
	let there = false;
	page.on('request', (request) => {
		if (request.url().endsWith('/study.json')) there = true;
	});
	await page.route(chunks, (route) => (there ? route.fulfill({ status: 404 }) : route.continue()));
}

test('cells whose program does not come say so, and come at another try', async () => {
	const { page } = await site.visit('', {}, failLateChunks);
	const missing = page.getByRole('alert').filter({ hasText: 'The remaining cells could not be' });
	await missing.waitFor({ timeout: 60_000 });
	const panels = page.getByRole('alert').filter({ hasText: 'The panel of a knee could not' });
	await panels.waitFor();
	await page.unroute(chunks);
	await missing.getByRole('button', { name: 'Try again' }).click();
	await page.locator('#export').waitFor({ state: 'attached', timeout: 60_000 });
	expect(await missing.count()).toBe(0);
	await panels.getByRole('button', { name: 'Try again' }).click();
	await panels.waitFor({ state: 'detached', timeout: 60_000 });
	await page.context().close();
});

test('computations whose program does not come wait for another try', async () => {
	const worker = '**/workers/compute.worker*';
	const { page } = await site.visit('', {}, (page) =>
		page.route(worker, (route) => route.fulfill({ status: 404 }))
	);
	const missing = page
		.getByRole('alert')
		.filter({ hasText: 'What has not been computed yet has to wait' });
	await missing.waitFor({ timeout: 60_000 });
	expect(await missing.textContent()).toContain('its program could not be loaded');
	const pending = page.locator('#each-model').getByText('interval being computed');
	await pending.first().waitFor();
	await page.unroute(worker);
	await missing.getByRole('button', { name: 'Try again' }).click();
	await expect.poll(() => pending.count(), { timeout: 60_000 }).toBe(0);
	expect(await missing.count()).toBe(0);
	await page.context().close();
});

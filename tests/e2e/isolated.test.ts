import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';
import { serveSmallSet } from './small-set.ts';

let site: Site;
beforeAll(async () => {
	site = await openSite({
		'Cross-Origin-Opener-Policy': 'same-origin',
		'Cross-Origin-Embedder-Policy': 'require-corp'
	});
});
afterAll(() => site.close());

test.each(['?backend=wasm', ''])(
	'reads a set live on an isolated host, address "%s"',
	async (query) => {
		const { page, errors } = await site.visit(query, {}, (page) => serveSmallSet(page, 3));
		expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
		const status = page.getByRole('region', { name: 'Live run' });
		const run = status.getByRole('button', { name: 'Run on the processor' });
		const done = status.getByText('All knees read here');
		await run.or(done).waitFor({ timeout: 100_000 });
		if (await run.isVisible()) await run.click();
		await done.waitFor({ timeout: 100_000 });
		expect(await status.textContent()).toContain('WebAssembly');
		expect(errors).toEqual([]);
		await page.close();
	}
);

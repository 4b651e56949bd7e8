import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { chromium, type Locator, type Page } from 'playwright-core';
import sirv from 'sirv';
import type { Bench, BenchResult } from './bench.ts';
import { repeatKnees } from './repeat-knees.ts';

const SITE = 'build';
/** The embedded test knees are repeated as often. */
const REPEATED = [1, 20];
/** Even: the last takes the filter off. */
const CHANGES = 10;
/** The first is not counted: what came into sight still settles. */
const CHANGES_A_CELL = 4;
const SCROLLED_FRAMES = 120;
/** Until what is far from the window has followed. */
const REST_MS = 2500;

export const page: Bench = {
	name: 'page',
	title: `From a click to the next frame in the built site ("npm run build"), Chromium without a graphics card`,
	async run() {
		if (!existsSync(`${SITE}/index.html`)) {
			throw new Error(`${SITE} holds no built site: run "npm run build" first.`);
		}
		const files = sirv(SITE);
		const server = createServer((request, response) =>
			files(request, response, () => void response.writeHead(404).end())
		);
		await new Promise<void>((done) => server.listen(0, 'localhost', done));
		const browser = await chromium.launch({
			executablePath: process.env.CHROME_PATH || '/usr/bin/chromium',
			args: ['--no-sandbox', '--disable-background-networking']
		});
		try {
			const results: BenchResult[] = [];
			for (const times of REPEATED) {
				const opened = await browser.newPage({ viewport: { width: 1280, height: 900 } });
				if (times > 1) await repeatKnees(opened, SITE, times);
				const { port } = server.address() as AddressInfo;
				const url = `http://localhost:${port}/`;
				results.push(...(await timeChanges(opened, url, times)));
				results.push(await timeScrolling(opened, url, times));
				await opened.close();
			}
			return results;
		} finally {
			await browser.close();
			server.close();
		}
	}
};

async function timeChanges(page: Page, url: string, times: number): Promise<BenchResult[]> {
	await page.goto(url);
	const of = ofKnees(times);
	await page.locator('#slices').waitFor({ state: 'attached' });
	await page.locator('#ensemble').scrollIntoViewIfNeeded();
	const scheme = (name: string) => page.locator('#ensemble').getByRole('radio', { name }).first();
	const ensemble = await timed(page, CHANGES, (i) => scheme(i % 2 === 0 ? 'Mean' : 'F1'));
	await page.locator('#decision').scrollIntoViewIfNeeded();
	const rule = await timed(page, CHANGES, (i) =>
		page
			.locator('#decision')
			.getByRole('radio', { name: i % 2 === 0 ? 'Mean grade' : 'Highest score' })
	);
	await page.locator('#slices').scrollIntoViewIfNeeded();
	const filter = await timed(page, CHANGES, (i) =>
		i % 2 === 0
			? filterPicker(page.locator('#slices'))
			: page.getByRole('button', { name: 'Remove the filter' }).first()
	);
	return [
		{ subject: `another ensemble, ${of}`, ways: medianAndSlowest(ensemble) },
		{ subject: `another rule, ${of}`, ways: medianAndSlowest(rule) },
		{ subject: `a filter on or off, ${of}`, ways: medianAndSlowest(filter) },
		{
			subject: `a narrower filter with each cell in sight, ${of}`,
			ways: medianAndSlowest(await timeCells(page))
		}
	];
}

/** A condition that comes and goes beside another, in the bar that is always in sight: the median of each cell. */
async function timeCells(page: Page): Promise<number[]> {
	await filterPicker(page.locator('#slices')).selectOption('left');
	const bar = page.getByRole('region', { name: 'Filter' });
	const cells = await page.locator('section.cell').all();
	const medians: number[] = [];
	for (const cell of cells) {
		await cell.evaluate((section) => section.scrollIntoView());
		const [, ...times] = await timed(page, CHANGES_A_CELL, (i) =>
			i % 2 === 0
				? bar.getByRole('combobox')
				: bar.getByRole('button', { name: 'other knee of the same grade' })
		);
		medians.push(at(times.toSorted(ascending), 0.5));
	}
	return medians;
}

function filterPicker(within: Locator): Locator {
	return within.getByRole('combobox', { name: 'Filter the page by' });
}

/** Frames while the gallery of all knees of grade 0 is scrolled, a row of thumbnails and more in every one. */
async function timeScrolling(page: Page, url: string, times: number): Promise<BenchResult> {
	await page.goto(`${url}?v=1&select=grade~0`);
	const knees = page.locator('[data-selection-tray]').getByRole('list', { name: /knees: true 0/ });
	await knees.waitFor({ timeout: 60_000 });
	await page.waitForTimeout(REST_MS);
	const frames = await knees.evaluate(async (list, steps) => {
		let scroller = list.parentElement!;
		while (scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement!;
		const drawn: number[] = [];
		for (let step = 0; step <= steps; step++) {
			drawn.push(await new Promise<number>((frame) => requestAnimationFrame(frame)));
			scroller.scrollTop += 150;
		}
		return drawn.slice(1).map((time, step) => time - drawn[step]);
	}, SCROLLED_FRAMES);
	frames.sort(ascending);
	return {
		subject: `a frame while the gallery scrolls, ${ofKnees(times)}`,
		ways: [
			{ name: 'median', milliseconds: at(frames, 0.5) },
			{ name: 'slowest of twenty', milliseconds: at(frames, 0.95) }
		]
	};
}

function medianAndSlowest(times: readonly number[]): BenchResult['ways'] {
	const sorted = times.toSorted(ascending);
	return [
		{ name: 'median', milliseconds: at(sorted, 0.5) },
		{ name: 'slowest', milliseconds: at(sorted, 1) }
	];
}

function ascending(a: number, b: number): number {
	return a - b;
}

function at(sorted: readonly number[], share: number): number {
	return sorted[Math.floor(share * (sorted.length - 1))];
}

function ofKnees(times: number): string {
	return times === 1 ? 'embedded knees' : `${times} times as many`;
}

/** From the click of each change to the frame that shows it, milliseconds. */
async function timed(
	page: Page,
	changes: number,
	control: (change: number) => Locator
): Promise<number[]> {
	const times: number[] = [];
	for (let change = 0; change < changes; change++) {
		await page.waitForTimeout(REST_MS);
		const element = await control(change).elementHandle({ timeout: 60_000 });
		times.push(
			await element!.evaluate(async (control) => {
				const start = performance.now();
				if (control instanceof HTMLSelectElement) {
					const wanted = ['left', 'other-same'].find((value) =>
						[...control.options].some((option) => option.value === value)
					)!;
					control.value = wanted;
					control.dispatchEvent(new Event('change', { bubbles: true }));
				} else (control as HTMLElement).click();
				return new Promise<number>((resolve) => {
					// A message comes right after the frame, before the timers in which the page writes its address.
					const { port1, port2 } = new MessageChannel();
					port1.onmessage = () => resolve(performance.now() - start);
					requestAnimationFrame(() => port2.postMessage(null));
				});
			})
		);
	}
	return times;
}

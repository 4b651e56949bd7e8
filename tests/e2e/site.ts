import { createServer, type Server } from 'node:http';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import sirv from 'sirv';

/** The site below this path, as GitHub Pages serves a project. */
export const basePath = '/kneelens';

/** The built site on a local port, and a browser to visit it with. */
export interface Site {
	url: string;
	browser: Browser;
	/**
	 * A fresh page; what it logs as an error, throws or asks of other origins is collected. `prepare` sees the
	 * page before it goes anywhere.
	 */
	visit(
		path?: string,
		options?: BrowserContextOptions,
		prepare?: (page: Page) => unknown
	): Promise<Visit>;
	close(): Promise<void>;
}

export interface Visit {
	page: Page;
	/** Console errors, uncaught exceptions and failed requests. */
	errors: string[];
	/** Addresses asked for outside the site. */
	foreignRequests: string[];
}

/** @param headers sent with every file, as a host may be set up to do */
export async function openSite(headers: Record<string, string> = {}): Promise<Site> {
	const { url, close } = await serveSite(headers);
	const browser = await chromium.launch({
		executablePath: process.env.CHROME_PATH || '/usr/bin/chromium',
		args: ['--no-sandbox', '--enable-unsafe-webgpu', '--disable-background-networking']
	});
	return {
		url,
		browser,
		visit: (path = '', options = {}, prepare = () => {}) =>
			visit(browser, url + path, options, prepare),
		close: async () => {
			await browser.close();
			await close();
		}
	};
}

/** The built site on a local port. */
export async function serveSite(
	headers: Record<string, string> = {}
): Promise<{ url: string; close(): Promise<void> }> {
	const server = await serve(builtSite(), headers);
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://localhost:${port}${basePath}/`,
		close: async () => void (await new Promise((done) => server.close(done)))
	};
}

/** The folder of the built site. */
export function builtSite(): string {
	const folder = resolve(process.env.E2E_BUILD ?? '.cache/e2e-build');
	if (!existsSync(`${folder}/index.html`)) {
		throw new Error(`${folder} holds no built site: run "npm test", which builds it first.`);
	}
	return folder;
}

async function serve(folder: string, headers: Record<string, string>): Promise<Server> {
	const files = sirv(folder, { etag: true });
	const server = createServer((request, response) => {
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		if (!request.url?.startsWith(basePath)) {
			response.writeHead(404).end();
			return;
		}
		request.url = request.url.slice(basePath.length) || '/';
		files(request, response, () => void response.writeHead(404).end());
	});
	await new Promise<void>((done) => server.listen(0, 'localhost', done));
	return server;
}

async function visit(
	browser: Browser,
	url: string,
	options: BrowserContextOptions,
	prepare: (page: Page) => unknown
): Promise<Visit> {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	const errors: string[] = [];
	const foreignRequests: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') errors.push(message.text());
	});
	page.on('pageerror', (error) => errors.push(error.message));
	page.on('request', (request) => {
		const target = new URL(request.url());
		if (target.protocol.startsWith('http') && target.origin !== new URL(url).origin) {
			foreignRequests.push(request.url());
		}
	});
	await prepare(page);
	await page.goto(url);
	return { page, errors, foreignRequests };
}

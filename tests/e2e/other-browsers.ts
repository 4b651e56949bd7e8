import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { Builder, Capabilities } from 'selenium-webdriver';

/** A browser of another engine with one page. */
export interface OtherBrowser {
	goto(url: string): Promise<void>;
	/** Runs a function in the page; its answer is JSON. */
	evaluate<Answer>(work: () => Answer): Promise<Answer>;
	close(): Promise<void>;
}

/** Mozilla's Firefox, without a window. */
export async function openFirefox(executablePath: string): Promise<OtherBrowser> {
	const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
	const page = await browser.newPage();
	await page.setViewport({ width: 1440, height: 960 });
	return {
		goto: async (url) => void (await page.goto(url)),
		evaluate: (work) => page.evaluate(work) as Promise<never>,
		close: () => browser.close()
	};
}

/** WebKit, the engine of Safari, as GTK's MiniBrowser on a screen that nobody sees. */
export async function openWebKit(miniBrowser: string): Promise<OtherBrowser> {
	const port = await freePort();
	const screen = ['-a', '-s', '-screen 0 1600x1200x24'];
	const driver = spawn('xvfb-run', [...screen, 'WebKitWebDriver', `--port=${port}`], {
		detached: true,
		stdio: 'ignore'
	});
	const stop = () => void (driver.pid && process.kill(-driver.pid));
	const server = `http://127.0.0.1:${port}`;
	try {
		await answers(`${server}/status`);
		const session = await new Builder()
			.usingServer(server)
			.withCapabilities(
				new Capabilities({
					browserName: 'MiniBrowser',
					'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] }
				})
			)
			.build();
		await session.manage().window().setRect({ width: 1440, height: 960 });
		return {
			goto: (url) => session.get(url),
			evaluate: (work) => session.executeScript(`return (${work})()`),
			close: () => session.quit().finally(stop)
		};
	} catch (error) {
		stop();
		throw error;
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

async function answers(url: string): Promise<void> {
	for (let tries = 0; ; tries++) {
		try {
			await fetch(url);
			return;
		} catch (error) {
			if (tries === 100) throw error;
			await wait(200);
		}
	}
}

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs a command in the repository with its output on the terminal.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {number} exit status
 */
export function run(command, args, env = {}) {
	const result = spawnSync(command, args, {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, ...env },
		shell: process.platform === 'win32'
	});
	return result.status ?? 1;
}

/**
 * Runs a command in the repository while others may run beside it.
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: Record<string, string>, live: boolean}} options live: what it prints comes at once; else when it has
 *   ended, so that it does not mix with what others print
 * @returns {Promise<number>} exit status
 */
export function runBeside(command, args, { env = {}, live }) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: root,
			stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...env },
			shell: process.platform === 'win32'
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (chunk) => (output += chunk));
		}
		child.on('error', (error) => (output += `${error.message}\n`));
		child.on('close', (code) => {
			process.stdout.write(output);
			resolve(code ?? 1);
		});
	});
}

/**
 * Like {@link run}, but ends this process when the command fails.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
export function mustRun(command, args, env = {}) {
	const status = run(command, args, env);
	if (status !== 0) {
		console.error(`\n"${command} ${args.join(' ')}" failed (exit ${status}).`);
		process.exit(status);
	}
}

/** Installs the packages of package-lock.json unless exactly these are installed already. */
export function installPackages() {
	const wanted = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.update(process.version)
		.digest('hex');
	const stamp = join(root, 'node_modules', '.kneelens-lock');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	console.log('Installing packages (npm ci) ...');
	mustRun('npm', ['ci', '--no-audit', '--no-fund']);
	mkdirSync(dirname(stamp), { recursive: true });
	writeFileSync(stamp, wanted);
}

const candidates = {
	linux: [
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome',
		'/usr/bin/google-chrome-stable',
		'/usr/bin/microsoft-edge',
		'/snap/bin/chromium'
	],
	darwin: [
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
		'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'
	],
	win32: [
		'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
		'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
		'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
	]
};

/** @returns {string | null} path of an installed Chrome, Chromium or Edge */
function installedBrowser() {
	const platform = /** @type {keyof typeof candidates} */ (process.platform);
	return (candidates[platform] ?? []).find((path) => existsSync(path)) ?? null;
}

/** @returns {string | null} path of the Chromium that Playwright keeps, installed now if it can be */
function playwrightBrowser() {
	const cli = join(root, 'node_modules', 'playwright-core', 'cli.js');
	if (!existsSync(cli) || run(process.execPath, [cli, 'install', 'chromium']) !== 0) return null;
	const script =
		"import('playwright-core').then((p) => process.stdout.write(p.chromium.executablePath()))";
	const path = execFileSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
	return existsSync(path) ? path : null;
}

/**
 * Installs Debian's packages where apt can be used.
 * @param {string[]} packages
 */
function aptInstall(packages) {
	const isRoot = process.getuid?.() === 0;
	if (process.platform !== 'linux' || !isRoot || !existsSync('/usr/bin/apt-get')) return;
	console.log(`Installing ${packages.join(', ')} with apt-get ...`);
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	run('apt-get', ['update', '-qq'], env);
	run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], env);
}

/** @returns {string | null} path of Debian's Chromium after installing it with apt */
function debianBrowser() {
	aptInstall(['chromium']);
	return installedBrowser();
}

/**
 * A browser for the tests: CHROME_PATH, an installed one, or one installed now.
 * @returns {string}
 */
export function findBrowser() {
	const given = process.env.CHROME_PATH;
	if (given) {
		if (existsSync(given) && statSync(given).isFile()) return given;
		console.error(`CHROME_PATH is "${given}", but there is no such file.`);
		process.exit(1);
	}
	const found = installedBrowser() ?? debianBrowser() ?? playwrightBrowser();
	if (found) return found;
	console.error(
		'No browser for the tests: install Chrome, Chromium or Edge, or set CHROME_PATH to its executable, and run the command again.'
	);
	process.exit(1);
}

/** @returns {Record<string, string>} FIREFOX_PATH and WEBKIT_PATH, those of them that are installed */
function otherBrowsers() {
	const firefox = [
		process.env.FIREFOX_PATH,
		'/usr/bin/firefox-esr',
		'/usr/bin/firefox',
		'/Applications/Firefox.app/Contents/MacOS/firefox',
		'C:\\Program Files\\Mozilla Firefox\\firefox.exe'
	].find((path) => path && existsSync(path));
	const driven = ['/usr/bin/WebKitWebDriver', '/usr/bin/xvfb-run'].every((path) =>
		existsSync(path)
	);
	const libraries = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
	const webkit = ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0']
		.map((version) => join(libraries, version, 'MiniBrowser'))
		.find((path) => driven && existsSync(path));
	return {
		...(firefox && { FIREFOX_PATH: firefox }),
		...(webkit && { WEBKIT_PATH: webkit })
	};
}

/**
 * Browsers of other engines, installed now where apt can be used; a test of one that is missing is skipped.
 * @returns {Record<string, string>} FIREFOX_PATH and WEBKIT_PATH, those of them that there are
 */
export function findOtherBrowsers() {
	const found = otherBrowsers();
	if (found.FIREFOX_PATH && found.WEBKIT_PATH) return found;
	aptInstall(['firefox-esr', 'webkit2gtk-driver', 'xvfb', 'xauth']);
	return otherBrowsers();
}

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
	findBrowser,
	findOtherBrowsers,
	installPackages,
	mustRun,
	root,
	runBeside
} from './setup.mjs';

installPackages();
const browser = findBrowser();
console.log(`Browser for the tests: ${browser}`);
const otherBrowsers = findOtherBrowsers();
console.log(`Of other engines: ${Object.values(otherBrowsers).join(', ') || 'none'}`);

const cache = join(root, '.cache');
mkdirSync(cache, { recursive: true });
const e2eBuild = join(cache, 'e2e-build');

mustRun('npx', ['vite', 'build', '--logLevel', 'warn'], {
	BASE_PATH: '/kneelens',
	BUILD_DIR: e2eBuild
});

/** Beside each other: tests in Node, and those in browsers, which wait more than they compute. */
const groups = [[['unit', 'unit-mocked', 'component']], [['browser'], ['e2e']]];

/**
 * Runs vitest for some of its projects.
 * @param {string[]} projects
 * @param {boolean} live whether its output comes at once, see {@link runBeside}
 * @returns {Promise<{passed: number, failed: number}>}
 */
async function runProjects(projects, live) {
	const report = join(cache, `tests-${projects[0]}.json`);
	rmSync(report, { force: true });
	const status = await runBeside(
		'npx',
		[
			'vitest',
			'run',
			...projects.flatMap((project) => ['--project', project]),
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${report}`
		],
		{ env: { ...otherBrowsers, CHROME_PATH: browser, E2E_BUILD: e2eBuild }, live }
	);
	let passed = 0;
	let failed = 0;
	try {
		const result = JSON.parse(readFileSync(report, 'utf8'));
		passed = result.numPassedTests;
		const brokenFiles = result.testResults.filter(
			(/** @type {{status: string, assertionResults: {status: string}[]}} */ file) =>
				file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')
		).length;
		failed = result.numFailedTests + brokenFiles;
	} catch {
		failed = 1;
	}
	return { passed, failed: failed === 0 && status !== 0 ? 1 : failed };
}

const results = await Promise.all(
	groups.map(async (group, place) => {
		const counts = [];
		for (const projects of group) counts.push(await runProjects(projects, place === 0));
		return counts;
	})
);
const counts = results.flat();
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

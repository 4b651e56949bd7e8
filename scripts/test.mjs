import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser, findOtherBrowsers, installPackages, mustRun, root, run } from './setup.mjs';

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

let passed = 0;
let failed = 0;
for (const projects of [['unit', 'component'], ['browser'], ['e2e']]) {
	const report = join(cache, `tests-${projects[0]}.json`);
	rmSync(report, { force: true });
	const selected = projects.flatMap((project) => ['--project', project]);
	const status = run(
		'npx',
		[
			'vitest',
			'run',
			...selected,
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${report}`
		],
		{ ...otherBrowsers, CHROME_PATH: browser, E2E_BUILD: e2eBuild }
	);
	let failedHere = 0;
	try {
		const result = JSON.parse(readFileSync(report, 'utf8'));
		passed += result.numPassedTests;
		const brokenFiles = result.testResults.filter(
			(/** @type {{status: string, assertionResults: {status: string}[]}} */ file) =>
				file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')
		).length;
		failedHere = result.numFailedTests + brokenFiles;
	} catch {
		failedHere = 1;
	}
	failed += failedHere === 0 && status !== 0 ? 1 : failedHere;
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Random } from '#lib/core/statistics/random.ts';
import {
	bringUpToDate,
	isComplete,
	publishUnfinished
} from '../../../scripts/simulate/bring-up-to-date.ts';
import { documentOf, sectionOf } from '../../../scripts/simulate/document.ts';
import { fingerprintOf } from '../../../scripts/simulate/fingerprint.ts';
import { drawStudy } from '../../../scripts/simulate/population.ts';
import { coverage, coverageOf, falseFindings } from '../../../scripts/simulate/readings.ts';
import { readScenarioResults, type ScenarioResults } from '../../../scripts/simulate/results.ts';
import type { Scenario } from '../../../scripts/simulate/scenario.ts';
import { simulate } from '../../../scripts/simulate/simulate.ts';

const coin: Scenario = {
	title: 'A coin',
	about: 'It is thrown.',
	cases: [
		{
			name: 'fair',
			studies: 40,
			run: (random) => ({ heads: { [random.uniform() < 0.05 ? 'found' : 'none']: 1 } })
		}
	],
	reading: () => falseFindings
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'simulate-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a scenario', () => {
	it('gives the same studies in whatever pieces they are run', () => {
		const [one] = coin.cases;
		const all = simulate('coin', one, { from: 0, to: 40 });
		const { found = 0, none } = all.heads;
		expect(found + none).toBe(40);
		const single = Array.from({ length: 40 }, (_, n) =>
			simulate('coin', one, { from: n, to: n + 1 })
		);
		expect(single.filter((tally) => tally.heads.found).length).toBe(found);
		expect(simulate('other', one, { from: 0, to: 40 })).not.toEqual(all);
	});

	it('goes on where it was stopped, and starts anew with other code', () => {
		const folders = { unfinished: join(folder, 'cache'), finished: join(folder, 'docs') };
		const expected = simulate('coin', coin.cases[0], { from: 0, to: 40 });
		let runs = 0;
		const counted: Scenario = {
			...coin,
			cases: [
				{
					...coin.cases[0],
					run(random) {
						runs++;
						return coin.cases[0].run(random);
					}
				}
			]
		};
		const run = (code: string, isOver: () => boolean) =>
			bringUpToDate('coin', counted, { code, revision: '1' }, folders, isOver);
		expect(run('a', () => runs >= 7)).toBe(false);
		expect(readScenarioResults(folders.finished, 'coin')).toBeNull();
		expect(readScenarioResults(folders.unfinished, 'coin')!.cases[0].studies).toBe(runs);
		expect(run('a', () => false)).toBe(true);
		expect(runs).toBe(40);
		const done = readScenarioResults(folders.finished, 'coin')!;
		expect(done).toMatchObject({ code: 'a', cases: [{ studies: 40, tally: expected }] });
		expect(run('b', () => runs >= 45)).toBe(false);
		expect(readScenarioResults(folders.unfinished, 'coin')!.cases[0].studies).toBeLessThan(40);
		expect(readScenarioResults(folders.finished, 'coin')).toEqual(done);
	});

	it('shows what a stopped run has done, says so, and goes on from there', () => {
		const folders = { unfinished: join(folder, 'cache'), finished: join(folder, 'docs') };
		const version = { code: 'a', revision: '1' };
		let asked = 0;
		expect(bringUpToDate('coin', coin, version, folders, () => ++asked > 2)).toBe(false);
		publishUnfinished('coin', 'b', folders);
		expect(readScenarioResults(folders.finished, 'coin')).toBeNull();
		publishUnfinished('coin', 'a', folders);
		const some = readScenarioResults(folders.finished, 'coin')!;
		expect(isComplete(some, coin)).toBe(false);
		expect(some.cases[0].studies).toBeGreaterThan(0);
		expect(sectionOf(some, coin)).toContain('Stopped before all studies were run');
		rmSync(folders.unfinished, { recursive: true });
		expect(bringUpToDate('coin', coin, version, folders, () => false)).toBe(true);
		const all = readScenarioResults(folders.finished, 'coin')!;
		expect(all.cases[0].tally).toEqual(simulate('coin', coin.cases[0], { from: 0, to: 40 }));
		expect(isComplete(all, coin)).toBe(true);
		expect(sectionOf(all, coin)).not.toContain('Stopped');

		const later = { code: 'later', revision: 'c' };
		let looks = 0;
		bringUpToDate('coin', coin, later, folders, () => looks++ > 0);
		publishUnfinished('coin', 'later', folders);
		expect(readScenarioResults(folders.finished, 'coin')!.code).toBe('a');
	});

	it('names what failed, what is undecided and what was not run, of whatever code', () => {
		const case_ = (name: string, studies: number) => ({ ...coin.cases[0], name, studies });
		const scenario: Scenario = {
			...coin,
			cases: [case_('fair', 2000), case_('bent', 2000), case_('both', 9), case_('none', 9)]
		};
		const results: ScenarioResults = {
			scenario: 'coin',
			code: 'abc',
			revision: 'def',
			date: '2026-01-02T03:04:05.678Z',
			cases: [
				{ name: 'fair', studies: 20, tally: { heads: { found: 1, none: 19 } } },
				{ name: 'bent', studies: 2000, tally: { heads: { found: 200, none: 1800 } } },
				{ name: 'both', studies: 0, tally: {} }
			]
		};
		const section = sectionOf(results, scenario, 'present');
		expect(section).toContain('Too often: heads (bent). Undecided: 1 of 2 cells');
		expect(section).toContain('Not run yet: both; none.');
		expect(section).toContain('Stopped before all studies were run: fair (of 2,000).');
		expect(section).toContain('code abc; the code has changed since');
		expect(sectionOf(results, scenario, 'abc')).not.toContain('changed since');

		const scenarios = new Map([
			['coin', scenario],
			['dice', { ...coin, title: 'A die' }]
		]);
		const page = documentOf([results], scenarios, new Map());
		expect(page).toContain('## A die\n\nIt is thrown.\n\nNot run yet.\n');
		expect(page.indexOf('## A coin')).toBeLessThan(page.indexOf('## A die'));
	});

	it('is a table with its studies, its errors and its code', () => {
		const cases = [{ name: 'fair', studies: 2000, tally: { heads: { found: 100, none: 1900 } } }];
		const date = '2026-01-02T03:04:05.678Z';
		const section = sectionOf(
			{ scenario: 'coin', code: 'abc', revision: 'def', date, cases },
			coin
		);
		expect(section).toContain('## A coin\n\nIt is thrown.\n');
		expect(section).toMatch(/\| +\| +fair \(2,000 studies\) \|/);
		expect(section).toMatch(/\| heads +\| +0\.050 ± 0\.005 \(≤ 0\.060\) \|/);
		expect(section).toContain('`npm run simulate -- coin`, 2026-01-02, revision def, code abc.');
	});
});

describe('the fingerprint of a scenario', () => {
	const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
	const found = () => fingerprintOf(join(folder, 'scenario.ts'));

	it('changes with what is computed, not with comments or words', async () => {
		const body = `import { half } from './half.ts'; export const cases = [() => half(Date.now())];`;
		put('half.ts', 'export const half = (x: number) => x / 2;');
		put('scenario.ts', body);
		const first = await found();
		expect(first).toMatch(/^[0-9a-f]{12}$/);
		put('scenario.ts', `/** Why. */ export const title = 'x';\n${body}`);
		expect(await found()).toBe(first);
		put('half.ts', 'export const half = (x: number) => x / 3;');
		expect(await found()).not.toBe(first);
	});
});

describe('readings', () => {
	it('say on which side of the truth an interval lies', () => {
		expect(coverageOf({ lower: 0, upper: 1 }, 1)).toEqual({ covered: 1 });
		expect(coverageOf({ lower: 0.1, upper: 1 }, 0)).toEqual({ above: 1 });
		expect(coverageOf({ lower: 0, upper: 0.9 }, 1)).toEqual({ below: 1 });
		expect(coverageOf(null, 1)).toEqual({ unknown: 1 });
	});

	// Intervals: statsmodels.stats.proportion.proportion_confint(..., method='wilson').
	it('tell intervals that are too narrow from those of which too few were tried', () => {
		// .932 to .960
		expect(coverage.cell({ covered: 948, above: 30, below: 22, unknown: 3 })).toBe(
			'0.948 ± 0.007 (30/22, unknown 3)'
		);
		// .880 to .917, and .826 to .945
		expect(coverage.cell({ covered: 900, above: 60, below: 40 })).toBe('**0.900 ± 0.009** (60/40)');
		expect(coverage.cell({ covered: 90, above: 9, below: 1 })).toBe('**0.900 ± 0.030** (9/1)');
		// .596 to .982, and .875 to .972
		expect(coverage.judge({ covered: 9, above: 1 })).toBe('undecided');
		expect(coverage.cell({ covered: 94, below: 6 })).toBe('_0.940 ± 0.024_ (0/6)');
		expect(coverage.judge({ unknown: 4 })).toBeNull();
	});

	it('tell tests that err too often from those of which too few were tried', () => {
		// .055 to .077
		expect(falseFindings.cell({ found: 130, none: 1870 })).toBe('**0.065 ± 0.006** (≤ 0.077)');
		// .052 to .085, and .009 to .105
		expect(falseFindings.cell({ found: 62, none: 865 })).toBe('**0.067 ± 0.008** (≤ 0.085)');
		expect(falseFindings.cell({ found: 2, none: 63 })).toBe('_0.031 ± 0.021_ (≤ 0.105)');
		// .041 to .061
		expect(falseFindings.judge({ found: 100, none: 1900 })).toBe('holds');
		expect(falseFindings.judge({})).toBeNull();
	});
});

describe('the population', () => {
	const { truth, subjects, predicted, probabilities } = drawStudy(Random.fromSeed(4), {
		subjects: 20_000,
		models: 2
	});
	const shareOf = (isSo: (knee: number) => boolean) =>
		truth.filter((_, i) => isSo(i)).length / 40_000;

	it('has the shares of the grades it is said to have', () => {
		[0.382, 0.177, 0.267, 0.132, 0.042].forEach((share, grade) => {
			expect(Math.abs(shareOf((i) => truth[i] === grade) - share)).toBeLessThan(0.012);
		});
		expect([truth.length, new Set(subjects).size, probabilities[1].length]).toEqual([
			40_000, 20_000, 200_000
		]);
	});

	it('has models that are equally good and err together', () => {
		const wrong = predicted.map((grades) => shareOf((i) => grades[i] !== truth[i]));
		expect(Math.abs(wrong[0] - wrong[1])).toBeLessThan(0.012);
		const both = shareOf((i) => predicted.every((grades) => grades[i] !== truth[i]));
		expect(both).toBeGreaterThan(1.5 * wrong[0] * wrong[1]);
	});

	it('has knees that are the same where that is asked for', () => {
		const alike = drawStudy(Random.fromSeed(4), { subjects: 50, models: 1, kneesAlike: true });
		for (let i = 0; i < 100; i += 2) {
			expect(alike.truth[i]).toBe(alike.truth[i + 1]);
			expect(alike.probabilities[0][5 * i]).toBe(alike.probabilities[0][5 * i + 5]);
		}
	});
});

import { describe, expect, it } from 'vitest';
import { loadScenario, scenarioNames } from '../../../scripts/simulate/scenario-files.ts';
import type { Tally } from '../../../scripts/simulate/scenario.ts';
import { simulate } from '../../../scripts/simulate/simulate.ts';

/**
 * A few studies of one case of a scenario. Seeds are fixed, so bounds are those that a count of right answers passes with a
 * chance below one in a thousand where what is claimed does not hold by far.
 */
async function studiesOf(name: string, caseName: string, studies: number): Promise<Tally> {
	const { cases } = await loadScenario(name);
	const one = cases.find((of) => of.name === caseName);
	if (!one)
		throw new Error(`${name} has no case ${caseName}: ${cases.map((of) => of.name).join('; ')}.`);
	return simulate(name, one, { from: 0, to: studies });
}

/** @param most of the studies, by chance of .001 at a level of .05 */
function expectFew(tally: Tally, studies: number, most: number, of: (row: string) => boolean) {
	const rows = Object.keys(tally).filter(of);
	expect(rows.length).toBeGreaterThan(0);
	for (const row of rows) {
		const { found = 0, none = 0 } = tally[row];
		expect(found + none, row).toBe(studies);
		expect(found, row).toBeLessThanOrEqual(most);
	}
}

it('every scenario says what it is and has cases with names of their own', async () => {
	for (const name of scenarioNames()) {
		const { title, about, cases } = await loadScenario(name);
		expect(title.length * about.length, name).toBeGreaterThan(0);
		expect(new Set(cases.map((one) => one.name)).size, name).toBe(cases.length);
		expect(Math.min(...cases.map(({ studies }) => studies)), name).toBeGreaterThan(0);
	}
});

describe('verdicts', () => {
	// scipy.stats.binom.sf(8, 40, .05) and (18, 150, .05) are below .001.
	it('seldom call equal models different, whichever figure', async () => {
		const tally = await studiesOf('comparisons', '3 models, 30 subjects', 40);
		expectFew(tally, 40, 8, (row) => !row.startsWith('any'));
	});

	it('of eleven models find the one that is always right, and nothing in four knees of 500', async () => {
		const best = await studiesOf(
			'comparison-power',
			'11 models, 100 subjects, one always right',
			8
		);
		expect(best['better than each of ten']).toEqual({ found: 8 });
		const four = await studiesOf('comparison-power', '500 subjects, 4 to 0', 3);
		expect(four['called better']).toEqual({ none: 3 });
	});

	it('pay nothing for near-copies of a model, which Holm’s method pays for', async () => {
		const tally = await studiesOf('comparison-power', '414 subjects', 40);
		const found = (row: string) => tally[row].found ?? 0;
		expect(found('three models')).toBeGreaterThan(15);
		expect(found('and 3 near-copies of the first')).toBeGreaterThan(found('three models') - 4);
		expect(found('the same by Holm')).toBeLessThan(found('three models') - 3);
	});

	it('seldom call a model equivalent that differs by the margin', async () => {
		const tally = await studiesOf('equivalence', 'a few knees spoilt, 30 subjects', 150);
		expectFew(tally, 150, 18, () => true);
	});
});

describe('slices', () => {
	it('of nothing seldom give a finding', async () => {
		const tally = await studiesOf('slices', '100 subjects, alike', 16);
		// binom.ppf(.999, 16, .05)
		expectFew(tally, 16, 4, (row) => !row.endsWith('single slices'));
		for (const row of Object.keys(tally).filter((one) => one.endsWith('single slices'))) {
			const { low, high } = tally[row];
			// Tests of one study have knees in common: twice the error of as many that do not.
			expect(low / (low + high), row).toBeLessThan(0.05 + 6 * Math.sqrt(0.0475 / (low + high)));
		}
	});
});

describe('intervals', () => {
	it('of the figures hold the truth about as often as they say, and those that would not are unknown', async () => {
		const tally = await studiesOf('figures', '30 subjects', 20);
		const withheld = ['classwiseCalibrationError', 'worstGradeError'];
		for (const row of withheld) expect(tally[row], row).toEqual({ unknown: 20 });
		for (const [row, { covered = 0, unknown = 0 }] of Object.entries(tally)) {
			if (withheld.includes(row)) continue;
			// Fewer than three of 30 subjects have grade 4 in about half of the studies.
			expect(unknown, row).toBeLessThan(row === 'macroAuc' ? 20 : 10);
			// binom.ppf(.001, 20, .93)
			expect(covered + unknown, row).toBeGreaterThanOrEqual(14);
		}
	});
});

describe('screening', () => {
	it('has intervals that hold the truth, tests that seldom err and sets that hold the true grade', async () => {
		const tally = await studiesOf('screening', '30 subjects', 12);
		for (const [row, counts] of Object.entries(tally)) {
			if ('held' in counts || 'missed' in counts) {
				// binom.ppf(.001, 60, .9)
				expect(counts.held, row).toBeGreaterThanOrEqual(46);
			} else if ('found' in counts || 'none' in counts) {
				expect(counts.found ?? 0, row).toBeLessThanOrEqual(4);
			} else {
				const { covered = 0, unknown = 0 } = counts;
				// binom.ppf(.001, 12, .93)
				expect(covered + unknown, row).toBeGreaterThanOrEqual(8);
			}
		}
	});
});

import { scoreFigures } from '#lib/core/metrics/computations.ts';
import { describe, expect, it } from 'vitest';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { exchangedDifferences, type ExchangedPair } from '#lib/core/comparison/exchanged-sums.ts';
import { drawExchanges } from '#lib/core/comparison/exchanges.ts';
import {
	exchangeEvidence,
	exchangeTests,
	joinedEvidence,
	type ExchangeOptions
} from '#lib/core/comparison/exchange-test.ts';
import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import { figureExchanges } from '#lib/core/comparison/figure-exchanges.ts';
import {
	FIGURE_NAMES,
	isScoreFigure,
	matrixFigures,
	type FigureName
} from '#lib/core/metrics/registry.ts';
import { comparedPairs } from '#lib/core/comparison/paired-comparison.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { groupBySubject } from '#lib/core/statistics/subject-resamples.ts';
import { onceEach } from '#lib/core/statistics/weighted-statistic.ts';
import { exchangeReferences } from './exchange-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const costs = costMatrix('quadratic', 5);

interface Readings {
	subjects: readonly (number | string)[];
	truth: readonly number[];
	systems: readonly ArrayLike<number>[];
	scores?: readonly Float64Array<ArrayBuffer>[];
}

function pairsBy(figure: FigureName, { subjects, truth, systems, scores = [] }: Readings) {
	const groups = groupBySubject(subjects);
	const pairBy = figureExchanges(
		{ truth, groups, systems, costs, scores, probabilities: scores },
		figure
	);
	const pairs = comparedPairs(systems.length).map(([a, b]) => pairBy(a, b));
	return { pairs, subjects: groups.count };
}

function testsBy(figure: FigureName, readings: Readings, options?: ExchangeOptions) {
	const { pairs, subjects } = pairsBy(figure, readings);
	return exchangeTests(exchangeEvidence(pairs, subjects, options));
}

const { every, drawn } = exchangeReferences;
const scores = every.parts.map((parts) => Float64Array.from(fromParts(parts)));
const few: Readings = { ...every, systems: scores.map((rows) => argmaxRows(rows, 5)), scores };

describe('the exchange test', () => {
	it.each(FIGURE_NAMES)(
		'of %s has the exact p of every exchange, and min-P over the pairs',
		(name) => {
			const { p, adjusted } = every.figures[name];
			testsBy(name, few).forEach((test, pair) => {
				expect(test).toMatchObject({ exact: true, monteCarlo: null });
				expectClose(test!.p, p[pair], 1e-12, `p of pair ${pair}`);
				expectClose(test!.adjusted, adjusted[pair], 1e-12, `adjusted p of pair ${pair}`);
			});
		}
	);

	it.each(['accuracy', 'balancedAccuracy'] as const)(
		'of %s has the p of numpy within Monte-Carlo error where exchanges are drawn',
		(name) => {
			const readings = { ...drawn, systems: drawn.read };
			const { p, adjusted } = drawn.figures[name];
			testsBy(name, readings, { count: 20_000, seed: 3 }).forEach((test, pair) => {
				const error = (share: number) => 4.5 * Math.sqrt((share * (1 - share)) / 20_000) + 2e-4;
				expectClose(test!.p, p[pair], error(p[pair]), `p of pair ${pair}`);
				expectClose(test!.adjusted, adjusted[pair], error(adjusted[pair]), `adjusted, ${pair}`);
				if (!test!.monteCarlo) return;
				expect(test!.monteCarlo.lower).toBeLessThan(test!.adjusted);
				expect(test!.monteCarlo.upper).toBeGreaterThan(test!.adjusted);
			});
		}
	);

	it('exchanges the very figure', () => {
		const exchanges = drawExchanges(10, 8, { seed: 5 });
		const { subjectOf } = groupBySubject(every.subjects);
		for (const name of FIGURE_NAMES.filter((figure) => figure !== 'macroAuc')) {
			const pair = pairsBy(name, few).pairs[1]!;
			const [differences] = exchangedDifferences([pair], exchanges);
			differences.forEach((difference, r) => {
				const swapped = (knee: number) => (exchanges.bits[r] >>> subjectOf[knee]) & 1;
				const side = (own: 0 | 2) => {
					const from = (knee: number) => (swapped(knee) ? 2 - own : own);
					const read = Uint8Array.from(every.truth, (_, i) => few.systems[from(i)][i]);
					const rows = scores[own].map((_, k) => scores[from(Math.floor(k / 5))][k]);
					return isScoreFigure(name)
						? scoreFigures(every.truth, rows, 5)[name](onceEach(every.truth.length))!
						: matrixFigures(costs)[name](confusionMatrix(every.truth, read, 5))!;
				};
				expectClose(difference, side(0) - side(2), 1e-12, `${name}, exchange ${r}`);
			});
		}
	});

	it('of scores that order the knees alike finds no difference of the AUC, whatever their scale', () => {
		const stretched = scores[0].map((share) => Math.sqrt(share) / 3);
		const [test] = testsBy('macroAuc', {
			...few,
			systems: few.systems.slice(0, 2),
			scores: [scores[0], stretched]
		});
		expect(test).toMatchObject({ p: 1, adjusted: 1, differing: 0, exact: true });
	});

	it('of the same predictions has p 1', () => {
		const { systems } = few;
		const [test] = testsBy('accuracy', { ...few, systems: [systems[0], systems[0]] });
		expect(test).toMatchObject({ p: 1, adjusted: 1, differing: 0, smallest: null });
	});

	it('goes on with the exchanges that follow', () => {
		const { pairs, subjects } = pairsBy('quadraticWeightedKappa', {
			...drawn,
			systems: drawn.read
		});
		const all = exchangeEvidence(pairs, subjects, { count: 300 });
		const parts = [0, 100, 200].map((from) =>
			exchangeEvidence(pairs, subjects, { count: 100, from })
		);
		expect(exchangeTests(parts.reduce(joinedEvidence))).toEqual(exchangeTests(all));
	});

	it('counts an exchange that leaves a figure undefined as a larger difference', () => {
		// One of the systems reads every knee as its grade 0 after the exchange of both subjects: kappa is then not defined.
		const [test] = testsBy('quadraticWeightedKappa', {
			truth: [0, 0, 0, 0],
			subjects: [1, 2, 3, 4],
			systems: [
				[0, 1, 0, 0],
				[1, 0, 0, 0]
			]
		});
		expect(test).toMatchObject({ undefinedExchanges: 1, p: 1 });
		const unknown: ExchangedPair[] = pairsBy('quadraticWeightedKappa', {
			truth: [0, 0],
			subjects: [1, 2],
			systems: [
				[0, 0],
				[0, 1]
			]
		}).pairs as ExchangedPair[];
		expect(exchangeTests(exchangeEvidence(unknown, 2))).toEqual([null]);
	});
});

describe('verdicts that hung on resamples', () => {
	const right = (knees: number) => new Array<number>(knees).fill(1);
	const ids = (knees: number) => right(knees).map((_, i) => i);

	it('four knees to none of 500 are no proof: p is .125', () => {
		const truth = right(500);
		const worse = truth.map((grade, i) => (i < 4 ? 2 : grade));
		const [test] = testsBy('accuracy', { truth, subjects: ids(500), systems: [truth, worse] });
		expect(test).toMatchObject({ p: 0.125, adjusted: 0.125, exact: true, differing: 4 });
		// The interval that goes with it holds zero, and no difference on four subjects could be shown.
		expect(4 / 500 - test!.needed * test!.error).toBeLessThan(0);
		expect(test!.smallest).toBeNull();
	});

	it('one of eleven that alone is right is better than each of the others', () => {
		const truth = right(1000);
		const wrong = truth.map(() => 2);
		const systems = [truth, ...Array.from({ length: 10 }, () => wrong)];
		const tests = testsBy('accuracy', { truth, subjects: ids(1000), systems });
		const upper = tests.map((test) => test!.monteCarlo?.upper ?? test!.adjusted);
		expect(upper.slice(0, 10).every((p) => p < 0.05)).toBe(true);
		expect(upper.slice(10).every((p) => p === 1)).toBe(true);
	});

	it('ensembles that are nearly alike cost the other pairs nothing', () => {
		const { truth, subjects, read } = drawn;
		const near = [1, 2, 3].map((knee) => read[0].map((grade, i) => (i === knee ? 0 : grade)));
		const p = (systems: number[][]) =>
			testsBy('accuracy', { truth, subjects, systems }).map((test) => test!.adjusted);
		const [, ofThree] = p(read.slice(0, 3));
		const ofSix = p([...read.slice(0, 3), ...near])[1];
		expect(ofSix).toBeLessThan(1.15 * ofThree);
	});
});

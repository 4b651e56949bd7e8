import { describe, expect, it } from 'vitest';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import {
	chooseWeightsFrom,
	ensembleMetrics,
	systemMetrics
} from '../../../scripts/evaluate/metrics-file.ts';

/** Knees of grades 0 and 1 only; `rows` are [true 0 read 0, true 0 read 1, true 1 read 0, true 1 read 1]. */
function confusion([a, b, c, d]: number[]): number[][] {
	const matrix = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
	[matrix[0][0], matrix[0][1], matrix[1][0], matrix[1][1]] = [a, b, c, d];
	return matrix;
}

const good = confusion([9, 1, 2, 8]);
const bad = confusion([3, 7, 6, 4]);

describe('chooseWeightsFrom', () => {
	it('prefers the val split of the set', () => {
		const chosen = chooseWeightsFrom(new Map([['a', good]]), new Map([['a', bad]]));
		expect(chosen.confusions).toEqual([good]);
		expect(chosen.from).toMatchObject({ source: 'testset', split: 'val' });
	});

	it('else takes what is stored with all of the models', () => {
		const chosen = chooseWeightsFrom(
			null,
			new Map([
				['a', good],
				['b', bad]
			])
		);
		expect(chosen.confusions).toEqual([good, bad]);
		expect(chosen.from).toMatchObject({ source: 'models', split: 'val' });
	});

	it('else weighs all the same and names who lacks metrics', () => {
		const chosen = chooseWeightsFrom(
			null,
			new Map([
				['a', good],
				['b', null]
			])
		);
		expect(chosen.confusions).toBeNull();
		expect(chosen.from).toMatchObject({ source: 'equal', split: null });
		expect(chosen.from.note).toMatch(/no val metrics are stored with b: all models weigh the same/);
	});
});

describe('ensembleMetrics', () => {
	const grades = [0, 1];
	// The models disagree on both knees: a reads 0 and 1, b reads 1 and 0.
	const probabilities = new Map([
		['a', [0.6, 0.4, 0, 0, 0, 0.4, 0.6, 0, 0, 0]],
		['b', [0.3, 0.7, 0, 0, 0, 0.7, 0.3, 0, 0, 0]]
	]);

	it('weighs by recall and F1 per grade, and says where the weights come from', () => {
		const from = chooseWeightsFrom(
			new Map([
				['a', good],
				['b', bad]
			]),
			new Map()
		);
		const { mean, accuracy, f1 } = ensembleMetrics(
			grades,
			probabilities,
			from,
			KELLGREN_LAWRENCE_SCALE
		);
		expect(mean.confusion[0].slice(0, 2)).toEqual([0, 1]);
		expect(mean.weightsFrom).toBeNull();
		expect(mean.weights).toEqual({ a: [0.5, 0.5, 0.5, 0.5, 0.5], b: [0.5, 0.5, 0.5, 0.5, 0.5] });
		// Recall: a .9 and .8, b .3 and .4.
		expect(accuracy.weights.a[0]).toBeCloseTo(0.75, 12);
		expect(accuracy.weights.b[1]).toBeCloseTo(1 / 3, 12);
		// 0: .75 * .6 + .25 * .3 = .525 against 2/3 * .4 + 1/3 * .7 = .5
		expect(accuracy.confusion[0].slice(0, 2)).toEqual([1, 0]);
		expect(accuracy.equalGrades).toEqual([2, 3, 4]);
		// F1 of grade 0: a 18/21, b 6/19.
		expect(f1.weights.a[0]).toBeCloseTo(18 / 21 / (18 / 21 + 6 / 19), 12);
		expect(f1.weightsFrom).toEqual(from.from);
	});

	it('falls back to equal weights', () => {
		const from = chooseWeightsFrom(null, new Map([['a', null]]));
		const { mean, accuracy, f1 } = ensembleMetrics(
			grades,
			probabilities,
			from,
			KELLGREN_LAWRENCE_SCALE
		);
		expect(accuracy.weights).toEqual(mean.weights);
		expect(f1.confusion).toEqual(mean.confusion);
		expect(f1.weightsFrom?.source).toBe('equal');
	});
});

describe('systemMetrics', () => {
	it('leaves what is undefined unknown', () => {
		const scores = [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0];
		const metrics = systemMetrics([0, 0, 2], scores, KELLGREN_LAWRENCE_SCALE);
		expect(metrics).toMatchObject({
			accuracy: 2 / 3,
			balancedAccuracy: 0.75,
			meanAbsoluteError: 1 / 3,
			recall: [0.5, null, 1, null, null],
			precision: [1, 0, 1, null, null],
			support: [2, 0, 1, 0, 0]
		});
	});

	it('tells no distance of classes without an order', () => {
		const scale = {
			classes: ['a', 'b', 'c'].map((name) => ({ key: name, short: name, name })),
			ordinal: false,
			positiveFrom: null,
			groupings: []
		};
		const metrics = systemMetrics([0, 1, 2], [1, 0, 0, 0, 1, 0, 1, 0, 0], scale);
		expect(metrics).toMatchObject({
			confusion: [
				[1, 0, 0],
				[0, 1, 0],
				[1, 0, 0]
			],
			accuracy: 2 / 3,
			quadraticWeightedKappa: null,
			meanAbsoluteError: null
		});
	});
});

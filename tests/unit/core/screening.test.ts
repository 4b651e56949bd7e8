import { describe, expect, it } from 'vitest';
import { rocAuc } from '#lib/core/metrics/roc-auc.ts';
import {
	rocCurve,
	screeningAt,
	screeningScores,
	thresholdForSensitivity
} from '#lib/core/metrics/screening.ts';
import { comparisonReferences } from './comparison-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const { truth, parts, screening: expected } = comparisonReferences;
const scores = screeningScores(fromParts(parts[0]), 5, 2);
const curve = rocCurve(truth, scores, 2);

describe('screening equals scikit-learn', () => {
	it('ROC curve', () => {
		expect(curve.map(({ threshold }) => (threshold === Infinity ? null : threshold))).toEqual(
			expected.thresholds
		);
		const of = (name: 'sensitivity' | 'specificity') => curve.map((point) => point[name]!);
		expectClose(of('sensitivity'), expected.sensitivity, 1e-14, 'sensitivity');
		expectClose(
			of('specificity').map((s) => 1 - s),
			expected.falsePositiveRate,
			1e-14,
			'false'
		);
		expectClose(
			rocAuc(
				truth.map((grade) => grade >= 2),
				scores
			),
			expected.auc,
			1e-14,
			'area'
		);
	});

	it.each(expected.at)('at $threshold', ({ threshold, ...shares }) => {
		const point = screeningAt(truth, scores, threshold, 2);
		for (const name of Object.keys(shares) as (keyof typeof shares)[]) {
			expectClose(point[name], shares[name], 1e-14, name);
		}
	});

	it.each(expected.forSensitivity)('threshold for $wanted', ({ wanted, threshold }) => {
		expect(thresholdForSensitivity(curve, wanted)!.threshold).toBe(threshold);
	});
});

describe('screening', () => {
	it('has every point of the curve at its own threshold', () => {
		for (const point of curve)
			expect(screeningAt(truth, scores, point.threshold, 2)).toEqual(point);
	});

	it('has the area of its trapezia', () => {
		let area = 0;
		for (let k = 1; k < curve.length; k++) {
			const width = curve[k - 1].specificity! - curve[k].specificity!;
			area += (width * (curve[k].sensitivity! + curve[k - 1].sensitivity!)) / 2;
		}
		expectClose(area, expected.auc, 1e-13);
	});

	it('takes scores that do not sum to 1', () => {
		expect([...screeningScores([0.1, 0.2, 0.1, 0.1, 0.1], 5, 2)]).toEqual([
			expect.closeTo(0.5, 14)
		]);
		expect(() => screeningScores([0, 0, 0, 0, 0], 5, 2)).toThrow(/knee 0/);
	});

	it('has its positives from any class on', () => {
		const own = screeningScores([0.5, 0.3, 0.2, 0.1, 0.2, 0.7], 3, 1);
		expect([...own]).toEqual([0.5, 0.9].map((score) => expect.closeTo(score, 14)));
		expect(screeningAt([0, 1], own, 0.6, 1)).toMatchObject({ sensitivity: 1, specificity: 1 });
		expect(screeningAt([0, 1], own, 0.6, 2)).toMatchObject({ sensitivity: null, specificity: 0.5 });
	});

	it('does not know what no knee tells', () => {
		const healthy = screeningAt([0, 1], [0.1, 0.2], 0.5, 2);
		expect(healthy).toMatchObject({
			sensitivity: null,
			specificity: 1,
			positivePredictiveValue: null
		});
		expect(thresholdForSensitivity(rocCurve([0, 1], [0.1, 0.2], 2), 0.9)).toBeNull();
		expect(() => screeningAt([0], [NaN], 0.5, 2)).toThrow(/knee 0/);
		expect(() => rocCurve([0], [], 2)).toThrow(/1 true grades and 0/);
	});
});

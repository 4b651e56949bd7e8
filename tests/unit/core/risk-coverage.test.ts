import { describe, expect, it } from 'vitest';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { coverageAtRisk, riskAtCoverage, riskCoverage } from '#lib/core/metrics/risk-coverage.ts';
import { expectClose } from './fixtures.ts';
import { fromParts, scoreReferences } from './score-cases.ts';

describe('riskCoverage equals the definition in numpy', () => {
	it.each(scoreReferences.cases)('$name', ({ truth, parts, riskCoverage: expected }) => {
		const p = fromParts(parts);
		const predicted = [...argmaxRows(p, 5)];
		const confidence = predicted.map((grade, i) => p[5 * i + grade]);
		const losses = {
			error: predicted.map((grade, i) => (grade === truth[i] ? 0 : 1)),
			distance: predicted.map((grade, i) => Math.abs(grade - truth[i]))
		};
		for (const name of ['error', 'distance'] as const) {
			const curve = riskCoverage(confidence, losses[name])!;
			expect(curve.points.length).toBe(expected[name].points.length);
			expect(curve.points.length).toBeLessThan(truth.length);
			expected[name].points.forEach((point, k) => {
				expect(curve.points[k].threshold).toBe(point.threshold);
				expectClose(curve.points[k].coverage, point.coverage, 1e-14, 'coverage');
				expectClose(curve.points[k].risk, point.risk, 1e-13, 'risk');
			});
			expectClose(curve.area, expected[name].area, 1e-13, 'area');
			expectClose(curve.lowestArea, expected[name].lowestArea, 1e-13, 'lowest area');
		}
	});
});

describe('riskCoverage', () => {
	const confidence = [0.9, 0.5, 0.8, 0.5, 0.7];
	const losses = [0, 1, 0, 0, 1];

	it('is worked by hand, equally sure knees together', () => {
		const { points, area } = riskCoverage(confidence, losses)!;
		expect(points).toEqual([
			{ threshold: 0.9, knees: 1, coverage: 0.2, risk: 0 },
			{ threshold: 0.8, knees: 2, coverage: 0.4, risk: 0 },
			{ threshold: 0.7, knees: 3, coverage: 0.6, risk: 1 / 3 },
			{ threshold: 0.5, knees: 5, coverage: 1, risk: 0.4 }
		]);
		// The fourth knee is, on average, half wrong.
		expect(area).toBeCloseTo((0 + 0 + 1 / 3 + 1.5 / 4 + 2 / 5) / 5, 15);
	});

	it('does not depend on the order of knees, and is flat without confidence', () => {
		const reversed = riskCoverage([...confidence].reverse(), [...losses].reverse())!;
		expect(reversed).toEqual(riskCoverage(confidence, losses));
		const flat = riskCoverage(
			losses.map(() => 1),
			losses
		)!;
		expect(flat.points).toEqual([{ threshold: 1, knees: 5, coverage: 1, risk: 0.4 }]);
		expect(flat.area).toBeCloseTo(0.4, 15);
	});

	it('has the lowest area where the surest have the least loss', () => {
		const ideal = riskCoverage(
			losses.map((loss) => -loss),
			losses
		)!;
		expect(ideal.area).toBeCloseTo(ideal.lowestArea, 15);
		expect(riskCoverage(losses, losses)!.area).toBeGreaterThan(ideal.lowestArea);
	});

	it('finds the coverage of a risk and the risk of a coverage', () => {
		const curve = riskCoverage(confidence, losses)!;
		expect(coverageAtRisk(curve, 0.35)!.knees).toBe(3);
		expect(riskAtCoverage(curve, 0.7).knees).toBe(5);
		expect(riskAtCoverage(curve, 0.6).knees).toBe(3);
		expect(riskAtCoverage(curve, 0).knees).toBe(1);
		expect(coverageAtRisk(riskCoverage([1], [1])!, 0.5)).toBeNull();
	});

	it('is unknown without knees and refuses what is not finite', () => {
		expect(riskCoverage([], [])).toBeNull();
		expect(() => riskCoverage([1], [])).toThrow(/1 confidences and 0 losses/);
		expect(() => riskCoverage([NaN], [1])).toThrow(/Knee 0/);
	});
});

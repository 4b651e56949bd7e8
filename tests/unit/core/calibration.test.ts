import { describe, expect, it } from 'vitest';
import {
	binOf,
	calibrationErrorOf,
	classwiseCalibrationError,
	classwiseCalibrationErrorOf,
	gradeForecasts,
	topCalibrationError,
	topForecasts
} from '#lib/core/metrics/calibration.ts';
import { reliabilityDiagram } from '#lib/core/metrics/reliability-diagram.ts';
import { wilsonInterval } from '#lib/core/statistics/wilson-interval.ts';
import { expectClose } from './fixtures.ts';
import {
	fromParts,
	repeated,
	repeatedRows,
	scoreReferences,
	someWeights,
	type Diagram
} from './score-cases.ts';

function expectDiagram(forecasts: ReturnType<typeof topForecasts>, expected: Diagram) {
	const bins = reliabilityDiagram(forecasts, expected.bins);
	expect(bins.map(({ knees }) => knees)).toEqual(expected.knees);
	const filled = bins.filter(({ knees }) => knees > 0);
	const of = (value: (bin: (typeof bins)[0]) => unknown) => filled.map(value);
	expectClose(
		of(({ share }) => share),
		expected.share,
		1e-14,
		'share'
	);
	expectClose(
		of(({ probability }) => probability),
		expected.probability,
		1e-14,
		'probability'
	);
	expectClose(
		of(({ interval }) => [interval!.lower, interval!.upper]),
		expected.wilson,
		1e-12,
		'interval'
	);
}

describe("calibration equals scikit-learn's calibration curve", () => {
	it.each(scoreReferences.cases)('$name', ({ truth, parts, calibration }) => {
		const p = fromParts(parts);
		for (const bins of [8, 10, 15]) {
			expectClose(topCalibrationError(truth, p, 5, bins), calibration.top[bins], 1e-13, 'top');
			expectClose(
				classwiseCalibrationError(truth, p, 5, bins),
				calibration.classwise[bins],
				1e-13,
				'class-wise'
			);
		}
		expectDiagram(topForecasts(truth, p, 5), calibration.topDiagram);
		calibration.gradeDiagrams.forEach((diagram, grade) =>
			expectDiagram(gradeForecasts(truth, p, grade, 5), diagram)
		);
	});

	it.each(scoreReferences.wilson)("Wilson's interval of $hits of $count", (expected) => {
		const { lower, upper } = wilsonInterval(expected.hits, expected.count)!;
		expectClose([lower, upper], expected.interval, 1e-12);
	});
});

describe('reliabilityDiagram', () => {
	const { truth, parts, subjects } = scoreReferences.cases[0];
	const forecasts = topForecasts(truth, fromParts(parts), 5);

	it('says which knees lie in each bin', () => {
		const bins = reliabilityDiagram(forecasts);
		expect(bins.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual([...truth.keys()]);
		for (const { from, to, members, knees, hits } of bins) {
			expect(members).toHaveLength(knees);
			expect(members.filter((i) => forecasts.outcome[i] === 1)).toHaveLength(hits);
			expect(members.every((i) => forecasts.probability[i] > from)).toBe(true);
			expect(members.every((i) => forecasts.probability[i] <= to)).toBe(true);
		}
	});

	it('has wider intervals where knees are of the same subjects, the same where none are', () => {
		const plain = reliabilityDiagram(forecasts);
		expect(reliabilityDiagram(forecasts, 10, [...truth.keys()])).toEqual(plain);
		const clustered = reliabilityDiagram(forecasts, 10, subjects);
		let wider = 0;
		clustered.forEach(({ interval, members }, k) => {
			const alone = new Set(members.map((i) => subjects[i])).size === members.length;
			const [width, without] = [interval, plain[k].interval].map((of) =>
				of ? of.upper - of.lower : 0
			);
			if (alone) return expect(width).toBeCloseTo(without, 14);
			expect(width).toBeGreaterThan(without);
			wider++;
		});
		expect(wider).toBeGreaterThan(2);
		expect(() => reliabilityDiagram(forecasts, 10, [1])).toThrow(/1 subjects/);
	});
});

describe('binOf', () => {
	it('closes bins above, the first one on both sides', () => {
		expect([0, 0.1, 0.125, 0.1250001, 0.25, 1].map((p) => binOf(p, 8))).toEqual([0, 0, 0, 1, 1, 7]);
	});

	it('puts every edge below itself, whatever the rounding', () => {
		for (const bins of [3, 7, 10, 15, 49]) {
			for (let k = 1; k <= bins; k++) {
				expect(binOf(k / bins, bins)).toBe(k - 1);
				if (k < bins) expect(binOf(k / bins + 1e-12, bins)).toBe(k);
			}
		}
	});
});

describe('calibration error', () => {
	it('is 0 where shares are as foretold and 1 for the certain and wrong', () => {
		const four = [0.75, 0.25, 0, 0, 0];
		expect(topCalibrationError([0, 0, 0, 1], [...four, ...four, ...four, ...four], 5)).toBe(0);
		expect(topCalibrationError([1, 2], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0], 5)).toBe(1);
		// Grade 0 is foretold and absent, grades 1 and 2 are half the knees and foretold for none.
		expect(classwiseCalibrationError([1, 2], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0], 5)).toBeCloseTo(
			2 / 5,
			15
		);
	});

	it('with one bin is the distance of mean confidence and accuracy', () => {
		const p = [0.5, 0.5, 0, 0, 0, 0.1, 0.9, 0, 0, 0];
		expect(topCalibrationError([0, 0], p, 5, 1)).toBeCloseTo(Math.abs(0.5 - (0.5 + 0.9) / 2), 15);
	});

	it('with weights is that of repeated knees', () => {
		const { truth, parts } = scoreReferences.cases[1];
		const p = fromParts(parts);
		const weights = someWeights(truth.length);
		const [truths, rows] = [repeated(truth, weights), repeatedRows(p, weights)];
		expect(classwiseCalibrationErrorOf(truth, p, 5)(weights)).toBeCloseTo(
			classwiseCalibrationError(truths, rows, 5)!,
			14
		);
		expect(calibrationErrorOf(topForecasts(truth, p, 5))(weights)).toBeCloseTo(
			topCalibrationError(truths, rows, 5)!,
			14
		);
	});

	it('is unknown without knees and refuses no bins', () => {
		expect(topCalibrationError([], [], 5)).toBeNull();
		expect(classwiseCalibrationError([], [], 5)).toBeNull();
		expect(wilsonInterval(0, 0)).toBeNull();
		expect(() => topCalibrationError([], [], 5, 0)).toThrow(/0 bins/);
	});
});

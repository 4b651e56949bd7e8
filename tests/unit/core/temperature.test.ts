import { describe, expect, it } from 'vitest';
import { argmaxRows, softmaxRows } from '#lib/core/scores/predictions.ts';
import { logLoss } from '#lib/core/metrics/probability-scores.ts';
import {
	atTemperature,
	fitTemperature,
	logProbabilities,
	TEMPERATURE_RANGE,
	temperatureInterval
} from '#lib/core/scores/temperature.ts';
import { calibrationReferences } from './calibration-reference.ts';
import { expectClose } from './fixtures.ts';
import { scoreReferences } from './score-cases.ts';

const { temperatures } = scoreReferences;

describe('fitTemperature equals scipy.optimize', () => {
	it.each(temperatures)('temperature $temperature', (expected) => {
		const { truth, logits } = expected;
		const fit = fitTemperature(truth, logits, 5)!;
		expectClose(fit.temperature, expected.temperature, 1e-6 * expected.temperature, 'temperature');
		expectClose(fit.before, expected.before, 1e-12, 'before');
		expectClose(fit.after, expected.after, 1e-12, 'after');
		expect(fit.atLimit).toBe(false);
		const scaled = atTemperature(logits, fit.temperature, 5);
		expectClose(logLoss(truth, scaled, 5), fit.after, 1e-12, 'log loss');
	});

	it('from both sides of 1', () => {
		const found = temperatures.map(({ temperature }) => temperature);
		expect(Math.min(...found)).toBeLessThan(0.8);
		expect(Math.max(...found)).toBeGreaterThan(1.25);
	});
});

describe('a temperature at other shares of the grades equals scipy.optimize', () => {
	it.each(calibrationReferences.temperatures)('temperature $temperature', (expected) => {
		const { truth, scores, offset } = expected;
		const fit = fitTemperature(truth, logProbabilities(scores), 5, offset)!;
		expectClose(fit.temperature, expected.temperature, 1e-6 * expected.temperature, 'temperature');
		expectClose(fit.before, expected.before, 1e-12, 'before');
		expectClose(fit.after, expected.after, 1e-12, 'after');
		const scaled = atTemperature(logProbabilities(scores), fit.temperature, 5, offset);
		expectClose(logLoss(truth, scaled, 5), fit.after, 1e-12, 'log loss');
		const subjects = truth.map((_, i) => i >> 1);
		const log = logProbabilities(scores);
		const { lower, upper } = temperatureInterval(truth, log, subjects, fit, offset)!;
		expectClose([lower, upper], expected.interval, 1e-5, 'interval');
		expect(
			temperatureInterval(
				truth,
				log,
				truth.map(() => 'one'),
				fit,
				offset
			)
		).toBeNull();
	});
});

describe('fitTemperature', () => {
	const { truth, logits } = temperatures[1];
	const { temperature } = fitTemperature(truth, logits, 5)!;

	it('is multiplied with the logits', () => {
		const hot = fitTemperature(
			truth,
			logits.map((logit) => 30 * logit),
			5
		)!;
		expectClose(hot.temperature, 30 * temperature, 1e-8 * temperature);
	});

	it('is the same from logarithms of probabilities, and no argmax changes', () => {
		const log = logProbabilities(softmaxRows(logits, 5));
		expectClose(fitTemperature(truth, log, 5)!.temperature, temperature, 1e-10);
		expect(argmaxRows(atTemperature(log, temperature, 5), 5)).toEqual(argmaxRows(logits, 5));
	});

	it('says when the knees do not determine it', () => {
		const right = fitTemperature([0, 3], [5, 0, 0, 0, 0, 0, 0, 0, 5, 0], 5)!;
		expect(right).toMatchObject({ temperature: TEMPERATURE_RANGE.lowest, atLimit: true });
		const wrong = fitTemperature([1, 2], [5, 0, 0, 0, 0, 0, 0, 0, 5, 0], 5)!;
		expect(wrong).toMatchObject({ temperature: TEMPERATURE_RANGE.highest, atLimit: true });
		expect(fitTemperature([], [], 5)).toBeNull();
	});

	it('has one floor for a probability of 0, which drives no temperature and stays 0', () => {
		const scores = [0.9, 0.1, 0, 0, 0];
		const log = logProbabilities(scores);
		expect([...log.subarray(2)]).toEqual([-Infinity, -Infinity, -Infinity]);
		expect([...atTemperature(log, 3, 5).subarray(2)]).toEqual([0, 0, 0]);
		expect(fitTemperature([4], log, 5)).toBeNull();

		const softmax = softmaxRows(logits, 5);
		const more = [...softmax, ...scores];
		const fit = fitTemperature([...truth, 4], logProbabilities(more), 5)!;
		expect(fit.ruledOut).toBe(1);
		expectClose(fit.temperature, temperature, 1e-9);
		expectClose(fit.before, logLoss([...truth, 4], more, 5)!, 1e-12);
		const alone = logLoss(truth, softmax, 5)!;
		expectClose(fit.before, (truth.length * alone + 52 * Math.LN2) / (truth.length + 1), 1e-12);
	});

	it('refuses what is not a number or does not fit', () => {
		expect(() => fitTemperature([0], [1, 0, 0, NaN, 0], 5)).toThrow(/Logit 3 of knee 0/);
		expect(() => fitTemperature([0], [1, 0, 0, Infinity, 0], 5)).toThrow(/Logit 3 of knee 0/);
		expect(() => fitTemperature([0], new Array(5).fill(-Infinity), 5)).toThrow(
			/Every grade of knee 0/
		);
		expect(() => fitTemperature([0, 1], [1, 0, 0, 0, 0], 5)).toThrow(/2 true grades and 1 rows/);
		expect(() => fitTemperature([7], [1, 0, 0, 0, 0], 5)).toThrow(/position 0 is 7/);
		expect(() => atTemperature([1, 0, 0, 0, 0], 0, 5)).toThrow(/above 0/);
	});
});

import { describe, expect, it } from 'vitest';
import { topCalibrationError } from '#lib/core/calibration.ts';
import { logLoss } from '#lib/core/probability-scores.ts';
import { Random } from '#lib/core/random.ts';
import { atTemperature, logProbabilities } from '#lib/core/temperature.ts';
import { calibrationUncertaintyOf } from '#lib/runtime/certainty.ts';

/** Two knees a subject, read with odds of a grade that are too sharp. */
function readings(knees: number) {
	const random = Random.fromSeed(5);
	const truth = Array.from({ length: knees }, () => random.integer(5));
	const logits = truth.flatMap((grade) =>
		[0, 1, 2, 3, 4].map((c) => 4 * random.uniform() - 1.2 * Math.abs(c - grade))
	);
	const subjects = truth.map((_, knee) => `s${knee >> 1}`);
	return { truth, subjects, sharp: atTemperature(logits, 0.5) };
}

describe('calibrationUncertaintyOf', () => {
	const { truth, subjects, sharp } = readings(160);
	const soft = atTemperature(logProbabilities(sharp), 2);
	const [scaled, plain] = calibrationUncertaintyOf({
		truth,
		subjects,
		before: [sharp, soft],
		after: [soft, null]
	});

	it('pairs before and after', () => {
		const [before, after] = [sharp, soft].map((rows) => logLoss(truth, rows)!);
		expect(scaled.change!.logLoss!.estimate).toBeCloseTo(after - before, 12);
		expect(scaled.change!.topError!.estimate).toBeCloseTo(
			topCalibrationError(truth, soft)! - topCalibrationError(truth, sharp)!,
			12
		);
		const width = ({ lower, upper }: { lower: number; upper: number }) => upper - lower;
		expect(width(scaled.change!.logLoss!)).toBeLessThan(width(scaled.before.logLoss!));
		expect(scaled.before.logLoss!.lower).toBeLessThan(before);
		expect(scaled.before.logLoss!.upper).toBeGreaterThan(before);
	});

	it('sees the same resamples for all systems, and nothing after where nothing was scaled', () => {
		expect(plain.before).toEqual(scaled.after);
		expect(plain.after).toBeNull();
		expect(plain.change).toBeNull();
	});
});

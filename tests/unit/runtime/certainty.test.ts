import { describe, expect, it } from 'vitest';
import { logLoss } from '#lib/core/metrics/probability-scores.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { atTemperature, logProbabilities } from '#lib/core/scores/temperature.ts';
import { calibrationOf, calibrationPoints } from '#lib/runtime/compute/certainty.ts';

/** Two knees a subject, read with odds of a grade that are too sharp. */
function readings(knees: number) {
	const random = Random.fromSeed(5);
	const truth = Array.from({ length: knees }, () => random.integer(5));
	const logits = truth.flatMap((grade) =>
		[0, 1, 2, 3, 4].map((c) => 4 * random.uniform() - 1.2 * Math.abs(c - grade))
	);
	const subjects = truth.map((_, knee) => `s${knee >> 1}`);
	return { truth, subjects, sharp: atTemperature(logits, 0.5, 5) };
}

describe('calibrationOf', () => {
	const { truth, subjects, sharp } = readings(160);
	const soft = atTemperature(logProbabilities(sharp), 2, 5);
	const equal = [0.2, 0.2, 0.2, 0.2, 0.2];
	const [scaled, plain] = calibrationOf({
		truth,
		subjects,
		systems: [
			{ asRead: sharp, shares: null, temperature: soft, both: null },
			{ asRead: soft, shares: null, temperature: null, both: null }
		],
		priors: [equal, null],
		classCount: 5
	});
	const width = ({ lower, upper }: { lower: number; upper: number }) => upper - lower;

	it('pairs every way with the scores as read', () => {
		const { asRead, temperature } = scaled.ways;
		const [before, after] = [sharp, soft].map((rows) => logLoss(truth, rows, 5)!);
		const { change, interval, value } = temperature!.logLoss;
		expect(value).toBeCloseTo(after, 12);
		expect(change!.estimate).toBeCloseTo(after - before, 12);
		expect(width(change!)).toBeLessThan(width(asRead!.logLoss.interval!));
		expect(interval!.lower).toBeLessThan(after);
		expect(interval!.upper).toBeGreaterThan(after);
		expect(asRead!.logLoss.change).toBeNull();
	});

	it('sees the same resamples for all systems, and nothing where a way is not known', () => {
		expect(plain.ways.asRead!.logLoss).toEqual({
			...scaled.ways.temperature!.logLoss,
			change: null
		});
		expect(plain.ways.temperature).toBeNull();
		expect(scaled.ways.both).toBeNull();
		expect(plain.weighted).toBeNull();
	});

	it('gives calibration errors no interval, which would lie too high', () => {
		for (const { ways, weighted } of [scaled, plain]) {
			for (const figures of [ways.asRead!, ...(weighted ? [weighted] : [])]) {
				expect(figures.topError).toMatchObject({ interval: null, change: null });
				expect(figures.classwiseError.interval).toBeNull();
			}
		}
	});

	it('is known at once but for the intervals', () => {
		const points = calibrationPoints(truth, sharp, 5);
		for (const name of ['logLoss', 'brierScore', 'topError', 'classwiseError'] as const) {
			expect(scaled.ways.asRead![name].value).toBeCloseTo(points[name]!, 12);
		}
	});

	it('weights knees of equal shares as they are, and others as repeated knees', () => {
		// Twice each knee of grade 0, and the weights that make up for it.
		const order = truth.flatMap((grade, i) => (grade === 0 ? [i, i] : [i]));
		const counts = [0, 1, 2, 3, 4].map((grade) => truth.filter((one) => one === grade).length);
		const shares = counts.map((count) => count / truth.length);
		const rows = Float64Array.from(order.flatMap((i) => [...sharp.subarray(5 * i, 5 * i + 5)]));
		const [repeated] = calibrationOf({
			truth: order.map((i) => truth[i]),
			subjects: order.map((i) => subjects[i]),
			systems: [{ asRead: rows, shares: null, temperature: null, both: null }],
			priors: [shares],
			classCount: 5
		});
		const points = calibrationPoints(truth, sharp, 5);
		for (const name of ['logLoss', 'brierScore', 'topError', 'classwiseError'] as const) {
			expect(repeated.weighted![name].value).toBeCloseTo(points[name]!, 12);
		}
	});

	it('is not weighted where a grade has no knee', () => {
		const [without] = calibrationOf({
			truth: truth.map((grade) => Math.min(grade, 3)),
			subjects,
			systems: [{ asRead: sharp, shares: null, temperature: null, both: null }],
			priors: [equal],
			classCount: 5
		});
		expect(without.weighted).toBeNull();
	});
});

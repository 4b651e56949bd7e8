import { describe, expect, it } from 'vitest';
import { allocateReadings, fillReadings, softmax } from '#lib/engine/run/readings.ts';

describe('softmax', () => {
	it('equals a worked example', () => {
		const [a, b] = softmax(Float32Array.of(0, Math.fround(Math.log(3))));
		expect(a).toBeCloseTo(0.25, 7);
		expect(b).toBeCloseTo(0.75, 7);
	});

	it('does not overflow', () => {
		expect([...softmax(Float32Array.of(1000, 1000, -1000))]).toEqual([0.5, 0.5, 0]);
	});
});

describe('fillReadings', () => {
	const raw = {
		logits: Float32Array.of(1, 2, 3, 4, 5, 9, 9, 9, 9, 9),
		pooled: Float32Array.of(7, 8, 9, 9)
	};

	it('writes only the rows that were asked for', () => {
		const readings = allocateReadings(3, { classes: 5, features: 2 });
		expect(fillReadings(readings, 1, 1, raw)).toBe(true);
		expect([...readings.logits]).toEqual([0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0]);
		expect([...readings.pooled]).toEqual([0, 0, 7, 8, 0, 0]);
	});

	it('reads as many classes as there are', () => {
		const readings = allocateReadings(2, { classes: 2, features: 1 });
		const logits = Float32Array.of(0, Math.log(3), 5, 5);
		fillReadings(readings, 0, 2, { logits, pooled: Float32Array.of(1, 2) });
		expect([...readings.probabilities]).toEqual(
			[0.25, 0.75, 0.5, 0.5].map((p) => expect.closeTo(p, 6))
		);
	});

	it('says when a logit is no number', () => {
		const logits = Float32Array.of(1, NaN, 3, 4, 5);
		const readings = allocateReadings(1, { classes: 5, features: 2 });
		expect(fillReadings(readings, 0, 1, { ...raw, logits })).toBe(false);
	});
});

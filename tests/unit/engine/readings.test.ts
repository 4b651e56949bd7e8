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
	/** Two cells; grade 0 peaks in the second, grade 1 is negative everywhere. */
	const raw = {
		logits: Float32Array.of(1, 2, 3, 4, 5, 9, 9, 9, 9, 9),
		pooled: Float32Array.of(7, 8, 9, 9),
		contributions: Float32Array.of(2, -1, 0, 0, 0, 8, -3, 0, 0, 0, ...Array(10).fill(99))
	};

	it('divides a map by its maximum and keeps the maximum', () => {
		const readings = allocateReadings(3, { classes: 5, features: 2, cells: 2 });
		expect(fillReadings(readings, 1, 1, raw)).toBe(true);
		expect([...readings.maps.subarray(10, 12)]).toEqual([0.25, 1]);
		expect(readings.mapPeaks[5]).toBe(4);
	});

	it('leaves a map without positive cells zero, with peak zero', () => {
		const readings = allocateReadings(3, { classes: 5, features: 2, cells: 2 });
		fillReadings(readings, 1, 1, raw);
		expect([...readings.maps.subarray(12, 14)]).toEqual([0, 0]);
		expect(readings.mapPeaks[6]).toBe(0);
	});

	it('writes only the rows that were asked for', () => {
		const readings = allocateReadings(3, { classes: 5, features: 2, cells: 2 });
		fillReadings(readings, 1, 1, raw);
		expect([...readings.logits]).toEqual([0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0]);
		expect([...readings.pooled]).toEqual([0, 0, 7, 8, 0, 0]);
	});

	it('reads as many classes as there are', () => {
		const readings = allocateReadings(2, { classes: 2, features: 1, cells: 2 });
		const contributions = Float32Array.of(4, 0, 2, -2, -6, 8, 0, 2);
		const logits = Float32Array.of(0, Math.log(3), 5, 5);
		fillReadings(readings, 0, 2, { logits, pooled: Float32Array.of(1, 2), contributions });
		expect([...readings.probabilities]).toEqual(
			[0.25, 0.75, 0.5, 0.5].map((p) => expect.closeTo(p, 6))
		);
		expect([...readings.maps]).toEqual([1, 0.5, 0, 0, 0, 0, 1, 0.25]);
		expect([...readings.mapPeaks]).toEqual([2, 0, 0, 4]);
	});

	it('says when a logit is no number', () => {
		const logits = Float32Array.of(1, NaN, 3, 4, 5);
		expect(
			fillReadings(allocateReadings(1, { classes: 5, features: 2, cells: 2 }), 0, 1, {
				...raw,
				logits
			})
		).toBe(false);
	});
});

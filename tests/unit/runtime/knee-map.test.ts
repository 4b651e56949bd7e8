import { describe, expect, it, vi } from 'vitest';
import { Random } from '#lib/core/statistics/random.ts';
import { drawKneeMap } from '#lib/runtime/maps/knee-map.ts';
import { kneeMapSeconds } from '#lib/runtime/maps/knee-map-cost.ts';
import { kneeMapsIn } from '#lib/runtime/maps/knee-map-client.ts';
import type { KneeMapInput, KneeMapProgress } from '#lib/runtime/maps/knee-map.types.ts';
import { fakeLocks, fakeWorker } from './fake-worker.ts';

/** Knees of five grades, each grade in a direction of its own; two knees a subject. */
function input(knees = 100, seed = 1): KneeMapInput {
	const random = Random.fromSeed(5);
	const grades = Int8Array.from({ length: knees }, (_, i) => i % 5);
	const features = Float32Array.from({ length: knees * 5 }, (_, i) => {
		const own = grades[Math.floor(i / 5)] === i % 5;
		return (own ? 1 : 0) + 0.2 * random.uniform();
	});
	const subjects = [...grades.keys()].map((knee) => String(knee % (knees / 2)));
	return { features, width: 5, grades, classCount: 5, subjects, seed };
}

describe('a map of knees', () => {
	it('lays alike knees side by side, the same way for the same seed', () => {
		const map = drawKneeMap(input(), () => {});
		expect(map.positions).toHaveLength(200);
		expect(map.positions.every(Number.isFinite)).toBe(true);
		const apart = (i: number, j: number) =>
			Math.hypot(
				map.positions[2 * i] - map.positions[2 * j],
				map.positions[2 * i + 1] - map.positions[2 * j + 1]
			);
		for (let knee = 0; knee < 100; knee++) {
			const [nearest] = [...Array(100).keys()]
				.filter((other) => other !== knee)
				.sort((a, b) => apart(knee, a) - apart(knee, b));
			expect(nearest % 5).toBe(knee % 5);
		}
		expect(map.agreement[0]).toMatchObject({ group: null, knees: 100, share: 1 });
		expect(drawKneeMap(input(), () => {}).positions).toEqual(map.positions);
		expect(drawKneeMap(input(100, 2), () => {}).positions).not.toEqual(map.positions);
	});

	it('tells how far it is, up to the end of both phases', () => {
		const told: KneeMapProgress[] = [];
		drawKneeMap(input(), (progress) => told.push(progress));
		const ends = told.filter(({ done, total }) => done === total);
		expect(ends.map(({ phase, total }) => [phase, total])).toEqual([
			['neighbours', 4950],
			['layout', 500]
		]);
		expect(ends[1].secondsLeft).toBe(0);
	});

	it('says how many knees it needs', () => {
		expect(() => drawKneeMap(input(10), () => {})).toThrow('A map needs 16 knees; there are 10.');
	});
});

it('costs all pairs in all features, and a while for each knee', () => {
	expect(kneeMapSeconds(1000, 512)).toBeCloseTo(499_500 * 512 * 3.2e-9 + 4, 9);
	expect(kneeMapSeconds(0, 512)).toBe(0);
});

describe('maps in a worker', () => {
	const never = () => new Promise(() => {});
	const go = new AbortController().signal;

	it('come back with their progress, and the worker ends', async () => {
		const { worker, terminated } = fakeWorker(drawKneeMap);
		const onProgress = vi.fn();
		const map = await kneeMapsIn(() => worker)(input(), onProgress, go);
		expect(map.positions).toEqual(drawKneeMap(input(), () => {}).positions);
		expect(onProgress).toHaveBeenCalled();
		expect(terminated()).toBe(true);
	});

	it('end at once when they are cancelled', async () => {
		const { worker, terminated } = fakeWorker(never);
		const controller = new AbortController();
		const drawing = kneeMapsIn(() => worker)(input(), () => {}, controller.signal);
		controller.abort();
		await expect(drawing).rejects.toThrow(/abort/);
		expect(terminated()).toBe(true);
		await expect(kneeMapsIn()(input(), () => {}, controller.signal)).rejects.toThrow(/abort/);
	});

	it('say what failed, in them or before them', async () => {
		const few = fakeWorker(drawKneeMap);
		await expect(kneeMapsIn(() => few.worker)(input(10), () => {}, go)).rejects.toThrow(
			'A map needs 16 knees; there are 10.'
		);
		const { worker, events, terminated } = fakeWorker(never);
		const drawing = kneeMapsIn(() => worker)(input(), () => {}, go);
		events.dispatchEvent(new Event('error'));
		await expect(drawing).rejects.toThrow(
			'The worker that draws the map failed: its program could not be loaded. Draw it again.'
		);
		expect(terminated()).toBe(true);
	});

	it('say when their worker ends without a word', async () => {
		const { locks, waiting, end } = fakeLocks();
		vi.stubGlobal('navigator', { locks });
		const { worker, say, terminated } = fakeWorker(never);
		const drawing = kneeMapsIn(() => worker)(input(), () => {}, go);
		drawing.catch(() => {});
		say({ alive: { lock: 'map' } });
		await vi.waitFor(() => expect(waiting.has('map')).toBe(true));
		end('map');
		await expect(drawing).rejects.toThrow(
			'The worker that draws the map ended without an error message. Draw it again.'
		);
		expect(terminated()).toBe(true);
		vi.unstubAllGlobals();
	});
});

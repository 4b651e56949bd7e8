import { describe, expect, it, vi } from 'vitest';
import { KneeFeatures } from '#lib/study/readings/knee-features.svelte.ts';

describe('the features of knees', () => {
	const stored = { rows: [3, 5], bytes: 12, load: async () => Float32Array.of(1, 2, 3, 4) };

	it('are fetched once, when asked for', async () => {
		const load = vi.fn(stored.load);
		const features = new KneeFeatures();
		features.offer({ ...stored, load });
		expect(features.bytesToFetch).toBe(12);
		expect(features.of(3)).toBeNull();
		expect(load).not.toHaveBeenCalled();
		await Promise.all([features.load(), features.load()]);
		await features.load();
		expect(load).toHaveBeenCalledOnce();
		expect(features.bytesToFetch).toBe(0);
		expect(features.of(5)).toEqual(Float32Array.of(3, 4));
		expect(features.of(4)).toBeNull();
	});

	it('are live where a knee was read live, until the live ones are forgotten', async () => {
		const features = new KneeFeatures();
		features.offer(stored);
		await features.load();
		const batch = Float32Array.of(7, 8, 9, 9);
		features.addLive([5, 4], batch);
		batch.fill(0);
		expect(features.of(5)).toEqual(Float32Array.of(7, 8));
		expect(features.of(3)).toEqual(Float32Array.of(1, 2));
		expect(features.liveCount).toBe(2);
		features.clearLive();
		expect(features.of(5)).toEqual(Float32Array.of(3, 4));
		expect(features.of(4)).toBeNull();
	});

	it('are asked for again after a failure; without stored ones there is nothing to fetch', async () => {
		const features = new KneeFeatures();
		await features.load();
		const load = vi.fn(stored.load).mockRejectedValueOnce(new Error('features.bin: damaged.'));
		features.offer({ ...stored, load });
		await expect(features.load()).rejects.toThrow('features.bin: damaged.');
		await features.load();
		expect(features.of(3)).toEqual(Float32Array.of(1, 2));
	});
});

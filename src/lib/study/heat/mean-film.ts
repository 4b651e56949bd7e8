import { mirrorMap } from '#lib/core/explain/grad-cam.ts';
import type { KneeRecord } from '#lib/core/records/test-set.ts';
import { IMAGE_SIZE } from './heat.ts';
import type { KneeImages } from '#lib/study/readings/knee-images.ts';

/** Knees after which a mean that is under way is shown. */
const SHOWN_EVERY = 10;

/** The mean of the films so far: 224 x 224 grey values 0-255. */
export interface MeanFilm {
	data: Float32Array;
	knees: number;
}

/**
 * Mean of the films of knees, left ones mirrored. Lets the page breathe after every film.
 *
 * @param onMean gets the mean as it grows, and at the end
 * @throws Error naming the file when a film cannot be fetched; the signal's reason when aborted
 */
export async function meanFilm(
	images: KneeImages,
	knees: readonly KneeRecord[],
	onMean: (mean: MeanFilm) => void,
	signal?: AbortSignal
): Promise<void> {
	const sum = new Float64Array(IMAGE_SIZE * IMAGE_SIZE);
	for (const [index, knee] of knees.entries()) {
		const pixels = await images.pixels(knee);
		signal?.throwIfAborted();
		const turned = knee.side === 'L' ? mirrorMap(pixels, IMAGE_SIZE, IMAGE_SIZE) : pixels;
		for (let i = 0; i < sum.length; i++) sum[i] += turned[i];
		const count = index + 1;
		if (count % SHOWN_EVERY === 0 || count === knees.length) {
			onMean({ data: Float32Array.from(sum, (value) => value / count), knees: count });
		}
		await new Promise((resolve) => setTimeout(resolve));
		signal?.throwIfAborted();
	}
}

import type { ImageProperties } from '#lib/core/image/image-properties.ts';
import { Random } from '#lib/core/statistics/random.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';

const NEGATIVES = 0.1;

/** Invented properties of every image, by id; always the same. */
export function fakeProperties({ knees }: KneeTable): Map<string, ImageProperties> {
	const random = Random.fromSeed(5);
	return new Map(
		knees.map(({ id }) => [
			id,
			{
				exposure: 255 * random.uniform(),
				contrast: 60 * random.uniform(),
				sharpness: 90 * random.uniform(),
				negative: random.uniform() < NEGATIVES
			}
		])
	);
}

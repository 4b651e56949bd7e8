import { encode } from 'fast-png';
import type { KneeRecord } from '#lib/core/records/test-set.ts';
import { KneeImages } from '#lib/study/readings/knee-images.ts';
import { FakeCase } from './fake-study-cases.ts';
import { FakeKnee } from './fake-study-knees.ts';

/** Draws the phantoms themselves, as data URLs: jsdom has no object URLs. */
export class FakeImages extends KneeImages {
	override async url(knee: KneeRecord): Promise<string> {
		const png = encode({
			width: 224,
			height: 224,
			channels: 1,
			depth: 8,
			data: await this.pixels(knee)
		});
		return `data:image/png;base64,${btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join(''))}`;
	}

	override async pixels(knee: KneeRecord): Promise<Uint8Array> {
		if (knee instanceof FakeKnee || knee instanceof FakeCase) return knee.pixels;
		throw new Error(`The image of knee ${knee.id} is not part of this set.`);
	}
}

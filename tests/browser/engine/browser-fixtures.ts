import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { readKerasFile } from '#lib/keras/read-keras-file.ts';
import imagesUrl from '../../fixtures/keras/images_u8.bin?url';
import inceptionResNetUrl from '../../fixtures/keras/inception_resnet_v2_slim.h5?url';
import resNetUrl from '../../fixtures/keras/resnet50_slim.h5?url';
import xceptionUrl from '../../fixtures/keras/xception_slim.h5?url';

const networkUrls = {
	xception: xceptionUrl,
	resnet50: resNetUrl,
	inception_resnet_v2: inceptionResNetUrl
};

export async function fetchSlimNetwork(name: keyof typeof networkUrls): Promise<LayerGraph> {
	return readKerasFile(await fetchBytes(networkUrls[name]), `${name}.h5`);
}

/** `[count, 224, 224, 3]` */
export async function fetchSlimInput(count: number): Promise<Float32Array> {
	const bytes = await fetchBytes(imagesUrl);
	return Float32Array.from(
		bytes.subarray(0, count * 224 * 224 * 3),
		(value) => Math.fround(value / 127.5) - 1
	);
}

export function largestDifference(values: ArrayLike<number>, expected: ArrayLike<number>): number {
	return Array.from(values).reduce(
		(largest, value, i) => Math.max(largest, Math.abs(value - expected[i])),
		0
	);
}

async function fetchBytes(url: string): Promise<Uint8Array> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url}: ${response.status}`);
	return new Uint8Array(await response.arrayBuffer());
}

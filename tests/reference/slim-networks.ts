import { readFile } from 'node:fs/promises';
import type { LayerGraph } from '../../src/lib/core/network/layer-graph.ts';
import { readKerasFile } from '../../src/lib/keras/read-keras-file.ts';

const FOLDER = 'tests/fixtures/keras';

/** The topologies of keras.applications at an eighth of their width, with random weights. */
export const SLIM_NETWORKS = ['xception', 'resnet50', 'inception_resnet_v2'] as const;
export type SlimNetwork = (typeof SLIM_NETWORKS)[number];

export const SLIM_IMAGE_COUNT = 4;

/** What TensorFlow answers for the four images. */
export interface SlimAnswer {
	logits: number[][];
	probs: number[][];
	/** `[4][5][cells]` */
	cam: number[][][];
	cam_max: number[][];
}

export async function readSlimNetwork(name: SlimNetwork, extension: string): Promise<LayerGraph> {
	const file = `${name}_slim${extension}`;
	return readKerasFile(new Uint8Array(await readFile(`${FOLDER}/${file}`)), file);
}

export async function readSlimAnswer(name: SlimNetwork): Promise<SlimAnswer> {
	return JSON.parse(await readFile(`${FOLDER}/${name}_slim.ref.json`, 'utf8')) as SlimAnswer;
}

/** `[4, 224, 224, 3]`, in single precision at every step, as the answers were made. */
export async function readSlimInput(): Promise<Float32Array> {
	const bytes = await readFile(`${FOLDER}/images_u8.bin`);
	return Float32Array.from(bytes, (value) => Math.fround(value / 127.5) - 1);
}

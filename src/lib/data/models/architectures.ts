import type { Layer, LayerGraph } from '#lib/core/network/layer-graph.ts';
import type { ModelCard, Preprocessing } from '#lib/core/records/model-card.ts';
import { familyOf } from './families.ts';

export type Architecture = ModelCard['architecture'];

interface Published {
	title: string;
	/** The mode of its `preprocess_input` in keras.applications. */
	preprocessing: Preprocessing;
	/** Channels of the last feature map at full width. */
	channels: number;
	/** Layers by whose names the topology is known, and those that only its relatives have. */
	has: readonly string[];
	lacks: readonly string[];
}

export const PUBLISHED: Record<Exclude<Architecture, 'other'>, Published> = {
	xception: {
		title: 'Xception',
		preprocessing: 'tf',
		channels: 2048,
		has: ['block1_conv1', 'block13_sepconv2', 'block14_sepconv2'],
		lacks: []
	},
	resnet50: {
		title: 'ResNet50',
		preprocessing: 'caffe',
		channels: 2048,
		has: ['conv1_bn', 'conv4_block6_out', 'conv5_block3_out'],
		lacks: ['conv4_block7_out']
	},
	inception_resnet_v2: {
		title: 'Inception-ResNet-v2',
		preprocessing: 'tf',
		channels: 1536,
		has: ['mixed_5b', 'mixed_6a', 'mixed_7a', 'block8_10_conv', 'conv_7b'],
		lacks: []
	}
};

/** Which topology of keras.applications this is, by the names Keras gives its layers. */
export function recogniseArchitecture(graph: LayerGraph): Architecture {
	const names = new Set(graph.layers.map(({ name }) => name));
	const found = (Object.keys(PUBLISHED) as (keyof typeof PUBLISHED)[]).find(
		(key) =>
			PUBLISHED[key].has.every((name) => names.has(name)) &&
			!PUBLISHED[key].lacks.some((name) => names.has(name))
	);
	return found ?? 'other';
}

export interface ChosenPreprocessing {
	mode: Preprocessing;
	/** Who says so. */
	reason: string;
}

/** What fits a topology; null where nothing is known. */
export function defaultPreprocessing(
	graph: LayerGraph,
	architecture: Architecture
): ChosenPreprocessing | null {
	if (scalesItself(graph)) return { mode: 'none', reason: 'the network scales its input itself' };
	const published = architecture === 'other' ? familyOf(graph) : PUBLISHED[architecture];
	if (!published?.preprocessing) return null;
	const { preprocessing: mode, title } = published;
	return { mode, reason: `as keras.applications does for ${title}; --preprocess says otherwise` };
}

/** Layers that leave grey values as they are, or their places alone. */
const PASSING: readonly Layer['kind'][] = [
	'identity',
	'cropping2d',
	'zeroPadding2d',
	'resizing',
	'upSampling2d',
	'channelOrder',
	'concatenate'
];

/** Whether grey values are scaled before the first layer with weights that were trained, wherever that stands. */
export function scalesItself({ layers, input }: LayerGraph): boolean {
	const reached = new Set([input]);
	for (const layer of layers) {
		if (!layer.inputs.some((name) => reached.has(name))) continue;
		if (layer.kind === 'rescaling' || layer.kind === 'normalization') return true;
		if (PASSING.includes(layer.kind)) reached.add(layer.name);
	}
	return false;
}

/** Filters relative to the published network; null for another topology. */
export function widthMultiplier(
	architecture: Architecture,
	featureMap: readonly number[]
): number | null {
	if (architecture === 'other') return null;
	return Number((featureMap[2] / PUBLISHED[architecture].channels).toPrecision(4));
}

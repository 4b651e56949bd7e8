import type { LayerGraph } from '../../src/lib/core/layer-graph.ts';
import { outputShapes, type Shape } from '../../src/lib/core/layer-shapes.ts';
import type { ModelCard, Preprocessing } from '../../src/lib/core/model-card.ts';

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

/**
 * The last feature map, `[rows, columns, channels]`: what global average pooling reads.
 * @throws Error where the network does not end in global average pooling and dense layers.
 */
export function lastFeatureMap(graph: LayerGraph): [number, number, number] {
	const pooling = graph.layers.filter(({ kind }) => kind === 'globalAveragePooling2d');
	if (pooling.length !== 1) {
		throw new Error(
			`${graph.name} has ${pooling.length} GlobalAveragePooling2D layers; class activation maps need exactly one, before the last Dense layer`
		);
	}
	const [rows, columns, channels] = outputShapes(graph).get(pooling[0].inputs[0]) as Shape;
	return [rows, columns, channels];
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
	const scalesItself = graph.layers.some(
		({ kind, inputs }) => kind === 'rescaling' && inputs[0] === graph.input
	);
	if (scalesItself) return { mode: 'none', reason: 'the network scales its input itself' };
	if (architecture === 'other') return null;
	const { preprocessing: mode, title } = PUBLISHED[architecture];
	return { mode, reason: `as keras.applications does for ${title}; --preprocess says otherwise` };
}

/** Filters relative to the published network; null for another topology. */
export function widthMultiplier(
	architecture: Architecture,
	featureMap: readonly number[]
): number | null {
	if (architecture === 'other') return null;
	return Number((featureMap[2] / PUBLISHED[architecture].channels).toPrecision(4));
}

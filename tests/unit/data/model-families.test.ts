import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Layer, LayerGraph } from '#lib/core/network/layer-graph.ts';
import { readKerasFile } from '#lib/keras/read-keras-file.ts';
import { defaultPreprocessing, recogniseArchitecture } from '#lib/data/models/architectures.ts';
import { familyOf } from '#lib/data/models/families.ts';

const read = (name: string): Promise<LayerGraph> =>
	readKerasFile(
		new Uint8Array(readFileSync(`tests/fixtures/keras/models/${name}.keras`)),
		`${name}.keras`
	);

const modeOf = (graph: LayerGraph) =>
	defaultPreprocessing(graph, recogniseArchitecture(graph))?.mode ?? null;

/** As with `include_preprocessing=False`. */
function unscaled(graph: LayerGraph): LayerGraph {
	const layers = graph.layers.map((layer): Layer => {
		const { kind, name, inputs } = layer;
		return kind === 'rescaling' || kind === 'normalization'
			? { kind: 'identity', name, inputs }
			: layer;
	});
	return { ...graph, layers };
}

describe('a network of keras.applications', () => {
	it.each([
		['vgg16', 'VGG16', 'caffe', 'caffe'],
		['resnet50v2', 'ResNet50V2', 'tf', 'tf'],
		['inception_v3', 'Inception v3', 'tf', 'tf'],
		['densenet121', 'DenseNet121', 'torch', 'torch'],
		['mobilenet', 'MobileNet', 'tf', 'tf'],
		['mobilenet_v2', 'MobileNetV2', 'tf', 'tf'],
		['mobilenet_v3_small', 'MobileNetV3', 'none', 'tf'],
		['mobilenet_v3_large', 'MobileNetV3', 'tf', 'tf'],
		['nasnet_mobile', 'NASNet', 'tf', 'tf'],
		['efficientnet_v2_b0', 'EfficientNetV2', 'none', 'tf'],
		['efficientnet_b0', 'EfficientNet', 'none', null],
		['convnext_tiny', null, 'none', null]
	])(
		'%s is known by its layers: %s, prepared as %s, without scaling of its own as %s',
		async (name, title, mode, bare) => {
			const graph = await read(name);
			expect(familyOf(graph)?.title ?? null).toBe(title);
			expect(modeOf(graph)).toBe(mode);
			expect(modeOf(unscaled(graph))).toBe(bare);
		}
	);
});

import type { Layer } from '#lib/core/network/layer-graph.ts';
import { outputShapes, type Shape } from '#lib/core/network/layer-shapes.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { FileStore } from '#lib/data/files/file-store.ts';
import { layerWeights } from '#lib/keras/layer-weights.ts';
import { loadModel } from './load-model.ts';

/** One layer as the model file holds it, before anything is folded or fused. */
export interface LayerDetails {
	name: string;
	kind: Layer['kind'];
	/** Window, strides and activation where it has them, e.g. "3 × 3, stride 2, relu". */
	settings: string;
	/** `[height, width, channels]` or `[features]`. */
	outputShape: Shape;
	/** Values of all its weights, moving statistics included, as Keras counts. */
	parameters: number;
	weights: { name: string; shape: readonly number[]; values: Float32Array }[];
}

/**
 * Every layer of a network with its weights as they were shipped, in topological order.
 *
 * @param baseUrl of the model's folder, absolute, ends with `/`
 * @throws Error naming the file that cannot be fetched or is damaged
 */
export async function describeModel(
	card: ModelCard,
	baseUrl: string,
	files: FileStore,
	signal?: AbortSignal
): Promise<LayerDetails[]> {
	const graph = await loadModel(card, baseUrl, files, () => {}, signal);
	const shapes = outputShapes(graph);
	return graph.layers.map((layer) => {
		const weights = layerWeights(layer).map(({ name, weight }) => ({ name, ...weight }));
		return {
			name: layer.name,
			kind: layer.kind,
			settings: settingsOf(layer),
			outputShape: shapes.get(layer.name)!,
			parameters: weights.reduce((sum, { values }) => sum + values.length, 0),
			weights
		};
	});
}

function settingsOf(layer: Layer): string {
	switch (layer.kind) {
		case 'conv2d':
		case 'depthwiseConv2d':
			return written(windowOf(layer.kernel.shape, layer.strides), layer.activation);
		case 'separableConv2d':
			return written(windowOf(layer.depthwiseKernel.shape, layer.strides), layer.activation);
		case 'maxPooling2d':
		case 'averagePooling2d':
			return windowOf(layer.poolSize, layer.strides);
		case 'activation':
		case 'dense':
			return written('', layer.activation);
		case 'scaledAdd':
			return `scale ${layer.scale}`;
		case 'rescaling':
			return `scale ${layer.scale}, offset ${layer.offset}`;
		default:
			return '';
	}
}

function windowOf([height, width]: readonly number[], strides: readonly [number, number]): string {
	const stride = strides[0] === strides[1] ? `${strides[0]}` : strides.join(' × ');
	return `${height} × ${width}${stride === '1' ? '' : `, stride ${stride}`}`;
}

function written(window: string, activation: string): string {
	return [window, activation === 'linear' ? '' : activation].filter(Boolean).join(', ');
}

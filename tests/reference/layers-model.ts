import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import type { Layer, LayerGraph, Weight } from '../../src/lib/core/network/layer-graph.ts';

/** Activations that TensorFlow.js names as this project does. */
type Named = 'linear' | 'relu' | 'relu6' | 'softmax' | 'sigmoid' | 'tanh';

/** The same network as TensorFlow.js' own LayersModel, layer by layer and unoptimised. */
export function toLayersModel(graph: LayerGraph): layers.LayersModel {
	const outputs = new Map<string, layers.SymbolicTensor>();
	for (const layer of graph.layers) {
		if (layer.kind === 'input') {
			outputs.set(layer.name, layers.input({ shape: [...graph.inputShape] }));
			continue;
		}
		const inputs = layer.inputs.map((name) => outputs.get(name)!);
		const built = toLayer(layer);
		const applied = built ? built.apply(inputs.length === 1 ? inputs[0] : inputs) : inputs[0];
		outputs.set(layer.name, applied as layers.SymbolicTensor);
	}
	const inputs = outputs.get(graph.input)!;
	return layers.model({ inputs, outputs: outputs.get(graph.output)! });
}

function toLayer(layer: Exclude<Layer, { kind: 'input' }>): layers.layers.Layer | null {
	const { name } = layer;
	switch (layer.kind) {
		case 'identity':
			return null;
		case 'conv2d':
			return layers.layers.conv2d({
				...window(layer, layer.kernel),
				filters: layer.kernel.shape[3],
				weights: tensors(layer.kernel, layer.bias)
			});
		case 'depthwiseConv2d':
			return layers.layers.depthwiseConv2d({
				...window(layer, layer.kernel),
				depthMultiplier: layer.kernel.shape[3],
				weights: tensors(layer.kernel, layer.bias)
			});
		case 'separableConv2d':
			return layers.layers.separableConv2d({
				...window(layer, layer.depthwiseKernel),
				depthMultiplier: layer.depthwiseKernel.shape[3],
				filters: layer.pointwiseKernel.shape[3],
				weights: tensors(layer.depthwiseKernel, layer.pointwiseKernel, layer.bias)
			});
		case 'dense':
			return layers.layers.dense({
				name,
				units: layer.kernel.shape[1],
				activation: layer.activation as Named,
				useBias: layer.bias !== null,
				weights: tensors(layer.kernel, layer.bias)
			});
		case 'batchNormalization': {
			const { gamma, beta, movingMean, movingVariance, epsilon } = layer;
			return layers.layers.batchNormalization({
				name,
				epsilon,
				scale: gamma !== null,
				center: beta !== null,
				weights: tensors(gamma, beta, movingMean, movingVariance)
			});
		}
		case 'activation':
			return layers.layers.activation({ name, activation: layer.activation as Named });
		case 'add':
			return layers.layers.add({ name });
		case 'scaledAdd':
			return new ScaledAdd(name, layer.scale);
		case 'concatenate':
			return layers.layers.concatenate({ name, axis: -1 });
		case 'maxPooling2d':
		case 'averagePooling2d':
			return layers.layers[layer.kind]({
				name,
				poolSize: [...layer.poolSize],
				strides: [...layer.strides],
				padding: layer.padding
			});
		case 'globalAveragePooling2d':
			return layers.layers.globalAveragePooling2d({ name });
		case 'zeroPadding2d': {
			const [[top, bottom], [left, right]] = layer.padding;
			const padding: [[number, number], [number, number]] = [
				[top, bottom],
				[left, right]
			];
			return layers.layers.zeroPadding2d({ name, padding });
		}
		case 'cropping2d': {
			const [[top, bottom], [left, right]] = layer.cropping;
			const cropping: [[number, number], [number, number]] = [
				[top, bottom],
				[left, right]
			];
			return layers.layers.cropping2D({ name, cropping });
		}
		case 'rescaling':
			return layers.layers.rescaling({
				name,
				scale: Number(layer.scale),
				offset: Number(layer.offset)
			});
		case 'flatten':
			return layers.layers.flatten({ name });
		default:
			throw new Error(`TensorFlow.js has no ${layer.kind}.`);
	}
}

function window(
	layer: Extract<Layer, { kind: 'conv2d' | 'depthwiseConv2d' | 'separableConv2d' }>,
	kernel: Weight
) {
	return {
		name: layer.name,
		kernelSize: [kernel.shape[0], kernel.shape[1]] as [number, number],
		strides: [...layer.strides] as [number, number],
		dilationRate: [...layer.dilations] as [number, number],
		padding: layer.padding,
		activation: layer.activation as Named,
		useBias: layer.bias !== null
	};
}

function tensors(...weights: (Weight | null)[]): tf.Tensor[] {
	return weights
		.filter((weight) => weight !== null)
		.map(({ values, shape }) => tf.tensor(values, [...shape]));
}

class ScaledAdd extends layers.layers.Layer {
	static className = 'ScaledAdd';
	#scale: number;

	constructor(name: string, scale: number) {
		super({ name });
		this.#scale = scale;
	}

	override computeOutputShape(shapes: layers.Shape[]): layers.Shape {
		return shapes[0];
	}

	override call(inputs: tf.Tensor[]): tf.Tensor {
		return tf.tidy(() => tf.add(inputs[0], tf.mul(inputs[1], this.#scale)));
	}
}

import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { writeLayersModel } from '#lib/keras/files/write-layers-model.ts';

/** What Keras 3 and this project call the scaled residual of Inception-ResNet-v2. */
class CustomScaleLayer extends layers.layers.Layer {
	static className = 'CustomScaleLayer';
	readonly #scale: number;

	constructor(config: { name: string; scale: number }) {
		super(config);
		this.#scale = config.scale;
	}

	override computeOutputShape(shapes: layers.Shape[]): layers.Shape {
		return shapes[0];
	}

	override call(inputs: tf.Tensor[]): tf.Tensor {
		return tf.add(inputs[0], tf.mul(inputs[1], this.#scale));
	}
}

tf.serialization.registerClass(CustomScaleLayer);

/** What TF.js itself, given the network as a layers model, answers to images `[count, h, w, c]`: `[count, 5]`. */
export async function predictWithLayers(
	graph: LayerGraph,
	images: Float32Array,
	count: number
): Promise<number[][]> {
	const { json, shards } = writeLayersModel(graph, 'float32');
	const manifest = json.weightsManifest as { weights: tf.io.WeightsManifestEntry[] }[];
	const model = await layers.loadLayersModel(
		tf.io.fromMemory({
			modelTopology: json.modelTopology as object,
			weightSpecs: manifest[0].weights,
			weightData: shards.map(({ bytes }) => bytes.slice().buffer as ArrayBuffer)
		})
	);
	const answer = tf.tidy(() => {
		const batch = tf.tensor(images, [count, ...graph.inputShape]);
		return (model.predict(batch) as tf.Tensor2D).arraySync();
	});
	model.dispose();
	return answer;
}

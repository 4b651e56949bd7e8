import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import type { Exposure, Preprocessing } from '#lib/core/records/model-card.ts';
import type { FeatureGrid } from '#lib/core/records/study.ts';
import { compileNetwork, nodeOfLayer } from '#lib/engine/compile/compile-network.ts';
import type { NetworkGraph } from '#lib/engine/compile/network-graph.ts';
import { pruneTo, splitHead, type Head } from '#lib/engine/compile/split-head.ts';
import { ImageSizeError, NotExplainableError } from '#lib/engine/errors.ts';
import { NetworkExecutor } from '#lib/engine/run/execute-network.ts';
import { checkExposure, prepareImages, type Size } from '#lib/engine/run/prepare-images.ts';
import { Preprocessor } from '#lib/engine/run/preprocess.ts';
import { gridOnImage, receptiveGrid } from './receptive-grid.ts';

export interface ExplainedOptions {
	preprocessing: Preprocessing;
	exposure?: Exposure;
	/** Of the images; the network's own by default. */
	imageSize?: Size;
	/** Images of one pass. */
	batchSize?: number;
	/** Images of the smallest pass. */
	leastImages?: number;
}

/** A network up to its logits, compiled so that one of its layers can be reached, on the device. */
export interface OpenLayer {
	/** The node that computes the layer. */
	node: string;
	receptive: FeatureGrid;
	/** From the image to the logits. */
	executor: NetworkExecutor;
	head: Head;
	/** Of the head alone, where the layer is the last feature map; else null. */
	headExecutor: NetworkExecutor | null;
}

/**
 * A network whose layers are explained. What runs when it reads knees has most of its layers fused into others, so that it
 * is compiled once more for each layer that is asked for, of which one at a time is on the device.
 */
export class ExplainedNetwork {
	readonly name: string;
	/** The layer of the last feature map. */
	readonly lastLayer: string;
	readonly classCount: number;
	/** Images of one pass. */
	readonly batchSize: number;
	readonly #graph: LayerGraph;
	readonly #imageSize: Size;
	readonly #exposure: Exposure;
	readonly #leastImages: number;
	readonly #preprocessor: Preprocessor;
	#open: { layer: string; opened: OpenLayer } | null = null;

	/** @throws UnsupportedHeadError, UnsupportedNetworkError as for a network that reads */
	constructor(graph: LayerGraph, options: ExplainedOptions) {
		const { preprocessing, exposure = 'as-is', batchSize = 4, leastImages = 1 } = options;
		const { trunk, head } = splitHead(compileNetwork(graph));
		const [height, width, channels] = graph.inputShape;
		this.name = graph.name;
		this.lastLayer = trunk.output;
		this.classCount = head.classCount;
		this.batchSize = batchSize;
		this.#graph = graph;
		this.#imageSize = options.imageSize ?? [height, width];
		this.#exposure = exposure;
		this.#leastImages = leastImages;
		checkExposure(graph.name, this.#imageSize, exposure);
		this.#preprocessor = new Preprocessor(graph.name, preprocessing, channels);
	}

	/**
	 * The network compiled for a layer; the one before leaves the device.
	 *
	 * @throws NotExplainableError where there is no such layer, it has no image, or the grades do not depend on it
	 */
	open(layer: string): OpenLayer {
		if (this.#open?.layer === layer) return this.#open.opened;
		const node = nodeOfLayer(this.#graph, layer);
		if (node === this.#graph.input) {
			throw new NotExplainableError(
				`${this.name}: ${layer} is the image as it comes in; choose a layer that computes something.`
			);
		}
		const { trunk, head } = splitHead(compileNetwork(this.#graph, layer));
		const found = trunk.nodes.find(({ name }) => name === node);
		if (!found || found.shape.length !== 3) {
			throw new NotExplainableError(
				`${this.name}: ${layer} has no image on the way to the grades; layers up to ${this.lastLayer} have.`
			);
		}
		this.#close();
		const whole: NetworkGraph = {
			...trunk,
			output: head.graph.output,
			nodes: [...trunk.nodes, ...head.graph.nodes]
		};
		const [height, width] = this.#graph.inputShape;
		const receptive = gridOnImage(
			receptiveGrid(pruneTo(trunk, node)),
			[height, width],
			this.#imageSize
		);
		const opened = {
			node,
			receptive,
			executor: new NetworkExecutor(whole),
			head,
			headExecutor: node === trunk.output ? new NetworkExecutor(head.graph) : null
		};
		this.#open = { layer, opened };
		return opened;
	}

	/**
	 * Images as the network takes them, the last pass filled up with black ones where the backend needs more.
	 *
	 * @param pixels `[count, height, width]` of the image size, grey 0-255
	 * @returns `[n, height, width, channels]` of each pass with how many of its images are real; to be disposed by the caller
	 * @throws ImageSizeError where the pixels are not whole images
	 */
	*passes(pixels: Uint8Array): Generator<{ input: Tensor4D; images: number }> {
		const [imageHeight, imageWidth] = this.#imageSize;
		const count = pixels.length / (imageHeight * imageWidth);
		if (!Number.isInteger(count)) {
			throw new ImageSizeError(
				`${this.name} was given ${pixels.length} values; one image is ${imageHeight} x ${imageWidth}.`
			);
		}
		const [height, width] = this.#graph.inputShape;
		const prepared = prepareImages(pixels, this.#exposure, this.#imageSize, [height, width]);
		const size = height * width;
		for (let start = 0; start < count; start += this.batchSize) {
			const images = Math.min(this.batchSize, count - start);
			const filled = Math.max(images, this.#leastImages);
			const batch = new Float32Array(filled * size);
			batch.set(prepared.subarray(start * size, (start + images) * size));
			const grey = tensor4d(batch, [filled, height, width, 1]);
			const input = this.#preprocessor.apply(grey);
			grey.dispose();
			yield { input, images };
		}
	}

	dispose(): void {
		this.#close();
		this.#preprocessor.dispose();
	}

	#close(): void {
		this.#open?.opened.executor.dispose();
		this.#open?.opened.headExecutor?.dispose();
		this.#open = null;
	}
}

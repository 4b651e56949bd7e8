import {
	max,
	mean,
	reshape,
	tensor4d,
	tidy,
	type Rank,
	type Tensor2D,
	type Tensor4D
} from '@tensorflow/tfjs-core';
import type { ExplainedReadings } from '#lib/core/records/attribution.ts';
import type { MethodId } from '#lib/core/explain/attribution-methods.ts';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import type { Exposure, Preprocessing } from '#lib/core/records/model-card.ts';
import type { FeatureGrid, Readings } from '#lib/core/records/study.ts';
import { compileNetwork } from '#lib/engine/compile/compile-network.ts';
import { ImageSizeError, InvalidReadingError, NotExplainableError } from '#lib/engine/errors.ts';
import { NetworkExecutor } from './execute-network.ts';
import type { AttributionMethod, PassAttribution } from '#lib/engine/attribution/attribution.ts';
import { allocateMaps, fillMaps } from '#lib/engine/attribution/class-maps.ts';
import type { NetworkGraph } from '#lib/engine/compile/network-graph.ts';
import { checkExposure, prepareImages, type Size } from './prepare-images.ts';
import { Preprocessor } from './preprocess.ts';
import { allocateReadings, fillReadings } from './readings.ts';
import { gridOnImage, receptiveGrid } from '#lib/engine/attribution/receptive-grid.ts';
import { splitHead, type Head, type Scores } from '#lib/engine/compile/split-head.ts';

export interface BatchOptions {
	batchSize: number;
	/** Whether a last batch with fewer images is filled with black ones, so that shapes never change. */
	padLastBatch: boolean;
	/** Images of the smallest pass, 1 by default. */
	leastImages?: number;
	/** The methods that it can explain by; each must explain in the pass of a reading. None by default. */
	methods?: readonly AttributionMethod[];
}

/** Images of the size of the network's input, and what makes its input of a batch of them. */
interface ImageBatch {
	/** `[count, height, width, channels]` */
	images: Uint8Array | Float32Array;
	count: number;
	channels: number;
	prepare: (batch: Tensor4D) => Tensor4D;
}

/** A network on the device, ready to read knees. Runs on the backend that was chosen when it was made. */
export class Network {
	readonly name: string;
	/** `[height, width, channels]` */
	readonly inputShape: readonly number[];
	/** Of the images it is given: resized to its input where that is of another size. */
	readonly imageSize: Size;
	/** How its logits become scores. */
	readonly scores: Scores;
	/** Where the cells of the last feature map lie on the images. */
	readonly grid: FeatureGrid;
	/** How many classes it tells apart. */
	readonly classCount: number;
	/** Length of the pooled feature vector. */
	readonly features: number;
	/** Images of one pass. */
	readonly batchSize: number;

	#padLastBatch: boolean;
	#leastImages: number;
	#exposure: Exposure;
	#trunk: NetworkExecutor;
	#headOf: Head;
	#head: NetworkExecutor;
	#preprocessor: Preprocessor;
	#explainers: ReadonlyMap<MethodId, PassAttribution>;

	/**
	 * @param imageSize of the images it is to read; the network's own by default
	 * @throws UnsupportedHeadError, UnsupportedNetworkError
	 */
	static compile(
		graph: LayerGraph,
		preprocessing: Preprocessing,
		options: BatchOptions,
		exposure: Exposure = 'as-is',
		imageSize?: Size
	): Network {
		return new Network(compileNetwork(graph), preprocessing, options, exposure, imageSize);
	}

	/** @param graph lowered, optimised or not */
	constructor(
		graph: NetworkGraph,
		preprocessing: Preprocessing,
		{ batchSize, padLastBatch, leastImages = 1, methods = [] }: BatchOptions,
		exposure: Exposure = 'as-is',
		imageSize?: Size
	) {
		const { trunk, head } = splitHead(graph);
		const [height, width, channels] = graph.inputShape;
		this.name = graph.name;
		this.inputShape = graph.inputShape;
		this.imageSize = imageSize ?? [height, width];
		checkExposure(graph.name, this.imageSize, exposure);
		this.scores = head.scores;
		this.grid = gridOnImage(receptiveGrid(trunk), [height, width], this.imageSize);
		this.classCount = head.classCount;
		this.features = head.featureShape[2];
		this.batchSize = batchSize;
		this.#padLastBatch = padLastBatch;
		this.#leastImages = leastImages;
		this.#exposure = exposure;
		this.#preprocessor = new Preprocessor(graph.name, preprocessing, channels);
		this.#trunk = new NetworkExecutor(trunk);
		this.#headOf = head;
		this.#head = new NetworkExecutor(head.graph);
		this.#explainers = new Map(
			methods.flatMap(({ id, inPass }) => (inPass ? [[id, inPass(head, this.#head)]] : []))
		);
	}

	/**
	 * Reads grey images: logits, probabilities and pooled features, in one forward pass. Exposures are standardised first,
	 * where the network wants that, then images are resized to its input (`resizeGrey`).
	 *
	 * @param pixels `[count, height, width]` of the image size, 0-255
	 * @throws ImageSizeError where the pixels are not `count` images
	 * @throws InvalidReadingError where the network answers with no finite number
	 */
	async read(pixels: Uint8Array, count: number): Promise<Readings> {
		return (await this.#readBatches(this.#prepared(pixels, count), null)).readings;
	}

	/**
	 * The same with the attribution of every class at the last feature map, of the same pass.
	 *
	 * @param method one of those that it was compiled for
	 * @throws as `read`; NotExplainableError where it was not
	 */
	async readAndExplain(
		pixels: Uint8Array,
		count: number,
		method: MethodId
	): Promise<ExplainedReadings> {
		return this.#readBatches(this.#prepared(pixels, count), this.#explainer(method));
	}

	/**
	 * As `read` for images that are already preprocessed.
	 *
	 * @param input `[count, height, width, channels]`
	 */
	async readPreprocessed(input: Float32Array, count: number): Promise<Readings> {
		return (await this.#readBatches(this.#preprocessed(input, count), null)).readings;
	}

	/** As `readAndExplain` for images that are already preprocessed. */
	async readAndExplainPreprocessed(
		input: Float32Array,
		count: number,
		method: MethodId
	): Promise<ExplainedReadings> {
		return this.#readBatches(this.#preprocessed(input, count), this.#explainer(method));
	}

	/** Reads a black image, explains it in every way, and drops the answers. */
	async warmUp(): Promise<void> {
		const [height, width] = this.imageSize;
		const black = new Uint8Array(height * width);
		if (this.#explainers.size === 0) await this.read(black, 1);
		for (const method of this.#explainers.keys()) await this.readAndExplain(black, 1, method);
	}

	/** Queues one batch and drops the answer, so that a backend sees every program that it needs. */
	trace(): void {
		const [height, width] = this.inputShape;
		const pixels = new Float32Array(this.batchSize * height * width);
		tidy(() => {
			const grey = tensor4d(pixels, [this.batchSize, height, width, 1]);
			this.#forward(this.#preprocessor.apply(grey), [...this.#explainers.values()]);
		});
	}

	dispose(): void {
		this.#trunk.dispose();
		this.#head.dispose();
		this.#preprocessor.dispose();
		for (const explainer of this.#explainers.values()) explainer.dispose();
	}

	#explainer(method: MethodId): PassAttribution {
		const explainer = this.#explainers.get(method);
		if (explainer) return explainer;
		throw new NotExplainableError(`${this.name} was not compiled to be explained by ${method}.`);
	}

	#preprocessed(input: Float32Array, count: number): ImageBatch {
		const [height, width, channels] = this.inputShape;
		this.#requireImages(input.length, count, [height, width], channels);
		return { images: input, count, channels, prepare: (batch) => batch };
	}

	#prepared(pixels: Uint8Array, count: number): ImageBatch {
		this.#requireImages(pixels.length, count, this.imageSize, 1);
		const [height, width] = this.inputShape;
		const images = prepareImages(pixels, this.#exposure, this.imageSize, [height, width]);
		return { images, count, channels: 1, prepare: (grey) => this.#preprocessor.apply(grey) };
	}

	#requireImages(values: number, count: number, [height, width]: Size, channels: number): void {
		if (values === count * height * width * channels) return;
		throw new ImageSizeError(
			`${this.name} was given ${values} values for ${count} images; one image is ${height} x ${width} x ${channels}.`
		);
	}

	async #readBatches(
		{ images, count, channels, prepare }: ImageBatch,
		explainer: PassAttribution | null
	): Promise<ExplainedReadings> {
		const [height, width] = this.inputShape;
		const imageSize = height * width * channels;
		const shape = {
			classes: this.classCount,
			features: this.features,
			cells: explainer ? this.grid.rows * this.grid.columns : 0
		};
		const readings = allocateReadings(count, shape);
		const maps = allocateMaps(count, shape);
		for (let start = 0; start < count; start += this.batchSize) {
			const rows = Math.min(this.batchSize, count - start);
			const size = this.#padLastBatch ? this.batchSize : Math.max(rows, this.#leastImages);
			const batch = new Float32Array(size * imageSize);
			batch.set(images.subarray(start * imageSize, (start + rows) * imageSize));
			const [logits, pooled, attributions] = await valuesOf(
				tidy(() =>
					this.#forward(
						prepare(tensor4d(batch, [size, height, width, channels])),
						explainer ? [explainer] : []
					)
				)
			);
			if (!fillReadings(readings, start, rows, { logits, pooled }, this.scores)) {
				throw new InvalidReadingError(this.name);
			}
			if (attributions) fillMaps(maps, start, rows, attributions, shape);
		}
		return { readings, maps };
	}

	/** Logits `[n, classes]`, pooled features `[n, channels]`, attributions `[n * cells, classes]` of each explainer. */
	#forward(input: Tensor4D, explainers: readonly PassAttribution[]): Tensor2D[] {
		const map = this.#trunk.run(input);
		const values = this.#head.runAll(map);
		const logits = reshape<Rank.R2>(values.get(this.#headOf.graph.output)!, [-1, this.classCount]);
		const pool = this.#headOf.pooling === 'max' ? max : mean;
		const maps = explainers.map((explainer) => explainer.attributeAll(map, values));
		return [logits, pool<Tensor2D>(map, [1, 2]), ...maps];
	}
}

/** Reads tensors back and disposes them. */
async function valuesOf(tensors: readonly Tensor2D[]): Promise<Float32Array[]> {
	try {
		return await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
	} finally {
		for (const tensor of tensors) tensor.dispose();
	}
}

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
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import type { Exposure, Preprocessing } from '#lib/core/records/model-card.ts';
import type { FeatureGrid, Readings } from '#lib/core/records/study.ts';
import { compileNetwork } from '#lib/engine/compile/compile-network.ts';
import { ImageSizeError, InvalidReadingError } from '#lib/engine/errors.ts';
import { NetworkExecutor } from './execute-network.ts';
import { HeadGradCam } from '#lib/engine/attribution/head-grad-cam.ts';
import type { NetworkGraph } from '#lib/engine/compile/network-graph.ts';
import { checkExposure, prepareImages, type Size } from './prepare-images.ts';
import { Preprocessor } from './preprocess.ts';
import { allocateReadings, fillReadings, type RawReadings } from './readings.ts';
import { gridOnImage, receptiveGrid } from '#lib/engine/attribution/receptive-grid.ts';
import { splitHead, type Head, type Scores } from '#lib/engine/compile/split-head.ts';

export interface BatchOptions {
	batchSize: number;
	/** Whether a last batch with fewer images is filled with black ones, so that shapes never change. */
	padLastBatch: boolean;
	/** Images of the smallest pass, 1 by default. */
	leastImages?: number;
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
	#gradCam: HeadGradCam;

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
		{ batchSize, padLastBatch, leastImages = 1 }: BatchOptions,
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
		this.#gradCam = new HeadGradCam(head, this.#head);
	}

	/**
	 * Reads grey images: logits, probabilities, pooled features and the Grad-CAM maps of all classes (Selvaraju et al.,
	 * ICCV 2017), in one forward pass and, where the head is not linear, one backward pass through the head; for a linear
	 * head the maps have a closed form (Zhou et al., CVPR 2016). Exposures are standardised first, where the network wants
	 * that, then images are resized to its input (`resizeGrey`).
	 *
	 * @param pixels `[count, height, width]` of the image size, 0-255
	 * @throws ImageSizeError where the pixels are not `count` images
	 * @throws InvalidReadingError where the network answers with no finite number
	 */
	async read(pixels: Uint8Array, count: number): Promise<Readings> {
		this.#requireImages(pixels.length, count, this.imageSize, 1);
		const [height, width] = this.inputShape;
		const images = prepareImages(pixels, this.#exposure, this.imageSize, [height, width]);
		return this.#readBatches(images, count, 1, (grey) => this.#preprocessor.apply(grey));
	}

	/**
	 * The same for images that are already preprocessed.
	 *
	 * @param input `[count, height, width, channels]`
	 */
	async readPreprocessed(input: Float32Array, count: number): Promise<Readings> {
		const [height, width, channels] = this.inputShape;
		this.#requireImages(input.length, count, [height, width], channels);
		return this.#readBatches(input, count, this.inputShape[2], (batch) => batch);
	}

	/** Reads a black image and drops the answer. */
	async warmUp(): Promise<void> {
		const [height, width] = this.imageSize;
		await this.read(new Uint8Array(height * width), 1);
	}

	/** Queues one batch and drops the answer, so that a backend sees every program that it needs. */
	trace(): void {
		const [height, width] = this.inputShape;
		const pixels = new Float32Array(this.batchSize * height * width);
		tidy(() => {
			const grey = tensor4d(pixels, [this.batchSize, height, width, 1]);
			this.#forward(this.#preprocessor.apply(grey));
		});
	}

	dispose(): void {
		this.#trunk.dispose();
		this.#head.dispose();
		this.#preprocessor.dispose();
		this.#gradCam.dispose();
	}

	#requireImages(values: number, count: number, [height, width]: Size, channels: number): void {
		if (values === count * height * width * channels) return;
		throw new ImageSizeError(
			`${this.name} was given ${values} values for ${count} images; one image is ${height} x ${width} x ${channels}.`
		);
	}

	async #readBatches(
		images: Uint8Array | Float32Array,
		count: number,
		channels: number,
		prepare: (batch: Tensor4D) => Tensor4D
	): Promise<Readings> {
		const [height, width] = this.inputShape;
		const imageSize = height * width * channels;
		const readings = allocateReadings(count, {
			classes: this.classCount,
			features: this.features,
			cells: this.grid.rows * this.grid.columns
		});
		for (let start = 0; start < count; start += this.batchSize) {
			const rows = Math.min(this.batchSize, count - start);
			const size = this.#padLastBatch ? this.batchSize : Math.max(rows, this.#leastImages);
			const batch = new Float32Array(size * imageSize);
			batch.set(images.subarray(start * imageSize, (start + rows) * imageSize));
			const raw = await this.#readBatch(batch, [size, height, width, channels], prepare);
			if (!fillReadings(readings, start, rows, raw, this.scores)) {
				throw new InvalidReadingError(this.name);
			}
		}
		return readings;
	}

	async #readBatch(
		batch: Float32Array,
		shape: [number, number, number, number],
		prepare: (batch: Tensor4D) => Tensor4D
	): Promise<RawReadings> {
		const outputs = tidy(() => this.#forward(prepare(tensor4d(batch, shape))));
		try {
			const [logits, pooled, contributions] = await Promise.all(
				outputs.map((output) => output.data<'float32'>())
			);
			return { logits, pooled, contributions };
		} finally {
			for (const output of outputs) output.dispose();
		}
	}

	/** Logits `[n, classes]`, pooled features `[n, channels]`, features times gradients `[n * cells, classes]`. */
	#forward(input: Tensor4D): Tensor2D[] {
		const map = this.#trunk.run(input);
		const values = this.#head.runAll(map);
		const logits = reshape<Rank.R2>(values.get(this.#headOf.graph.output)!, [-1, this.classCount]);
		const pool = this.#headOf.pooling === 'max' ? max : mean;
		return [logits, pool<Tensor2D>(map, [1, 2]), this.#gradCam.contributions(map, values)];
	}
}

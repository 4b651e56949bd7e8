import {
	add,
	matMul,
	mean,
	reshape,
	tensor,
	tensor2d,
	tensor4d,
	tidy,
	type Tensor,
	type Tensor2D,
	type Tensor4D
} from '@tensorflow/tfjs-core';
import { EXPOSURE_SIDE, standardise } from '#lib/core/exposure.ts';
import { GRADE_COUNT } from '#lib/core/grades.ts';
import type { LayerGraph } from '#lib/core/layer-graph.ts';
import type { Exposure, Preprocessing } from '#lib/core/model-card.ts';
import type { FeatureGrid, Readings } from '#lib/core/study.ts';
import { compileNetwork } from './compile-network.ts';
import { InvalidReadingError, UnsupportedNetworkError } from './errors.ts';
import { NetworkExecutor } from './execute-network.ts';
import type { NetworkGraph } from './network-graph.ts';
import { Preprocessor } from './preprocess.ts';
import { allocateReadings, fillReadings, type RawReadings } from './readings.ts';
import { receptiveGrid } from './receptive-grid.ts';
import { splitHead } from './split-head.ts';

export interface BatchOptions {
	batchSize: number;
	/** Whether a last batch with fewer images is filled with black ones, so that shapes never change. */
	padLastBatch: boolean;
}

/** A network on the device, ready to read knees. Runs on the backend that was chosen when it was made. */
export class Network {
	readonly name: string;
	/** `[height, width, channels]` */
	readonly inputShape: readonly number[];
	/** Where the cells of the last feature map lie on the image. */
	readonly grid: FeatureGrid;
	/** Length of the pooled feature vector. */
	readonly features: number;
	/** Images of one pass. */
	readonly batchSize: number;

	#padLastBatch: boolean;
	#exposure: Exposure;
	#executor: NetworkExecutor;
	#preprocessor: Preprocessor;
	/** `[channels, 5]` */
	#kernel: Tensor2D;
	#bias: Tensor;

	/**
	 * @throws UnsupportedHeadError, UnsupportedNetworkError
	 */
	static compile(
		graph: LayerGraph,
		preprocessing: Preprocessing,
		options: BatchOptions,
		exposure: Exposure = 'as-is'
	): Network {
		return new Network(compileNetwork(graph), preprocessing, options, exposure);
	}

	/** @param graph lowered, optimised or not */
	constructor(
		graph: NetworkGraph,
		preprocessing: Preprocessing,
		{ batchSize, padLastBatch }: BatchOptions,
		exposure: Exposure = 'as-is'
	) {
		checkExposure(graph, exposure);
		const { trunk, head } = splitHead(graph);
		const channels = graph.inputShape[2];
		this.name = graph.name;
		this.inputShape = graph.inputShape;
		this.grid = receptiveGrid(trunk);
		this.features = head.featureShape[2];
		this.batchSize = batchSize;
		this.#padLastBatch = padLastBatch;
		this.#exposure = exposure;
		this.#preprocessor = new Preprocessor(graph.name, preprocessing, channels);
		this.#executor = new NetworkExecutor(trunk);
		this.#kernel = tensor2d(head.kernel.values, [this.features, GRADE_COUNT]);
		this.#bias = tensor(head.bias ?? new Float32Array(GRADE_COUNT), [GRADE_COUNT]);
	}

	/**
	 * Reads grey images: logits, probabilities, pooled features and the Grad-CAM maps of all five grades in
	 * one forward pass (Selvaraju et al., ICCV 2017; the closed form for this head is Zhou et al.'s class
	 * activation map, CVPR 2016). Exposures are standardised first, where the network wants that.
	 *
	 * @param pixels `[count, height, width]`, 0-255
	 * @throws RangeError where the pixels are not `count` images
	 * @throws InvalidReadingError where the network answers with no finite number
	 */
	async read(pixels: Uint8Array, count: number): Promise<Readings> {
		const images = this.#exposure === 'standardised' ? standardise(pixels) : pixels;
		return this.#readBatches(images, count, 1, (grey) => this.#preprocessor.apply(grey));
	}

	/**
	 * The same for images that are already preprocessed.
	 *
	 * @param input `[count, height, width, channels]`
	 */
	readPreprocessed(input: Float32Array, count: number): Promise<Readings> {
		return this.#readBatches(input, count, this.inputShape[2], (batch) => batch);
	}

	/** Reads a black image and drops the answer. */
	async warmUp(): Promise<void> {
		const [height, width] = this.inputShape;
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
		this.#executor.dispose();
		this.#preprocessor.dispose();
		this.#kernel.dispose();
		this.#bias.dispose();
	}

	async #readBatches(
		images: Uint8Array | Float32Array,
		count: number,
		channels: number,
		prepare: (batch: Tensor4D) => Tensor4D
	): Promise<Readings> {
		const [height, width] = this.inputShape;
		const imageSize = height * width * channels;
		if (images.length !== count * imageSize) {
			throw new RangeError(
				`${this.name} was given ${images.length} values for ${count} images; one image is ${height} x ${width} x ${channels}.`
			);
		}
		const readings = allocateReadings(count, this.features, this.grid.rows * this.grid.columns);
		for (let start = 0; start < count; start += this.batchSize) {
			const rows = Math.min(this.batchSize, count - start);
			const size = this.#padLastBatch ? this.batchSize : rows;
			const batch = new Float32Array(size * imageSize);
			batch.set(images.subarray(start * imageSize, (start + rows) * imageSize));
			const raw = await this.#readBatch(batch, [size, height, width, channels], prepare);
			if (!fillReadings(readings, start, rows, raw)) throw new InvalidReadingError(this.name);
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

	/** Logits `[n, 5]`, pooled features `[n, channels]`, features times weights `[n * cells, 5]`. */
	#forward(input: Tensor4D): Tensor2D[] {
		const map = this.#executor.run(input);
		const pooled = mean<Tensor2D>(map, [1, 2]);
		const logits = add(matMul(pooled, this.#kernel), this.#bias) as Tensor2D;
		const cells = reshape(map, [-1, this.features]) as Tensor2D;
		return [logits, pooled, matMul(cells, this.#kernel)];
	}
}

function checkExposure({ name, inputShape }: NetworkGraph, exposure: Exposure): void {
	const [height, width] = inputShape;
	if (exposure === 'as-is' || (height === EXPOSURE_SIDE && width === EXPOSURE_SIDE)) return;
	throw new UnsupportedNetworkError(
		`${name} reads images of ${height} x ${width} pixels; exposures can be standardised for ${EXPOSURE_SIDE} x ${EXPOSURE_SIDE} only.`
	);
}

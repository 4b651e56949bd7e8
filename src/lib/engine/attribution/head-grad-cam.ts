import {
	div,
	matMul,
	relu,
	reshape,
	scalar,
	tidy,
	transpose,
	type Rank,
	type Tensor2D,
	type Tensor4D
} from '@tensorflow/tfjs-core';
import type { PassAttribution } from './attribution.ts';
import type { Head } from '#lib/engine/compile/split-head.ts';
import type { NetworkExecutor } from '#lib/engine/run/execute-network.ts';
import { headGradient } from './head-gradient.ts';

/**
 * Grad-CAM at the last feature map (Selvaraju et al., ICCV 2017) of all classes at once: one backward pass through the
 * head, and none where the head is linear, whose gradient is the same for every image (Zhou et al., CVPR 2016).
 */
export class HeadGradCam implements PassAttribution {
	readonly #head: Head;
	readonly #executor: NetworkExecutor;
	/** `[channels, classes]` gradients of the logits, the same for every image; null where they are not. */
	readonly #gradient: Tensor2D | null;

	/** @param executor of the head, which stays the caller's */
	constructor(head: Head, executor: NetworkExecutor) {
		this.#head = head;
		this.#executor = executor;
		this.#gradient = head.linear ? this.#constantGradient() : null;
	}

	/**
	 * The features of a cell, each times the mean of the logit's gradients over all cells, summed and cut off below zero.
	 * Below global average pooling and one dense layer that gradient is W[k, c] / cells everywhere.
	 */
	attributeAll(features: Tensor4D, values: ReadonlyMap<string, Tensor4D>): Tensor2D {
		const [, rows, columns] = features.shape;
		return tidy(() => relu(div(this.#contributions(features, values), scalar(rows * columns))));
	}

	/** `[n * cells, classes]`, features times gradients summed over the cells. */
	#contributions(map: Tensor4D, values: ReadonlyMap<string, Tensor4D>): Tensor2D {
		const channels = map.shape[3];
		if (this.#gradient) return matMul(reshape<Rank.R2>(map, [-1, channels]), this.#gradient);
		const [count] = map.shape;
		const gradient = headGradient({ ...this.#pass, values, count });
		const cells = reshape<Rank.R3>(map, [count, -1, channels]);
		return reshape(matMul(cells, gradient, false, true), [-1, this.#head.classCount]);
	}

	dispose(): void {
		this.#gradient?.dispose();
	}

	#constantGradient(): Tensor2D {
		return tidy(() => {
			const gradient = headGradient({ ...this.#pass, values: new Map(), count: 1 });
			const { classCount, featureShape } = this.#head;
			return transpose(reshape<Rank.R2>(gradient, [classCount, featureShape[2]]));
		});
	}

	get #pass() {
		const weightsOf = (node: string) => this.#executor.weightsOf(node);
		const { graph, classCount } = this.#head;
		return { graph, classCount, weightsOf };
	}
}

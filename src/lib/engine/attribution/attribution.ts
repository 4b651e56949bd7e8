import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { MethodId } from '#lib/core/explain/attribution-methods.ts';
import type { AttributionMap } from '#lib/core/records/attribution.ts';
import type { Head } from '#lib/engine/compile/split-head.ts';
import type { NetworkExecutor } from '#lib/engine/run/execute-network.ts';
import type { ExplainedNetwork } from './explained-network.ts';

export interface AttributionRequest {
	/** A layer whose output is an image; `lastLayer` of the network for its last feature map. */
	layer: string;
	/** The class that is explained. */
	target: number;
}

/** A method on one network at its last feature map: every class at once, of the pass that reads. */
export interface PassAttribution {
	/**
	 * @param features `[n, rows, columns, channels]`, the last feature map
	 * @param values of every node of the head
	 * @returns `[n * cells, classes]`, in units of the logits, none below 0; to be disposed by the caller
	 */
	attributeAll(features: Tensor4D, values: ReadonlyMap<string, Tensor4D>): Tensor2D;
	dispose(): void;
}

/** A way to explain what a network answers. */
export interface AttributionMethod {
	id: MethodId;
	/**
	 * For methods that explain every class from the forward pass of a reading; null for those that cannot.
	 *
	 * @param executor of the head, which stays the caller's
	 */
	inPass: ((head: Head, executor: NetworkExecutor) => PassAttribution) | null;
	/**
	 * @param pixels `[count, height, width]` of the network's image size, grey 0-255
	 * @returns a map of each image
	 * @throws NotExplainableError where the network has no such layer or class, or the layer has no image
	 * @throws DOMException AbortError
	 */
	attribute(
		network: ExplainedNetwork,
		pixels: Uint8Array,
		request: AttributionRequest,
		signal?: AbortSignal
	): Promise<AttributionMap[]>;
}

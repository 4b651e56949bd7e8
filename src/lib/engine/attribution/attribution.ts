import type { FeatureGrid } from '#lib/core/records/study.ts';
import type { ExplainedNetwork } from './explained-network.ts';

export interface AttributionRequest {
	/** A layer whose output is an image; `lastLayer` of the network for its last feature map. */
	layer: string;
	/** The class that is explained. */
	target: number;
}

/** What the parts of images count for a class, as seen from one layer. */
export interface AttributionMap {
	grid: { rows: number; columns: number };
	/** `[images, rows * columns]`, in units of the class's logit; nothing is scaled. */
	values: Float32Array;
	/** Where the cells lie on the images: the middles of their receptive fields. */
	receptive: FeatureGrid;
}

/** A way to explain what a network answers. */
export interface AttributionMethod {
	/** Stable, for files and addresses. */
	id: string;
	/**
	 * @param pixels `[count, height, width]` of the network's image size, grey 0-255
	 * @throws RangeError where the network has no such layer or class, or the layer has no image
	 * @throws DOMException AbortError
	 */
	attribute(
		network: ExplainedNetwork,
		pixels: Uint8Array,
		request: AttributionRequest,
		signal?: AbortSignal
	): Promise<AttributionMap>;
}

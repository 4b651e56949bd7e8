import { add, div, tensor1d, tidy, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import {
	inputScaling,
	type InputScaling,
	type Preprocessing
} from '#lib/core/image/preprocessing.ts';
import { UnsupportedNetworkError } from '#lib/engine/errors.ts';

/** Grey values 0-255, repeated to the network's channels, as its preprocessing gives them. */
export class Preprocessor {
	#divisor: Tensor1D;
	#offset: Tensor1D;

	/** @throws UnsupportedNetworkError for channels that this preprocessing is not of */
	constructor(network: string, preprocessing: Preprocessing, channels: number) {
		const { divisor, offset } = scalingFor(network, preprocessing, channels);
		this.#divisor = tensor1d(divisor);
		this.#offset = tensor1d(offset);
	}

	/**
	 * @param grey `[n, height, width, 1]`, 0-255
	 * @returns `[n, height, width, channels]`
	 */
	apply(grey: Tensor4D): Tensor4D {
		return tidy(() => add(div(grey, this.#divisor), this.#offset));
	}

	dispose(): void {
		this.#divisor.dispose();
		this.#offset.dispose();
	}
}

/**
 * What a preprocessing does to each channel of a network's input.
 *
 * @throws UnsupportedNetworkError for other than 1 or 3 channels, or those that the preprocessing is not of
 */
export function scalingFor(
	network: string,
	preprocessing: Preprocessing,
	channels: number
): InputScaling {
	if (channels !== 1 && channels !== 3) {
		throw new UnsupportedNetworkError(
			`${network} takes images with ${channels} channels; the engine reads networks that take 1 or 3.`
		);
	}
	try {
		return inputScaling(preprocessing, channels);
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new UnsupportedNetworkError(
			`${network} takes images with ${channels} channels, but the preprocessing ${reason}; choose another with --preprocess.`,
			{ cause }
		);
	}
}

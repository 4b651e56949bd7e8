import { add, div, tensor1d, tidy, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Preprocessing } from '#lib/core/model-card.ts';
import { UnsupportedNetworkError } from './errors.ts';

/** Blue, green, red means of ImageNet that `caffe` subtracts. */
const CAFFE_MEANS = [103.939, 116.779, 123.68];

/**
 * Grey values 0-255, repeated to the network's channels, as keras.applications' `preprocess_input` gives
 * them: `tf` -1 to 1, `caffe` blue-green-red less the ImageNet mean, `none` as they are.
 */
export class Preprocessor {
	#divisor: Tensor1D;
	#offset: Tensor1D;

	constructor(network: string, preprocessing: Preprocessing, channels: number) {
		if (channels !== 3 && (channels !== 1 || preprocessing === 'caffe')) {
			throw new UnsupportedNetworkError(
				`${network} takes images with ${channels} channels and "${preprocessing}" preprocessing; the engine reads networks that take three, or one that is not "caffe".`
			);
		}
		const divisor = preprocessing === 'tf' ? 127.5 : 1;
		const offset = { tf: [-1, -1, -1], caffe: CAFFE_MEANS.map((mean) => -mean), none: [0, 0, 0] };
		this.#divisor = tensor1d([divisor]);
		this.#offset = tensor1d(offset[preprocessing].slice(0, channels));
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

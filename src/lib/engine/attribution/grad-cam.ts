import {
	grad,
	mean,
	mul,
	relu,
	reshape,
	slice,
	sum,
	tidy,
	type Rank,
	type Tensor,
	type Tensor2D,
	type Tensor4D
} from '@tensorflow/tfjs-core';
import { pagePart } from '#lib/core/async/page-part.ts';
import type { AttributionMap } from '#lib/core/records/attribution.ts';
import { NotExplainableError } from '#lib/engine/errors.ts';
import type { AttributionMethod } from './attribution.ts';
import { divideByPeak } from './class-maps.ts';
import type { OpenLayer } from './explained-network.ts';
import { HeadGradCam } from './head-grad-cam.ts';

/**
 * Grad-CAM (Selvaraju et al., ICCV 2017): the features of a cell, each times the mean of the logit's gradients over all
 * cells, summed and cut off below zero. At the last feature map by its closed form, as with readings; at any other layer
 * by automatic differentiation, which the WebAssembly backend cannot through depthwise convolutions.
 */
export const gradCam: AttributionMethod = {
	id: 'grad-cam',
	inPass: (head, executor) => new HeadGradCam(head, executor),
	async attribute(network, pixels, { layer, target }, signal) {
		if (!Number.isInteger(target) || target < 0 || target >= network.classCount) {
			throw new NotExplainableError(`${network.name} has no class ${target}.`);
		}
		const { receptive: grid, headExecutor } = network.open(layer);
		if (!headExecutor) {
			await pagePart(
				'Differentiation',
				() => import('@tensorflow/tfjs-core/dist/register_all_gradients.js')
			);
		}
		const cells = grid.rows * grid.columns;
		const maps: AttributionMap[] = [];
		for (const { input, images } of network.passes(pixels)) {
			try {
				signal?.throwIfAborted();
				// Another layer may have been opened while the last values were waited for.
				const open = network.open(layer);
				const map = tidy(() =>
					open.headExecutor ? lastMap(open, input, target) : innerMap(open, input, target)
				);
				const all = await map.data<'float32'>();
				map.dispose();
				for (let image = 0; image < images; image++) {
					const values = all.slice(image * cells, (image + 1) * cells);
					maps.push({ grid, peak: divideByPeak(values), values });
				}
			} finally {
				input.dispose();
			}
		}
		return maps;
	}
};

/** `[n, cells]` at the last feature map. */
function lastMap(
	{ executor, node, head, headExecutor }: OpenLayer,
	input: Tensor4D,
	target: number
): Tensor2D {
	const features = executor.runUntil(input, node).get(node)!;
	const cam = new HeadGradCam(head, headExecutor!);
	const all = cam.attributeAll(features, headExecutor!.runAll(features));
	const [count, rows, columns] = features.shape;
	return reshape<Rank.R2>(slice(all, [0, target], [-1, 1]), [count, rows * columns]);
}

/** `[n, cells]` at another layer. */
function innerMap({ executor, node }: OpenLayer, input: Tensor4D, target: number): Tensor2D {
	const reached = executor.runUntil(input, node);
	const features = reached.get(node)!;
	const [count, rows, columns] = features.shape;
	const logit = (output: Tensor) => {
		const logits = reshape<Rank.R2>(executor.runFrom(reached, node, output as Tensor4D), [
			count,
			-1
		]);
		return sum(slice(logits, [0, target], [-1, 1]));
	};
	const weights = mean(grad(logit)(features), [1, 2], true);
	return relu(reshape<Rank.R2>(sum(mul(features, weights), 3), [count, rows * columns]));
}

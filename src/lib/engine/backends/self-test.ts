import { GOLDEN_LOGITS, GOLDEN_MAPS } from './golden-answer.ts';
import { GOLDEN_IMAGE_COUNT, goldenImages, goldenNetwork } from './golden-network.ts';
import { gradCam } from '#lib/engine/attribution/grad-cam.ts';
import { Network } from '#lib/engine/run/network.ts';

/** A backend whose answer is further from the golden one is not trusted: half precision fails, single passes. */
export const SELF_TEST_TOLERANCE = 1e-3;

/**
 * Runs the golden network on the current backend.
 *
 * @returns largest difference from its golden logits and Grad-CAM maps; infinite where the backend
 * answers with something that is no number
 * @throws what the backend throws
 */
export async function runSelfTest(): Promise<number> {
	const network = Network.compile(goldenNetwork(), 'caffe', {
		batchSize: GOLDEN_IMAGE_COUNT,
		padLastBatch: true,
		methods: [gradCam]
	});
	try {
		const { readings, maps } = await network.readAndExplain(
			goldenImages(),
			GOLDEN_IMAGE_COUNT,
			'grad-cam'
		);
		return Math.max(
			largestDifference(readings.logits, GOLDEN_LOGITS),
			largestDifference(maps.values, GOLDEN_MAPS)
		);
	} finally {
		network.dispose();
	}
}

function largestDifference(values: Float32Array, golden: readonly number[]): number {
	return golden.reduce((largest, value, i) => {
		const difference = Math.abs(values[i] - value);
		return Math.max(largest, Number.isNaN(difference) ? Infinity : difference);
	}, 0);
}

import {
	GOLDEN_IMAGE_COUNT,
	goldenImages,
	goldenNetwork
} from '../../src/lib/engine/backends/golden-network.ts';
import { evaluateLayerGraph } from './evaluate-layer-graph.ts';

/** ImageNet means that keras.applications' `caffe` mode subtracts from blue, green and red. */
const MEANS = [103.939, 116.779, 123.68];

/** Logits `[2, 5]` and normalised Grad-CAM maps `[2, 5, cells]` of the golden network, double precision. */
export function goldenAnswer(): { logits: number[]; maps: number[] } {
	const graph = goldenNetwork();
	const dense = graph.layers.at(-1)!;
	if (dense.kind !== 'dense') throw new Error('The golden network must end in a dense layer.');
	const linear = {
		...graph,
		layers: [...graph.layers.slice(0, -1), { ...dense, activation: 'linear' as const }]
	};
	const images = goldenImages();
	const size = images.length / GOLDEN_IMAGE_COUNT;
	const logits: number[] = [];
	const maps: number[] = [];
	for (let image = 0; image < GOLDEN_IMAGE_COUNT; image++) {
		const pixels = images.subarray(image * size, (image + 1) * size);
		const input = Array.from(pixels).flatMap((grey) => MEANS.map((mean) => grey - mean));
		const outputs = evaluateLayerGraph(linear, input);
		logits.push(...outputs.get('grades')!.values);

		const map = outputs.get('last')!;
		const [rows, columns, channels] = map.shape;
		for (let grade = 0; grade < 5; grade++) {
			const cells = Array.from({ length: rows * columns }, (_, cell) => {
				let sum = 0;
				for (let k = 0; k < channels; k++) {
					const weight = dense.kernel.values[k * 5 + grade];
					sum += (map.values[cell * channels + k] * weight) / (rows * columns);
				}
				return Math.max(sum, 0);
			});
			const peak = Math.max(...cells);
			maps.push(...cells.map((value) => (peak > 0 ? value / peak : 0)));
		}
	}
	return { logits, maps };
}

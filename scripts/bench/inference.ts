import { tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { compileNetwork } from '../../src/lib/engine/compile/compile-network.ts';
import { gradCam } from '../../src/lib/engine/attribution/grad-cam.ts';
import { Engine } from '../../src/lib/engine/engine.ts';
import { lowerLayers } from '../../src/lib/engine/compile/lower-layers.ts';
import { Network } from '../../src/lib/engine/run/network.ts';
import { toLayersModel } from '../../tests/reference/layers-model.ts';
import {
	readSlimInput,
	readSlimNetwork,
	SLIM_IMAGE_COUNT,
	SLIM_NETWORKS
} from '../../tests/reference/slim-networks.ts';
import { timeInTurns, type Bench } from './bench.ts';

const REPETITIONS = 7;
const batches = { batchSize: SLIM_IMAGE_COUNT, padLastBatch: true, methods: [gradCam] };

export const inference: Bench = {
	name: 'inference',
	title: `A batch of ${SLIM_IMAGE_COUNT} images through each slim network, WebAssembly`,
	async run() {
		await new Engine().start('wasm');
		const images = await readSlimInput();
		const results = [];
		for (const subject of SLIM_NETWORKS) {
			const graph = await readSlimNetwork(subject, '.h5');
			const folded = new Network(compileNetwork(graph), 'tf', batches);
			const unfolded = new Network(lowerLayers(graph), 'tf', batches);
			const model = toLayersModel(graph);
			const ways = await timeInTurns(
				[
					{
						name: 'folded',
						run: () => folded.readAndExplainPreprocessed(images, SLIM_IMAGE_COUNT, 'grad-cam')
					},
					{
						name: 'unfolded',
						run: () => unfolded.readAndExplainPreprocessed(images, SLIM_IMAGE_COUNT, 'grad-cam')
					},
					{
						name: 'LayersModel',
						run: () =>
							tidy(() => {
								const input = tensor4d(images, [SLIM_IMAGE_COUNT, 224, 224, 3]);
								return (model.predict(input) as Tensor).dataSync();
							})
					}
				],
				REPETITIONS
			);
			results.push({ subject, ways });
			folded.dispose();
			unfolded.dispose();
			model.dispose();
		}
		return results;
	}
};

import { gradCam } from '../../src/lib/engine/attribution/grad-cam.ts';
import { Network } from '../../src/lib/engine/run/network.ts';
import {
	readSlimInput,
	readSlimNetwork,
	SLIM_IMAGE_COUNT,
	SLIM_NETWORKS,
	type SlimNetwork
} from './slim-networks.ts';

/** What one backend reads from the four images: `[4, 5]`, `[4, 5]`, `[4, 5, cells]`. */
export interface PinnedReadings {
	logits: number[];
	probabilities: number[];
	maps: number[];
}

/** Reads the four images with every slim network on the current backend. */
export async function readPinnedReadings(): Promise<Record<SlimNetwork, PinnedReadings>> {
	const input = await readSlimInput();
	const entries = [];
	for (const name of SLIM_NETWORKS) {
		const network = Network.compile(await readSlimNetwork(name, '.h5'), 'tf', {
			batchSize: 4,
			padLastBatch: true,
			methods: [gradCam]
		});
		const { readings, maps } = await network.readAndExplainPreprocessed(
			input,
			SLIM_IMAGE_COUNT,
			'grad-cam'
		);
		network.dispose();
		const plain = (values: Float32Array) =>
			Array.from(values, (value) => Number(value.toPrecision(8)));
		entries.push([
			name,
			{
				logits: plain(readings.logits),
				probabilities: plain(readings.probabilities),
				maps: plain(maps.values)
			}
		]);
	}
	return Object.fromEntries(entries) as Record<SlimNetwork, PinnedReadings>;
}

import { Engine } from '../../src/lib/engine/engine.ts';
import { Network } from '../../src/lib/engine/run/network.ts';
import { readSlimNetwork, SLIM_NETWORKS } from '../../tests/reference/slim-networks.ts';
import { timeInTurns, type Bench } from './bench.ts';

const REPETITIONS = 5;
const IMAGES = 16;
const SIZES = [8, 1, 4, 16];

export const batchSize: Bench = {
	name: 'batch-size',
	title: `${IMAGES} images through each slim network by images of one pass, WebAssembly`,
	async run() {
		await new Engine().start('wasm');
		const pixels = new Uint8Array(IMAGES * 224 * 224).map((_, i) => i % 256);
		const results = [];
		for (const subject of SLIM_NETWORKS) {
			const graph = await readSlimNetwork(subject, '.h5');
			const networks = SIZES.map((size) =>
				Network.compile(graph, 'tf', { batchSize: size, padLastBatch: false })
			);
			const ways = networks.map((network) => ({
				name: `batch ${network.batchSize}`,
				run: () => network.read(pixels, IMAGES)
			}));
			results.push({ subject, ways: await timeInTurns(ways, REPETITIONS) });
			for (const network of networks) network.dispose();
		}
		return results;
	}
};

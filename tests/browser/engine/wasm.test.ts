import { memory } from '@tensorflow/tfjs-core';
import { afterAll, expect, it } from 'vitest';
import { Engine } from '#lib/engine/engine.ts';
import { gradCam } from '#lib/engine/attribution/grad-cam.ts';
import { Network } from '#lib/engine/run/network.ts';
import { wasmUrls } from '#lib/engine/backends/wasm-urls.ts';
import pinned from '../../fixtures/engine/node-wasm.json';
import { fetchSlimInput, fetchSlimNetwork, largestDifference } from './browser-fixtures.ts';

const engine = new Engine();
afterAll(() => engine.dispose());

it('is chosen where graphics are only emulated, and says why', async () => {
	const report = await engine.start('auto', { wasmPaths: wasmUrls });
	expect(report).toMatchObject({ backend: 'wasm', accelerated: false });
	expect(report.passedOver.map(({ backend }) => backend)).toEqual(['webgpu', 'webgl']);
	for (const { reason } of report.passedOver) expect(reason).toContain('software rendering');
	expect(report.selfTestError).toBeLessThan(1e-4);
});

it.each(['xception', 'resnet50', 'inception_resnet_v2'] as const)(
	'reads with %s what Node reads and leaks no tensor',
	async (name) => {
		await engine.start('wasm', { wasmPaths: wasmUrls });
		const graph = await fetchSlimNetwork(name);
		const input = await fetchSlimInput(4);
		const before = memory().numTensors;
		const network = Network.compile(graph, 'tf', {
			batchSize: 3,
			padLastBatch: true,
			methods: [gradCam]
		});
		const { readings, maps } = await network.readAndExplainPreprocessed(input, 4, 'grad-cam');
		network.dispose();
		expect(memory().numTensors).toBe(before);
		const { logits, probabilities } = readings;
		const read = { logits, probabilities, maps: maps.values };
		for (const key of ['logits', 'probabilities', 'maps'] as const) {
			expect(read[key]).toHaveLength(pinned[name][key].length);
			expect(largestDifference(read[key], pinned[name][key])).toBeLessThan(1e-5);
		}
	}
);

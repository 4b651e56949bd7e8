import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Layer, LayerGraph } from '#lib/core/network/layer-graph.ts';
import { Engine } from '#lib/engine/engine.ts';
import { Network } from '#lib/engine/run/network.ts';
import { withAnswersInOrder } from '#lib/keras/grade-order.ts';
import { parameterCount } from '#lib/keras/parameter-count.ts';
import { readKerasFile } from '#lib/keras/read-keras-file.ts';

const folder = 'tests/fixtures/keras/models';
const order = [3, 0, 4, 1, 2];
const side = 32;

beforeAll(async () => {
	await new Engine().start('wasm');
});

const read = (name: string): Promise<LayerGraph> =>
	readKerasFile(new Uint8Array(readFileSync(`${folder}/${name}.keras`)), name);

async function logits(graph: LayerGraph): Promise<number[][]> {
	const network = Network.compile(graph, 'none', { batchSize: 2, padLastBatch: true });
	const images = Float32Array.from({ length: 2 * side * side * 3 }, (_, i) => Math.sin(i / 50));
	const { logits } = await network.readPreprocessed(images, 2);
	network.dispose();
	return [0, 5].map((start) => [...logits.subarray(start, start + 5)]);
}

describe('withAnswersInOrder', () => {
	it.each([
		'head_flatten',
		'head_logits',
		'head_sigmoid_scores',
		'head_convolutions',
		'head_whole_map_convolution'
	])('moves the last weights of %s', async (name) => {
		const graph = await read(name);
		const ordered = withAnswersInOrder(graph, order);
		const before = await logits(graph);
		const moved = before.map((row) => order.map((place) => row[place]));
		expect(await logits(ordered)).toEqual(moved);
		expect(ordered.layers.map(({ kind }) => kind)).toEqual(graph.layers.map(({ kind }) => kind));
		expect(parameterCount(ordered)).toBe(parameterCount(graph));
		expect(await logits(graph)).toEqual(before);
	});

	it('takes the answers in order where they come from no weights of their own', async () => {
		const graph = await read('head_logits');
		const dense = graph.layers.at(-1)!;
		const end = (name: string, layers: Layer[]) => ({
			...graph,
			output: name,
			layers: [...graph.layers, ...layers]
		});
		const sum: Layer = { kind: 'add', name: 'sum', inputs: [dense.name, dense.name] };
		const before = await logits(end('sum', [sum]));
		const moved = before.map((row) => order.map((place) => row[place]));
		expect(await logits(withAnswersInOrder(end('sum', [sum]), order))).toEqual(moved);
		const softmax: Layer = {
			kind: 'activation',
			activation: 'softmax',
			name: 'scores',
			inputs: ['sum']
		};
		const scored = withAnswersInOrder(end('scores', [sum, softmax]), order);
		expect(scored.output).toBe('scores');
		expect(await logits(scored)).toEqual(moved);
	});

	it('leaves a network whose answers stand in that order as it is', async () => {
		const graph = await read('head_logits');
		expect(withAnswersInOrder(graph, [0, 1, 2, 3, 4])).toBe(graph);
	});

	it('refuses another number of answers', async () => {
		const graph = await read('head_logits');
		expect(() => withAnswersInOrder(graph, [1, 0, 2])).toThrow(/gives 5 numbers, 3 classes/);
	});
});

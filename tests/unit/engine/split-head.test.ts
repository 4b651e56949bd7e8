import { describe, expect, it } from 'vitest';
import { compileNetwork } from '#lib/engine/compile-network.ts';
import { UnsupportedHeadError, UnsupportedNetworkError } from '#lib/engine/errors.ts';
import { goldenNetwork } from '#lib/engine/golden-network.ts';
import { splitHead } from '#lib/engine/split-head.ts';
import type { DenseLayer, Layer, LayerGraph } from '#lib/core/layer-graph.ts';

/** The golden network with other layers in place of its last ones from `from` on. */
function withHead(from: string, ...head: Layer[]): LayerGraph {
	const graph = goldenNetwork();
	const layers = graph.layers.slice(
		0,
		graph.layers.findIndex(({ name }) => name === from)
	);
	return {
		...graph,
		layers: [...layers, ...head],
		output: head.at(-1)?.name ?? layers.at(-1)!.name
	};
}

function dense(name: string, input: string, size: number, units: number): DenseLayer {
	return {
		kind: 'dense',
		name,
		inputs: [input],
		activation: 'linear',
		kernel: { shape: [size, units], values: new Float32Array(size * units).fill(0.5) },
		bias: null
	};
}

const pooling: Layer = { kind: 'globalAveragePooling2d', name: 'features', inputs: ['last'] };
const split = (graph: LayerGraph) => splitHead(compileNetwork(graph));

describe('splitHead', () => {
	it('cuts at the feature map', () => {
		const { trunk, head } = split(goldenNetwork());
		expect(trunk.output).toBe('last');
		expect(trunk.nodes.at(-1)!.name).toBe('last');
		expect(head.featureShape).toEqual([4, 5, 32]);
		expect(head.kernel.shape).toEqual([32, 5]);
	});

	it('takes a dense layer without softmax, and softmax as a layer', () => {
		const linear = withHead('features', pooling, dense('grades', 'features', 32, 5));
		expect(split(linear).trunk.output).toBe('last');
		const softmax = withHead('features', pooling, dense('dense', 'features', 32, 5), {
			kind: 'activation',
			name: 'softmax',
			inputs: ['dense'],
			activation: 'softmax'
		});
		expect(split(softmax).trunk.output).toBe('last');
	});

	it('drops what the grades do not depend on', () => {
		const graph = withHead(
			'features',
			{
				kind: 'maxPooling2d',
				name: 'aside',
				inputs: ['last'],
				poolSize: [2, 2],
				strides: [1, 1],
				padding: 'valid'
			},
			pooling,
			dense('grades', 'features', 32, 5)
		);
		expect(split(graph).trunk.nodes.map(({ name }) => name)).not.toContain('aside');
	});

	it.each([
		[
			'two dense layers',
			withHead(
				'features',
				pooling,
				dense('hidden', 'features', 32, 8),
				dense('grades', 'hidden', 8, 5)
			),
			'hidden (dense)'
		],
		[
			'flattened features',
			withHead(
				'features',
				{ kind: 'flatten', name: 'flat', inputs: ['last'] },
				dense('grades', 'flat', 640, 5)
			),
			'flat (flatten)'
		],
		[
			'sigmoid',
			withHead('features', pooling, {
				...dense('grades', 'features', 32, 5),
				activation: 'sigmoid'
			}),
			'grades (sigmoid)'
		],
		['no head', withHead('features'), 'last (conv2d)']
	])('refuses %s', (_, graph, found) => {
		const trying = () => split(graph);
		expect(trying).toThrow(UnsupportedHeadError);
		expect(trying).toThrow(`golden ends in ${found}`);
		expect(trying).toThrow('GlobalAveragePooling2D');
	});

	it('refuses another number of classes', () => {
		const graph = withHead('features', pooling, dense('grades', 'features', 32, 3));
		expect(() => split(graph)).toThrow(UnsupportedNetworkError);
		expect(() => split(graph)).toThrow('golden tells 3 classes apart');
	});
});

describe('lowerLayers', () => {
	it('names layers that do not fit', () => {
		const graph = withHead('features', pooling, dense('grades', 'features', 31, 5));
		expect(() => split(graph)).toThrow(
			'golden cannot run: the kernel of layer "grades" has shape [31, 5]'
		);
	});

	it('names images that are too small', () => {
		const graph = { ...goldenNetwork(), inputShape: [4, 4, 3] as const };
		expect(() => split(graph)).toThrow(
			'golden cannot run: layer "last" would give an output of shape'
		);
	});

	it('names inputs that nothing computes', () => {
		const graph = withHead('features', { ...pooling, inputs: ['lost'] });
		expect(() => split(graph)).toThrow('golden cannot run: layer "features" reads "lost"');
	});
});

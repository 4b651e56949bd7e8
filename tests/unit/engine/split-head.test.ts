import { describe, expect, it } from 'vitest';
import { compileNetwork } from '#lib/engine/compile/compile-network.ts';
import { UnsupportedHeadError, UnsupportedNetworkError } from '#lib/engine/errors.ts';
import { goldenNetwork } from '#lib/engine/backends/golden-network.ts';
import { splitHead } from '#lib/engine/compile/split-head.ts';
import type { DenseLayer, Layer, LayerGraph } from '#lib/core/network/layer-graph.ts';

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
		expect(head.graph.nodes.map(({ kind }) => kind)).toEqual(['globalAveragePooling2d', 'dense']);
		expect(head).toMatchObject({ linear: true, pooling: 'mean', scores: 'softmax' });
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

	it.each<[string, LayerGraph, object]>([
		[
			'two dense layers',
			withHead(
				'features',
				pooling,
				{ ...dense('hidden', 'features', 32, 8), activation: 'relu' },
				dense('grades', 'hidden', 8, 5)
			),
			{ linear: false, pooling: 'mean', scores: 'softmax' }
		],
		[
			'flattened features and sigmoids',
			withHead(
				'features',
				{ kind: 'flatten', name: 'flat', inputs: ['last'] },
				{ ...dense('grades', 'flat', 640, 5), activation: 'sigmoid' }
			),
			{ linear: true, pooling: 'mean', scores: 'sigmoid' }
		],
		[
			'maxima, and softmax in another shape',
			withHead(
				'features',
				{ kind: 'globalMaxPooling2d', name: 'features', inputs: ['last'], keepDims: true },
				{ ...dense('grades', 'features', 32, 5), activation: 'softmax' },
				{ kind: 'flatten', name: 'flat', inputs: ['grades'] }
			),
			{ linear: true, pooling: 'max', scores: 'softmax' }
		],
		[
			'the mean and the maximum beside each other',
			withHead(
				'features',
				pooling,
				{ kind: 'globalMaxPooling2d', name: 'most', inputs: ['last'] },
				{ kind: 'concatenate', name: 'both', inputs: ['features', 'most'] },
				dense('grades', 'both', 64, 5)
			),
			{ linear: true, pooling: 'mean', scores: 'softmax' }
		]
	])('takes %s', (_, graph, expected) => {
		const { trunk, head } = split(graph);
		expect(trunk.output).toBe('last');
		expect(head).toMatchObject(expected);
	});

	it('takes a convolution of the whole map, and of its one pooled pixel, as dense layers', () => {
		const conv = (name: string, input: string, shape: number[]): Layer => ({
			kind: 'conv2d',
			name,
			inputs: [input],
			strides: [1, 1],
			dilations: [1, 1],
			padding: 'valid',
			activation: 'linear',
			kernel: { shape, values: new Float32Array(shape.reduce((a, b) => a * b)).fill(0.1) },
			bias: null
		});
		const whole = split(withHead('features', conv('grades', 'last', [4, 5, 32, 5])));
		expect(whole.head.graph.nodes.map(({ kind }) => kind)).toEqual(['reshape', 'dense']);
		const kept: Layer = { ...pooling, keepDims: true } as Layer;
		const pooled = split(withHead('features', kept, conv('grades', 'features', [1, 1, 32, 5])));
		expect(pooled.trunk.output).toBe('last');
	});

	it.each([
		[
			'ReLU',
			withHead('features', pooling, {
				...dense('grades', 'features', 32, 5),
				activation: 'relu'
			}),
			'grades (relu)'
		],
		[
			'branches of maps',
			withHead(
				'features',
				{ kind: 'activation', name: 'bent', inputs: ['last'], activation: 'tanh' },
				{ kind: 'globalMaxPooling2d', name: 'most', inputs: ['bent'] },
				pooling,
				{ kind: 'add', name: 'both', inputs: ['features', 'most'] },
				dense('grades', 'both', 32, 5)
			),
			'bent (tanh)'
		]
	])('refuses %s', (_, graph, found) => {
		const trying = () => split(graph);
		expect(trying).toThrow(UnsupportedHeadError);
		expect(trying).toThrow(`golden ends in ${found}`);
		expect(trying).toThrow('pooled or flattened');
	});

	it('refuses a network without grades', () => {
		expect(() => split(withHead('features'))).toThrow('golden gives 640 numbers');
	});

	it.each([2, 3, 20])('tells %i classes apart', (classCount) => {
		const graph = withHead('features', pooling, dense('grades', 'features', 32, classCount));
		expect(split(graph).head.classCount).toBe(classCount);
	});

	it.each([
		[1, 'golden gives 1 number; the engine reads networks with 2 to 20, one for each class.'],
		[21, 'golden gives 21 numbers; the engine reads networks with 2 to 20, one for each class.']
	])('refuses a network of %i answers', (answers, message) => {
		const graph = withHead('features', pooling, dense('grades', 'features', 32, answers));
		expect(() => split(graph)).toThrow(UnsupportedNetworkError);
		expect(() => split(graph)).toThrow(message);
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

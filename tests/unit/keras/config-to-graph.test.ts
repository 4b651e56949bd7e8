import { describe, expect, it } from 'vitest';
import { configToGraph } from '#lib/keras/config-to-graph.ts';
import { parameterCount } from '#lib/keras/parameter-count.ts';
import type { LayerAddress } from '#lib/keras/weight-source.ts';
import { functional, graphOf, input, layer, weightsFor } from './small-models.ts';

const kinds = (config: Record<string, unknown>, shapes: Record<string, number[][]> = {}) =>
	graphOf(config, shapes).layers.map(({ name, kind, inputs }) => [name, kind, ...inputs]);

/** A network of one layer that reads the image. */
const alone = (className: string, config: Record<string, unknown> = {}) =>
	functional([input(), layer(className, { name: 'it', ...config }, 'image')], 'image', 'it');

describe('nested models', () => {
	const backbone = functional(
		[
			input('input_1'),
			layer('Conv2D', { name: 'conv', kernel_size: [3, 3] }, 'input_1'),
			layer('ReLU', { name: 'act' }, 'conv')
		],
		'input_1',
		'act',
		'backbone'
	);
	const shapes = { conv: [[3, 3, 3, 4], [4]], dense: [[4, 5], [5]] };
	const flat = [
		['conv', 'conv2d', 'image'],
		['act', 'activation', 'conv'],
		['pool', 'globalAveragePooling2d', 'act'],
		['dropout', 'identity', 'pool'],
		['dense', 'dense', 'dropout']
	];

	it('inside a Functional model become its layers', () => {
		const model = functional(
			[
				input(),
				{ ...backbone, name: 'backbone', inbound_nodes: [[['image', 0, 0, {}]]] },
				// Older files number the call of a nested model 1.
				{
					...layer('GlobalAveragePooling2D', { name: 'pool' }),
					inbound_nodes: [[['backbone', 1, 0, {}]]]
				},
				layer('Dropout', { name: 'dropout' }, 'pool'),
				layer('Dense', { name: 'dense', activation: 'softmax' }, 'dropout')
			],
			'image',
			'dense'
		);
		expect(kinds(model, shapes)).toEqual([['image', 'input'], ...flat]);
	});

	it('inside a Sequential model without InputLayer become its layers and say what comes in', () => {
		const model = {
			class_name: 'Sequential',
			config: [
				backbone,
				{ class_name: 'GlobalAveragePooling2D', config: { name: 'pool' } },
				{ class_name: 'Dropout', config: { name: 'dropout' } },
				{ class_name: 'Dense', config: { name: 'dense' } }
			]
		};
		const asked: LayerAddress[] = [];
		const graph = configToGraph(model, weightsFor(shapes, asked), 'small.h5', '2.10.0');
		expect(graph.inputShape).toEqual([8, 8, 3]);
		expect(graph.layers.slice(2).map(({ name, kind, inputs }) => [name, kind, ...inputs])).toEqual(
			flat.slice(1)
		);
		expect(asked.find(({ name }) => name === 'conv')).toEqual({
			name: 'conv',
			parents: ['backbone'],
			slot: 'layers/functional/layers/conv2d'
		});
		expect(asked.find(({ name }) => name === 'dense')?.slot).toBe('layers/dense');
	});

	it('keep apart layers of one name', () => {
		const model = functional(
			[
				input(),
				{ ...backbone, name: 'backbone', inbound_nodes: [[['image', 0, 0, {}]]] },
				layer('Activation', { name: 'act', activation: 'tanh' }, 'backbone')
			],
			'image',
			'act'
		);
		expect(kinds(model, shapes)).toEqual([
			['image', 'input'],
			['conv', 'conv2d', 'image'],
			['backbone/act', 'activation', 'conv'],
			['act', 'activation', 'backbone/act']
		]);
	});
});

describe('connections', () => {
	it('are read whatever the order of the layers', () => {
		const layers = [
			layer('Add', { name: 'sum' }, 'a', 'b'),
			layer('Activation', { name: 'b', activation: 'relu' }, 'a'),
			layer('Activation', { name: 'a', activation: 'tanh' }, 'image'),
			input()
		];
		expect(kinds(functional(layers, 'image', 'sum'))).toEqual([
			['image', 'input'],
			['a', 'activation', 'image'],
			['b', 'activation', 'a'],
			['sum', 'add', 'a', 'b']
		]);
	});

	it("are read in Keras 3's form", () => {
		const tensor = (name: string) => ({
			class_name: '__keras_tensor__',
			config: { shape: [null, 8, 8, 3], dtype: 'float32', keras_history: [name, 0, 0] }
		});
		const add = {
			module: 'keras.layers',
			class_name: 'Add',
			config: { name: 'sum' },
			inbound_nodes: [{ args: [[tensor('image'), tensor('image')]], kwargs: { mask: null } }]
		};
		const model = {
			class_name: 'Functional',
			config: {
				name: 'net',
				layers: [
					{ class_name: 'InputLayer', config: { name: 'image', batch_shape: [null, 8, 8, 3] } },
					add
				],
				input_layers: ['image', 0, 0],
				output_layers: ['sum', 0, 0]
			}
		};
		expect(kinds(model)).toEqual([
			['image', 'input'],
			['sum', 'add', 'image', 'image']
		]);
		const operation = { ...add, module: 'keras.src.ops.numpy', class_name: 'Arctan' };
		model.config.layers[1] = operation;
		expect(() => graphOf(model)).toThrow(
			/"sum" \(ops\.Arctan\) is not supported: the operation Arctan cannot be read/
		);
	});

	it('of a layer that is used twice share its weights', () => {
		const conv = {
			...layer('Conv2D', { name: 'conv', padding: 'same' }),
			inbound_nodes: [[['image', 0, 0, {}]], [['conv', 0, 0, {}]]]
		};
		const end = {
			...layer('Activation', { name: 'end', activation: 'relu' }),
			inbound_nodes: [[['conv', 1, 0, {}]]]
		};
		const model = functional([input(), conv, end], 'image', 'end');
		const shapes = { conv: [[3, 3, 3, 3], [3]] };
		expect(kinds(model, shapes)).toEqual([
			['image', 'input'],
			['conv', 'conv2d', 'image'],
			['conv_call_2', 'conv2d', 'conv'],
			['end', 'activation', 'conv_call_2']
		]);
		expect(parameterCount(graphOf(model, shapes))).toBe(84);
	});

	it('that lead nowhere are refused', () => {
		const lost = functional([input(), layer('ReLU', { name: 'it' }, 'gone')], 'image', 'it');
		expect(() => graphOf(lost)).toThrow('small.h5: nothing in the file leads to layer "it"');
	});
});

describe('settings', () => {
	it('of activations are kept', () => {
		const read = (className: string, config: Record<string, unknown>) =>
			graphOf(alone(className, config)).layers[1];
		expect(read('ReLU', { max_value: 6 })).toMatchObject({ activation: 'relu6' });
		expect(read('Softmax', { axis: -1 })).toMatchObject({ activation: 'softmax' });
		const named = { class_name: 'function', module: 'builtins', config: 'tanh' };
		expect(read('Activation', { activation: named })).toMatchObject({ activation: 'tanh' });
		expect(read('ReLU', { max_value: 3, negative_slope: 0.1 })).toMatchObject({
			kind: 'rectifier',
			maxValue: 3,
			negativeSlope: 0.1,
			threshold: 0
		});
		expect(read('LeakyReLU', { alpha: 0.2 })).toMatchObject({ negativeSlope: 0.2 });
		expect(read('LeakyReLU', {})).toMatchObject({ negativeSlope: 0.3 });
		expect(read('Activation', { activation: 'silu' })).toMatchObject({ activation: 'swish' });
	});

	it('of hard_sigmoid mean another slope in Keras 2', () => {
		const model = alone('Activation', { activation: 'hard_sigmoid' });
		const read = (version: string | null) =>
			configToGraph(model, weightsFor({}), 'small.h5', version).layers[1];
		expect(read('2.15.0')).toMatchObject({ activation: 'hardSigmoidFifth' });
		expect(read('3.0.5')).toMatchObject({ activation: 'hardSigmoid' });
		expect(read(null)).toMatchObject({ activation: 'hardSigmoid' });
	});

	it('of an activation that is a layer become a layer after it', () => {
		const rectifier = { class_name: 'LeakyReLU', config: { negative_slope: 0.25 } };
		const { layers } = graphOf(alone('Conv2D', { activation: rectifier, use_bias: false }), {
			it: [[1, 1, 3, 2]]
		});
		expect(layers.slice(1).map(({ name, kind }) => [name, kind])).toEqual([
			['it/linear', 'conv2d'],
			['it', 'rectifier']
		]);
		expect(layers[1]).toMatchObject({ activation: 'linear' });
	});

	it('of a batch normalisation name the last axis of lists of features too', () => {
		const model = functional(
			[
				input(),
				layer('Flatten', { name: 'flat' }, 'image'),
				layer('BatchNormalization', { name: 'it', axis: [1], scale: false, center: false }, 'flat')
			],
			'image',
			'it'
		);
		expect(graphOf(model, { it: [[192], [192]] }).layers[2].kind).toBe('batchNormalization');
	});

	it('of reshaping may leave one side open', () => {
		expect(graphOf(alone('Reshape', { target_shape: [2, -1, 3] })).layers[1]).toMatchObject({
			kind: 'reshape',
			shape: [2, 32, 3]
		});
		expect(graphOf(alone('Reshape', { target_shape: [-1] })).layers[1].kind).toBe('flatten');
	});

	it('of pooling and padding are kept', () => {
		const pool = graphOf(alone('MaxPooling2D', { pool_size: 3, padding: 'same' })).layers[1];
		expect(pool).toMatchObject({ poolSize: [3, 3], strides: [3, 3], padding: 'same' });
		expect(graphOf(alone('Cropping2D', { cropping: [[1, 2], 3] })).layers[1]).toMatchObject({
			kind: 'cropping2d',
			cropping: [
				[1, 2],
				[3, 3]
			]
		});
		const padding = (value: unknown) =>
			graphOf(alone('ZeroPadding2D', { padding: value })).layers[1];
		expect(padding(2)).toMatchObject({
			padding: [
				[2, 2],
				[2, 2]
			]
		});
		expect(padding([1, 2])).toMatchObject({
			padding: [
				[1, 1],
				[2, 2]
			]
		});
		expect(
			padding([
				[0, 1],
				[2, 3]
			])
		).toMatchObject({
			padding: [
				[0, 1],
				[2, 3]
			]
		});
	});

	it.each([
		['Conv2D', { data_format: 'channels_first' }, 'channels_first'],
		['Activation', { activation: 'celu' }, 'its activation is "celu"'],
		[
			'Activation',
			{ activation: { class_name: '__lambda__', config: {} } },
			'code, which is never'
		],
		['ReLU', { negative_slope: 'x' }, 'negative_slope is "x"'],
		['ELU', { alpha: 0.5 }, 'alpha is 0.5'],
		['BatchNormalization', { axis: [1] }, 'it normalises axis \\[1\\]'],
		['Concatenate', { axis: 1 }, 'it joins along axis 1'],
		['Rescaling', { scale: 'x' }, 'its scale is "x"'],
		['Normalization', { mean: [1, 2], variance: [1, 2] }, 'not of the 3 channels'],
		['Resizing', { height: 4, width: 4, antialias: true }, 'antialias is true'],
		['Reshape', { target_shape: [64, 3] }, 'it makes \\[64,3\\] of \\[8, 8, 3\\]'],
		['Conv2DTranspose', {}, 'UpSampling2D and Conv2D enlarge images'],
		['Convolution2D', {}, 'a layer of Keras 1'],
		['MultiHeadAttention', {}, 'give a convolutional network'],
		['MaxPooling1D', {}, '2D layers'],
		['TFSMLayer', {}, 'it holds a SavedModel'],
		['toString', {}, 'only Conv2D']
	])('that %s cannot have are refused: %j', (className, config, reason) => {
		expect(() => graphOf(alone(className, config), { it: [[3, 3, 3, 3]] })).toThrow(
			new RegExp(`^small\\.h5: layer "it" \\(${className}\\) is not supported: .*${reason}`)
		);
	});

	it('that run a layer as in training are refused', () => {
		const norm = layer('Dropout', { name: 'it' });
		norm.inbound_nodes = [[['image', 0, 0, { training: true }]]];
		expect(() => graphOf(functional([input(), norm], 'image', 'it'))).toThrow(/training=True/);
	});
});

describe('a Lambda', () => {
	const residual = (lambda: Record<string, unknown>, conv = 'block35_1_conv') =>
		functional(
			[
				input(),
				layer('Conv2D', { name: conv, use_bias: false }, 'image'),
				layer(
					'Lambda',
					{ name: 'block35_1', function: 'throw new Error()', ...lambda },
					'image',
					conv
				)
			],
			'image',
			'block35_1'
		);
	const shapes = { block35_1_conv: [[1, 1, 3, 3]], other: [[1, 1, 3, 3]] };

	it("is read as Inception-ResNet-v2's scaled residual", () => {
		const graph = graphOf(residual({ arguments: { scale: 0.17 } }), shapes);
		expect(graph.layers[2]).toEqual({
			name: 'block35_1',
			inputs: ['image', 'block35_1_conv'],
			kind: 'scaledAdd',
			scale: 0.17
		});
	});

	it.each([
		['other arguments', residual({ arguments: { scale: 0.17, shift: 1 } })],
		['no arguments', residual({})],
		['no number', residual({ arguments: { scale: '0.17' } })],
		['another place', residual({ arguments: { scale: 0.17 } }, 'other')],
		['one input', alone('Lambda', { arguments: { scale: 0.17 } })]
	])('with %s is refused', (_, model) => {
		expect(() => graphOf(model, shapes)).toThrow(/\(Lambda\) is not supported/);
	});
});

describe('an open size', () => {
	const open = [null, null, null, 3];

	it('is taken to be that of the knees', () => {
		const model = functional(
			[input('image', open), layer('ReLU', { name: 'it' }, 'image')],
			'image',
			'it'
		);
		expect(graphOf(model).inputShape).toEqual([224, 224, 3]);
	});

	it('is that of the model inside, where this has one', () => {
		const inside = functional(
			[input('inner', [null, 32, 48, 3]), layer('ReLU', { name: 'it' }, 'inner')],
			'inner',
			'it',
			'inside'
		);
		const outside = functional(
			[input('image', open), { ...inside, name: 'inside', inbound_nodes: [[['image', 0, 0, {}]]] }],
			'image',
			'inside'
		);
		expect(graphOf(outside).inputShape).toEqual([32, 48, 3]);
	});
});

describe('what is not one image in and one answer out', () => {
	it.each([
		['open channels', functional([input('i', [null, 8, 8, null])], 'i', 'i'), /number of channels/],
		['no image', functional([input('i', [null, 10])], 'i', 'i'), /not an image/],
		[
			'two inputs',
			{
				class_name: 'Functional',
				config: {
					name: 'net',
					layers: [input('a'), input('b'), layer('Add', { name: 'sum' }, 'a', 'b')],
					input_layers: [
						['a', 0, 0],
						['b', 0, 0]
					],
					output_layers: [['sum', 0, 0]]
				}
			},
			/the model "net" has 2 inputs/
		],
		['a subclass', { class_name: 'MyNet', config: {} }, /of class MyNet/],
		['nothing', null, /no class name/],
		['no layers', { class_name: 'Sequential', config: { layers: [] } }, /lists no layers/]
	])('is refused: %s', (_, model, reason) => {
		expect(() => configToGraph(model, weightsFor({}), 'small.h5', '2.10.0')).toThrow(reason);
	});

	it('such as weights of the wrong shape is refused by layer', () => {
		expect(() => graphOf(alone('Conv2D', { use_bias: false }), { it: [[3, 3, 4, 2]] })).toThrow(
			/kernel of layer "it" has shape \[3, 3, 4, 2\], \[any, any, 3, any\] is needed/
		);
	});

	it('such as weights that are no numbers is refused by layer', () => {
		const broken = { find: () => ({ shape: [1, 1, 3, 1], values: Float32Array.of(1, NaN, 1) }) };
		expect(() =>
			configToGraph(alone('Conv2D', { use_bias: false }), broken, 'small.h5', '2.10.0')
		).toThrow(/kernel of layer "it" contains values that are not finite/);
	});
});

import type { Layer, LayerGraph, Padding, Pair, Weight } from './layer-graph.ts';

/** Of one image; VGG at 1,024 x 1,024 pixels has half as many. */
const MOST_VALUES = 2 ** 27;

/** A layer's output without the batch: `[height, width, channels]` or `[features]`. */
export type Shape = readonly number[];

/**
 * The output shape of every layer by name; as Keras's `compute_output_shape`. Checks on the way that
 * every weight fits its layer.
 * @throws Error naming the layer whose input or weights do not fit.
 */
export function outputShapes(graph: LayerGraph): Map<string, Shape> {
	const shapes = new Map<string, Shape>();
	for (const layer of graph.layers) {
		const inputs = layer.inputs.map((name) => {
			const shape = shapes.get(name);
			if (!shape) throw new Error(`layer "${layer.name}" reads "${name}", which comes after it`);
			return shape;
		});
		shapes.set(layer.name, outputShapeOf(layer, inputs, graph.inputShape));
	}
	if (!shapes.has(graph.output)) throw new Error(`there is no output layer "${graph.output}"`);
	return shapes;
}

/**
 * The output shape of one layer.
 *
 * @param inputs of its inputs, in their order
 * @param image of the network's input
 * @throws Error naming the layer where inputs or weights do not fit, or where it would give more values than a device holds.
 */
export function outputShapeOf(layer: Layer, inputs: readonly Shape[], image: Shape): Shape {
	const shape = layer.kind === 'input' ? image : outputShape(layer, inputs);
	if (!shape.every((side) => Number.isInteger(side) && side > 0)) {
		throw new Error(`layer "${layer.name}" would give an output of shape [${shape.join(', ')}]`);
	}
	if (sizeOf(shape) > MOST_VALUES) {
		throw new Error(
			`layer "${layer.name}" would give ${shape.join(' x ')} values for every image, more than any device holds`
		);
	}
	return shape;
}

/**
 * How many numbers the network gives for an image.
 * @throws Error naming the layer whose input or weights do not fit
 */
export function answerCount(graph: LayerGraph): number {
	return sizeOf(outputShapes(graph).get(graph.output)!);
}

/** How many values a shape holds. */
export function sizeOf(shape: Shape): number {
	return shape.reduce((product, side) => product * side, 1);
}

/** Length of an axis after a window of `size` has moved over it; as in TensorFlow. */
export function windowedLength(
	length: number,
	size: number,
	stride: number,
	dilation: number,
	padding: Padding
): number {
	if (padding === 'same') return Math.ceil(length / stride);
	return Math.floor((length - (size - 1) * dilation - 1) / stride) + 1;
}

function outputShape(layer: Exclude<Layer, { kind: 'input' }>, inputs: readonly Shape[]): Shape {
	const single = (): Shape => {
		if (inputs.length === 1) return inputs[0];
		throw new Error(`layer "${layer.name}" needs one input and has ${inputs.length}`);
	};
	const image = (): Shape => {
		const shape = single();
		if (shape.length === 3) return shape;
		throw new Error(`layer "${layer.name}" needs an image and gets [${shape.join(', ')}]`);
	};
	switch (layer.kind) {
		case 'conv2d': {
			const out = layer.kernel.shape[3];
			const [height, width, channels] = image();
			const { groups = 1 } = layer;
			if (channels % groups !== 0 || out % groups !== 0) {
				throw new Error(
					`layer "${layer.name}" reads ${channels} channels into ${out} in ${groups} groups, which do not divide them`
				);
			}
			expect(layer, 'kernel', layer.kernel, [null, null, channels / groups, null]);
			expect(layer, 'bias', layer.bias, [out]);
			return [...windowed([height, width], layer.kernel.shape, layer), out];
		}
		case 'depthwiseConv2d': {
			const [height, width, channels] = image();
			const out = channels * layer.kernel.shape[3];
			expect(layer, 'kernel', layer.kernel, [null, null, channels, null]);
			expect(layer, 'bias', layer.bias, [out]);
			return [...windowed([height, width], layer.kernel.shape, layer), out];
		}
		case 'separableConv2d': {
			const [height, width, channels] = image();
			const { depthwiseKernel, pointwiseKernel } = layer;
			const out = pointwiseKernel.shape[3];
			expect(layer, 'depthwise kernel', depthwiseKernel, [null, null, channels, null]);
			const between = channels * depthwiseKernel.shape[3];
			expect(layer, 'pointwise kernel', pointwiseKernel, [1, 1, between, null]);
			expect(layer, 'bias', layer.bias, [out]);
			return [...windowed([height, width], depthwiseKernel.shape, layer), out];
		}
		case 'batchNormalization': {
			const shape = single();
			const channels = [shape[shape.length - 1]];
			expect(layer, 'gamma', layer.gamma, channels);
			expect(layer, 'beta', layer.beta, channels);
			expect(layer, 'moving mean', layer.movingMean, channels);
			expect(layer, 'moving variance', layer.movingVariance, channels);
			return shape;
		}
		case 'groupNormalization': {
			const shape = image();
			expect(layer, 'gamma', layer.gamma, [shape[2]]);
			expect(layer, 'beta', layer.beta, [shape[2]]);
			if (shape[2] % layer.groups === 0) return shape;
			throw new Error(`layer "${layer.name}" has ${layer.groups} groups for ${shape[2]} channels`);
		}
		case 'layerNormalization': {
			const shape = single();
			const channels = [shape[shape.length - 1]];
			expect(layer, 'gamma', layer.gamma, channels);
			expect(layer, 'beta', layer.beta, channels);
			return shape;
		}
		case 'layerScale':
		case 'normalization': {
			const shape = single();
			const weights = layer.kind === 'layerScale' ? [layer.gamma] : [layer.mean, layer.variance];
			const channels = shape[shape.length - 1];
			for (const { values } of weights) perChannel(layer, values.length, channels);
			return shape;
		}
		case 'prelu': {
			const shape = single();
			const { alpha } = layer;
			const fits =
				alpha.shape.length === shape.length &&
				shape.every((side, axis) => alpha.shape[axis] === side || alpha.shape[axis] === 1);
			if (fits) return shape;
			throw new Error(
				`the alpha of layer "${layer.name}" has shape [${alpha.shape.join(', ')}], its input [${shape.join(', ')}]`
			);
		}
		case 'scaledAdd':
			return equal(layer, inputs);
		case 'add':
		case 'multiply':
		case 'subtract':
		case 'average':
		case 'maximum':
		case 'minimum':
			return broadcast(layer, inputs);
		case 'concatenate':
			return concatenated(layer, inputs);
		case 'maxPooling2d':
		case 'averagePooling2d': {
			const [height, width, channels] = image();
			return [...windowed([height, width], layer.poolSize, layer), channels];
		}
		case 'globalAveragePooling2d':
		case 'globalMaxPooling2d':
			return layer.keepDims ? [1, 1, image()[2]] : [image()[2]];
		case 'channelReduction':
			return [...image().slice(0, 2), 1];
		case 'channelOrder': {
			const shape = single();
			const channels = shape[shape.length - 1];
			const outside = layer.order.find((place) => !(place >= 0 && place < channels));
			if (outside === undefined) return [...shape.slice(0, -1), layer.order.length];
			throw new Error(`layer "${layer.name}" reads channel ${outside} of ${channels}`);
		}
		case 'zeroPadding2d': {
			const [height, width, channels] = image();
			const [rows, columns] = layer.padding;
			return [height + rows[0] + rows[1], width + columns[0] + columns[1], channels];
		}
		case 'cropping2d': {
			const [height, width, channels] = image();
			const [rows, columns] = layer.cropping;
			return [height - rows[0] - rows[1], width - columns[0] - columns[1], channels];
		}
		case 'upSampling2d': {
			const [height, width, channels] = image();
			return [height * layer.size[0], width * layer.size[1], channels];
		}
		case 'resizing':
			return [...layer.size, image()[2]];
		case 'flatten':
			return [sizeOf(single())];
		case 'reshape': {
			const shape = single();
			if (sizeOf(shape) === sizeOf(layer.shape)) return layer.shape;
			throw new Error(
				`layer "${layer.name}" makes [${layer.shape.join(', ')}] of [${shape.join(', ')}]`
			);
		}
		case 'dense': {
			const shape = single();
			const out = layer.kernel.shape[1];
			expect(layer, 'kernel', layer.kernel, [shape[shape.length - 1], null]);
			expect(layer, 'bias', layer.bias, [out]);
			return [...shape.slice(0, -1), out];
		}
		case 'rescaling': {
			const shape = single();
			for (const values of [layer.scale, layer.offset]) {
				if (typeof values !== 'number') {
					perChannel(layer, values.length, shape[shape.length - 1]);
				}
			}
			return shape;
		}
		case 'activation':
		case 'rectifier':
		case 'identity':
			return single();
	}
}

function perChannel(layer: Layer, count: number, channels: number): void {
	if (count === 1 || count === channels) return;
	throw new Error(`layer "${layer.name}" has ${count} numbers for ${channels} channels`);
}

interface Window {
	strides: Pair;
	dilations?: Pair;
	padding: Padding;
}

function windowed(sides: Pair, size: readonly number[], window: Window): [number, number] {
	const along = (axis: 0 | 1) =>
		windowedLength(
			sides[axis],
			size[axis],
			window.strides[axis],
			window.dilations?.[axis] ?? 1,
			window.padding
		);
	return [along(0), along(1)];
}

/** Checks a weight's shape; null stands for any length. */
function expect(
	layer: Layer,
	what: string,
	weight: Weight | null,
	shape: readonly (number | null)[]
): void {
	if (!weight) return;
	const fits =
		weight.shape.length === shape.length &&
		shape.every((side, axis) => side === null || side === weight.shape[axis]);
	if (fits) return;
	const needed = shape.map((side) => side ?? 'any').join(', ');
	throw new Error(
		`the ${what} of layer "${layer.name}" has shape [${weight.shape.join(', ')}], [${needed}] is needed`
	);
}

function equal(layer: Layer, inputs: readonly Shape[]): Shape {
	const first = inputs[0];
	if (inputs.length >= 2 && inputs.every((shape) => shape.join() === first.join())) return first;
	throw new Error(
		`layer "${layer.name}" adds ${inputs.map((shape) => `[${shape.join(', ')}]`).join(' and ')}`
	);
}

/** The shape of inputs that are equal, or of one pixel or one channel where others have more. */
function broadcast(layer: Layer, inputs: readonly Shape[]): Shape {
	const rank = Math.max(...inputs.map((shape) => shape.length));
	const shape = Array.from({ length: rank }, (_, axis) =>
		Math.max(...inputs.map((input) => input[axis - rank + input.length] ?? 1))
	);
	const fits = inputs.every(
		(input) =>
			input.length === rank && input.every((side, axis) => side === shape[axis] || side === 1)
	);
	if (inputs.length >= 2 && fits) return shape;
	throw new Error(
		`layer "${layer.name}" ${layer.kind === 'add' ? 'adds' : 'joins'} ${inputs.map((input) => `[${input.join(', ')}]`).join(' and ')}`
	);
}

function concatenated(layer: Layer, inputs: readonly Shape[]): Shape {
	const sides = inputs.map((shape) => shape.slice(0, -1).join());
	if (new Set(sides).size !== 1) {
		throw new Error(
			`layer "${layer.name}" joins ${inputs.map((shape) => `[${shape.join(', ')}]`).join(' and ')}`
		);
	}
	const channels = inputs.reduce((sum, shape) => sum + shape[shape.length - 1], 0);
	return [...inputs[0].slice(0, -1), channels];
}

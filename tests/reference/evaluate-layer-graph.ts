import type {
	Activation,
	Layer,
	LayerGraph,
	Padding,
	Pair,
	Weight
} from '../../src/lib/core/network/layer-graph.ts';

/** One image's tensor, row-major, `[height, width, channels]` or `[features]`. */
export interface Value {
	shape: number[];
	values: Float64Array;
}

/**
 * Evaluates layers one by one in double precision, straight from their definitions in the Keras manual:
 * slow, unoptimised and independent of the engine. What the engine computes must equal it.
 *
 * @returns the output of every layer for one image, by name
 */
export function evaluateLayerGraph(
	graph: LayerGraph,
	image: ArrayLike<number>
): Map<string, Value> {
	const outputs = new Map<string, Value>();
	for (const layer of graph.layers) {
		const inputs = layer.inputs.map((name) => outputs.get(name)!);
		const output =
			layer.kind === 'input'
				? { shape: [...graph.inputShape], values: Float64Array.from(image) }
				: evaluate(layer, inputs);
		outputs.set(layer.name, output);
	}
	return outputs;
}

function evaluate(layer: Exclude<Layer, { kind: 'input' }>, inputs: Value[]): Value {
	const [x] = inputs;
	switch (layer.kind) {
		case 'identity':
			return x;
		case 'conv2d':
			return activate(layer.activation, convolve(x, layer.kernel, layer.bias, layer));
		case 'depthwiseConv2d':
			return activate(layer.activation, convolveDepthwise(x, layer.kernel, layer.bias, layer));
		case 'separableConv2d': {
			const depthwise = convolveDepthwise(x, layer.depthwiseKernel, null, layer);
			const once = { strides: [1, 1], dilations: [1, 1], padding: 'valid' } as const;
			const pointwise = convolve(depthwise, layer.pointwiseKernel, layer.bias, once);
			return activate(layer.activation, pointwise);
		}
		case 'batchNormalization': {
			const { gamma, beta, movingMean, movingVariance, epsilon } = layer;
			return mapChannels(x, (value, c) => {
				const deviation = Math.sqrt(movingVariance.values[c] + epsilon);
				const normal = (value - movingMean.values[c]) / deviation;
				return normal * (gamma?.values[c] ?? 1) + (beta?.values[c] ?? 0);
			});
		}
		case 'activation':
			return activate(layer.activation, x);
		case 'rescaling':
			return mapChannels(x, (value) => value * Number(layer.scale) + Number(layer.offset));
		case 'add':
			return {
				shape: x.shape,
				values: x.values.map((_, i) => inputs.reduce((sum, { values }) => sum + values[i], 0))
			};
		case 'scaledAdd':
			return {
				shape: x.shape,
				values: x.values.map((value, i) => value + layer.scale * inputs[1].values[i])
			};
		case 'concatenate':
			return concatenate(inputs);
		case 'maxPooling2d':
		case 'averagePooling2d':
			return pool(x, layer);
		case 'zeroPadding2d': {
			const [[top, bottom], [left, right]] = layer.padding;
			const [height, width, channels] = x.shape;
			return build(height + top + bottom, width + left + right, channels, (row, column, c) =>
				at(x, row - top, column - left, c)
			);
		}
		case 'cropping2d': {
			const [[top, bottom], [left, right]] = layer.cropping;
			const [height, width, channels] = x.shape;
			return build(height - top - bottom, width - left - right, channels, (row, column, c) =>
				at(x, row + top, column + left, c)
			);
		}
		case 'globalAveragePooling2d': {
			const [height, width, channels] = x.shape;
			const values = new Float64Array(channels);
			x.values.forEach((value, i) => (values[i % channels] += value / (height * width)));
			return { shape: [channels], values };
		}
		case 'flatten':
			return { shape: [x.values.length], values: x.values };
		case 'dense': {
			const [size, units] = layer.kernel.shape;
			const values = Float64Array.from({ length: units }, (_, unit) => {
				let sum = layer.bias?.values[unit] ?? 0;
				for (let i = 0; i < size; i++) sum += x.values[i] * layer.kernel.values[i * units + unit];
				return sum;
			});
			return activate(layer.activation, { shape: [units], values });
		}
		default:
			throw new Error(`${layer.kind} is not evaluated here; Keras's fixtures are its reference.`);
	}
}

interface Sliding {
	strides: Pair;
	dilations: Pair;
	padding: Padding;
}

function convolve(x: Value, kernel: Weight, bias: Weight | null, sliding: Sliding): Value {
	const [kernelHeight, kernelWidth, channels, filters] = kernel.shape;
	const place = placement(x, [kernelHeight, kernelWidth], sliding);
	const output = build(place.rows, place.columns, filters, (_row, _column, f) =>
		bias ? bias.values[f] : 0
	);
	for (let row = 0; row < place.rows; row++) {
		for (let column = 0; column < place.columns; column++) {
			const target = (row * place.columns + column) * filters;
			for (const { ky, kx, y, x: across } of place.taps(row, column)) {
				for (let c = 0; c < channels; c++) {
					const value = at(x, y, across, c);
					const weights = ((ky * kernelWidth + kx) * channels + c) * filters;
					for (let f = 0; f < filters; f++) {
						output.values[target + f] += value * kernel.values[weights + f];
					}
				}
			}
		}
	}
	return output;
}

function convolveDepthwise(x: Value, kernel: Weight, bias: Weight | null, sliding: Sliding): Value {
	const [kernelHeight, kernelWidth, channels, multiplier] = kernel.shape;
	const place = placement(x, [kernelHeight, kernelWidth], sliding);
	return build(place.rows, place.columns, channels * multiplier, (row, column, out) => {
		const c = Math.floor(out / multiplier);
		let sum = bias ? bias.values[out] : 0;
		for (const { ky, kx, y, x: across } of place.taps(row, column)) {
			const weight = ((ky * kernelWidth + kx) * channels + c) * multiplier + (out % multiplier);
			sum += at(x, y, across, c) * kernel.values[weight];
		}
		return sum;
	});
}

function pool(x: Value, layer: Extract<Layer, { poolSize: Pair }>): Value {
	const { kind, poolSize, strides, padding } = layer;
	const place = placement(x, poolSize, { strides, dilations: [1, 1], padding });
	return build(place.rows, place.columns, x.shape[2], (row, column, c) => {
		const seen = place.taps(row, column).map(({ y, x: across }) => at(x, y, across, c));
		if (kind === 'maxPooling2d') return Math.max(...seen);
		return seen.reduce((sum, value) => sum + value, 0) / seen.length;
	});
}

/** Output size of a sliding window, and the cells inside the image that each of its positions touches. */
function placement(x: Value, [kernelHeight, kernelWidth]: Pair, sliding: Sliding) {
	const { strides, dilations, padding } = sliding;
	const axis = (size: number, kernel: number, stride: number, dilation: number) => {
		const reach = (kernel - 1) * dilation + 1;
		if (padding === 'valid') return { count: Math.ceil((size - reach + 1) / stride), before: 0 };
		const count = Math.ceil(size / stride);
		return { count, before: Math.floor(Math.max((count - 1) * stride + reach - size, 0) / 2) };
	};
	const [height, width] = x.shape;
	const vertical = axis(height, kernelHeight, strides[0], dilations[0]);
	const horizontal = axis(width, kernelWidth, strides[1], dilations[1]);
	const taps = (row: number, column: number) => {
		const found: { ky: number; kx: number; y: number; x: number }[] = [];
		for (let ky = 0; ky < kernelHeight; ky++) {
			for (let kx = 0; kx < kernelWidth; kx++) {
				const y = row * strides[0] + ky * dilations[0] - vertical.before;
				const across = column * strides[1] + kx * dilations[1] - horizontal.before;
				if (y < 0 || y >= height || across < 0 || across >= width) continue;
				found.push({ ky, kx, y, x: across });
			}
		}
		return found;
	};
	return { rows: vertical.count, columns: horizontal.count, taps };
}

function concatenate(inputs: Value[]): Value {
	const [height, width] = inputs[0].shape;
	const owners = inputs.flatMap((input) =>
		Array.from({ length: input.shape[2] }, (_, channel) => ({ input, channel }))
	);
	return build(height, width, owners.length, (row, column, c) =>
		at(owners[c].input, row, column, owners[c].channel)
	);
}

function activate(activation: Activation, x: Value): Value {
	const exponentials = () => {
		const powers = x.values.map((value) => Math.exp(value));
		const sum = powers.reduce((total, power) => total + power, 0);
		return { shape: x.shape, values: powers.map((power) => power / sum) };
	};
	switch (activation) {
		case 'linear':
			return x;
		case 'relu':
			return mapChannels(x, (value) => Math.max(value, 0));
		case 'relu6':
			return mapChannels(x, (value) => Math.min(Math.max(value, 0), 6));
		case 'sigmoid':
			return mapChannels(x, (value) => 1 / (1 + Math.exp(-value)));
		case 'tanh':
			return mapChannels(x, Math.tanh);
		case 'softmax':
			if (x.shape.length !== 1) throw new Error('Softmax of a feature map is not defined here.');
			return exponentials();
		default:
			throw new Error(`${activation} is not evaluated here; Keras's fixtures are its reference.`);
	}
}

function mapChannels(x: Value, change: (value: number, channel: number) => number): Value {
	const channels = x.shape[x.shape.length - 1];
	return { shape: x.shape, values: x.values.map((value, i) => change(value, i % channels)) };
}

function at(x: Value, row: number, column: number, channel: number): number {
	const [height, width, channels] = x.shape;
	if (row < 0 || row >= height || column < 0 || column >= width) return 0;
	return x.values[(row * width + column) * channels + channel];
}

function build(
	rows: number,
	columns: number,
	channels: number,
	value: (row: number, column: number, channel: number) => number
): Value {
	const values = new Float64Array(rows * columns * channels);
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			for (let c = 0; c < channels; c++) {
				values[(row * columns + column) * channels + c] = value(row, column, c);
			}
		}
	}
	return { shape: [rows, columns, channels], values };
}

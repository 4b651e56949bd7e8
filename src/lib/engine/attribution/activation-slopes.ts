import {
	abs,
	add,
	cast,
	clipByValue,
	erf,
	exp,
	greater,
	less,
	logicalAnd,
	mul,
	neg,
	ones,
	reciprocal,
	scalar,
	sigmoid,
	softplus,
	square,
	sub,
	tanh,
	where,
	type Tensor
} from '@tensorflow/tfjs-core';
import type { ActivationNode, RectifierNode } from '#lib/engine/compile/network-graph.ts';

type Slope = (x: Tensor, y: Tensor) => Tensor;

const plus = (x: Tensor, value: number) => add(x, scalar(value));
const times = (x: Tensor, value: number) => mul(x, scalar(value));
const isAbove = (x: Tensor, value: number) => cast(greater(x, scalar(value)), 'float32');
const oneMinus = (x: Tensor) => sub(scalar(1), x);
const between = (x: Tensor, low: number, high: number) =>
	cast(logicalAnd(greater(x, scalar(low)), less(x, scalar(high))), 'float32');

/** As Klambauer et al., NeurIPS 2017. */
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

const hardSigmoid = (x: Tensor) => clipByValue(times(plus(x, 3), 1 / 6), 0, 1);

const SLOPES: Readonly<Record<Exclude<ActivationNode['activation'], 'softmax'>, Slope>> = {
	relu: (x) => isAbove(x, 0),
	relu6: (x) => between(x, 0, 6),
	sigmoid: (_, y) => mul(y, oneMinus(y)),
	tanh: (_, y) => oneMinus(square(y)),
	elu: (x, y) => where(greater(x, scalar(0)), ones(x.shape), plus(y, 1)),
	selu: (x, y) =>
		where(
			greater(x, scalar(0)),
			times(ones(x.shape), SELU_SCALE),
			plus(y, SELU_SCALE * SELU_ALPHA)
		),
	softplus: (x) => sigmoid(x),
	softsign: (x) => reciprocal(square(plus(abs(x), 1))),
	exponential: (_, y) => y,
	swish: (x) => {
		const s = sigmoid(x);
		return mul(s, plus(mul(x, oneMinus(s)), 1));
	},
	mish: (x) => {
		const t = tanh(softplus(x));
		return add(t, mul(mul(x, sigmoid(x)), oneMinus(square(t))));
	},
	gelu: (x) => {
		const below = times(plus(erf(times(x, Math.SQRT1_2)), 1), 0.5);
		const density = times(exp(times(neg(square(x)), 0.5)), 1 / Math.sqrt(2 * Math.PI));
		return add(below, mul(x, density));
	},
	geluTanh: (x) => {
		const root = Math.sqrt(2 / Math.PI);
		const t = tanh(times(add(x, times(mul(x, square(x)), 0.044715)), root));
		const inner = times(plus(times(square(x), 3 * 0.044715), 1), root);
		return times(add(plus(t, 1), mul(mul(x, oneMinus(square(t))), inner)), 0.5);
	},
	hardSigmoid: (x) => times(between(x, -3, 3), 1 / 6),
	hardSigmoidFifth: (x) => times(between(x, -2.5, 2.5), 0.2),
	hardSwish: (x) => add(hardSigmoid(x), mul(x, times(between(x, -3, 3), 1 / 6)))
};

/**
 * The slope of an activation, where it bends that of TensorFlow's gradient.
 *
 * @param x what it was given
 * @param y what it answered
 */
export function activationSlope(
	activation: Exclude<ActivationNode['activation'], 'softmax'>,
	x: Tensor,
	y: Tensor
): Tensor {
	return SLOPES[activation](x, y);
}

export function rectifierSlope(
	{
		negativeSlope,
		threshold,
		maxValue
	}: Pick<RectifierNode, 'negativeSlope' | 'threshold' | 'maxValue'>,
	x: Tensor
): Tensor {
	const above = isAbove(x, threshold);
	const slope = add(above, times(oneMinus(above), negativeSlope));
	return maxValue === null ? slope : mul(slope, cast(less(x, scalar(maxValue)), 'float32'));
}

import {
	abs,
	add,
	clipByValue,
	div,
	elu,
	erf,
	exp,
	greaterEqual,
	leakyRelu,
	minimum,
	mul,
	relu,
	relu6,
	scalar,
	selu,
	sigmoid,
	softmax,
	softplus,
	sub,
	tanh,
	where,
	type Tensor4D
} from '@tensorflow/tfjs-core';
import type { RectifierNode } from '#lib/engine/compile/network-graph.ts';
import type { ActivationNode } from '#lib/engine/compile/network-graph.ts';

type Function = (x: Tensor4D) => Tensor4D;

const halved = (x: Tensor4D) => mul<Tensor4D>(x, scalar(0.5));
const onePlus = (x: Tensor4D) => add<Tensor4D>(x, scalar(1));

/** `relu6(x + 3) / 6` */
const hardSigmoid: Function = (x) => div(relu6(add(x, scalar(3))), scalar(6));

/** Hendrycks & Gimpel, arXiv 1606.08415; by its own definition and by the approximation given there. */
const gelu: Function = (x) => mul(halved(x), onePlus(erf(div(x, scalar(Math.SQRT2)))));
const geluTanh: Function = (x) => {
	const cubed = mul<Tensor4D>(mul(x, mul(x, x)), scalar(0.044715));
	return mul(halved(x), onePlus(tanh(mul(add(x, cubed), scalar(Math.sqrt(2 / Math.PI))))));
};

const FUNCTIONS: Readonly<Record<ActivationNode['activation'], Function>> = {
	relu,
	relu6,
	sigmoid,
	tanh,
	softmax: (x) => softmax(x),
	elu,
	selu,
	softplus,
	softsign: (x) => div(x, onePlus(abs(x))),
	exponential: exp,
	swish: (x) => mul(x, sigmoid(x)),
	mish: (x) => mul(x, tanh(softplus(x))),
	gelu,
	geluTanh,
	hardSigmoid,
	hardSigmoidFifth: (x) => clipByValue(add(mul(x, scalar(0.2)), scalar(0.5)), 0, 1),
	hardSwish: (x) => mul(x, hardSigmoid(x))
};

/** As Keras's function of that name. */
export function activate(activation: ActivationNode['activation'], x: Tensor4D): Tensor4D {
	return FUNCTIONS[activation](x);
}

/** As Keras's ReLU with these settings. */
export function rectify(
	{
		negativeSlope,
		threshold,
		maxValue
	}: Pick<RectifierNode, 'negativeSlope' | 'threshold' | 'maxValue'>,
	x: Tensor4D
): Tensor4D {
	const below = () => mul<Tensor4D>(sub(x, scalar(threshold)), scalar(negativeSlope));
	const rectified =
		threshold === 0
			? negativeSlope === 0
				? relu(x)
				: leakyRelu(x, negativeSlope)
			: where(greaterEqual(x, scalar(threshold)), x, below());
	return maxValue === null ? rectified : minimum(rectified, scalar(maxValue));
}

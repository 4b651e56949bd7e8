export const NAMED_PREPROCESSINGS = ['tf', 'caffe', 'torch', '0-1', 'none'] as const;

export type NamedPreprocessing = (typeof NAMED_PREPROCESSINGS)[number];

/**
 * How grey values 0-255, repeated to the network's channels, become its input. As keras.applications: `tf` -1 to 1,
 * `caffe` blue, green and red less the means of ImageNet, `torch` 0 to 1 less the means of ImageNet, divided by its
 * deviations. `0-1` divided by 255, `none` as they are. Else `scale=S:offset=O`, `grey * S + O`, with one number each or
 * one for every channel: `scale=0.0171,0.0175,0.0174:offset=-2.12,-2.04,-1.8`.
 */
export type Preprocessing = NamedPreprocessing | `scale=${string}:offset=${string}`;

/** `grey / divisor + offset`, a number of each for every channel. */
export interface InputScaling {
	divisor: number[];
	offset: number[];
}

const CAFFE_MEANS = [103.939, 116.779, 123.68];
const TORCH_MEANS = [0.485, 0.456, 0.406];
const TORCH_DEVIATIONS = [0.229, 0.224, 0.225];

const NAMED: Readonly<Record<NamedPreprocessing, InputScaling>> = {
	tf: { divisor: [127.5], offset: [-1] },
	caffe: { divisor: [1, 1, 1], offset: CAFFE_MEANS.map((mean) => -mean) },
	torch: {
		divisor: TORCH_DEVIATIONS.map((deviation) => 255 * deviation),
		offset: TORCH_MEANS.map((mean, c) => -mean / TORCH_DEVIATIONS[c])
	},
	'0-1': { divisor: [255], offset: [0] },
	none: { divisor: [1], offset: [0] }
};

/** How a preprocessing may be written, for messages. */
export const PREPROCESSING_CHOICES =
	'tf, caffe, torch, 0-1, none or scale=S:offset=O (grey values 0-255 times S plus O; one number, or three with commas)';

/**
 * Reads a preprocessing as a person writes it: a name, `scale=1/255`, `scale=1/127.5:offset=-1`.
 *
 * @returns in its one spelling; null where it is none
 */
export function parsePreprocessing(text: string): Preprocessing | null {
	const named = NAMED_PREPROCESSINGS.find((name) => name === text);
	if (named) return named;
	const found = /^scale=([^:]+)(?::offset=([^:]+))?$/.exec(text);
	if (!found) return null;
	const scale = numbersIn(found[1]);
	const offset = numbersIn(found[2] ?? '0');
	if (!scale || !offset || scale.includes(0)) return null;
	return `scale=${scale.join(',')}:offset=${offset.join(',')}`;
}

/**
 * What a preprocessing does to each channel.
 *
 * @throws RangeError where it is of three channels and the network has another number of them
 */
export function inputScaling(preprocessing: Preprocessing, channels: number): InputScaling {
	const { divisor, offset } = isNamed(preprocessing)
		? NAMED[preprocessing]
		: writtenScaling(preprocessing);
	const forAll = (values: number[]) => {
		if (values.length === 1) return new Array<number>(channels).fill(values[0]);
		if (values.length === channels) return values;
		throw new RangeError(`"${preprocessing}" is for images with ${values.length} channels`);
	};
	return { divisor: forAll(divisor), offset: forAll(offset) };
}

function isNamed(preprocessing: Preprocessing): preprocessing is NamedPreprocessing {
	return Object.hasOwn(NAMED, preprocessing);
}

function writtenScaling(preprocessing: Preprocessing): InputScaling {
	const [scale, offset] = preprocessing.split(':').map((part) => numbersIn(part.split('=')[1])!);
	return { divisor: scale.map((value) => 1 / value), offset };
}

/** One or three numbers or fractions; null where they are not. */
function numbersIn(text: string): number[] | null {
	const numbers = text.split(',').map((part) => {
		const [above, below = '1', ...more] = part.split('/').map((value) => value.trim());
		return more.length > 0 || above === '' || below === '' ? NaN : Number(above) / Number(below);
	});
	const count = numbers.length === 1 || numbers.length === 3;
	return count && numbers.every(Number.isFinite) ? numbers : null;
}

import { formatBytes, formatCount, formatNumber, UNKNOWN } from '#lib/core/text/format.ts';
import type { InputPreparation, ModelCard } from '#lib/core/records/model-card.ts';
import type { NamedPreprocessing, Preprocessing } from '#lib/core/image/preprocessing.ts';
import { EXPOSURE_SIDE as KNEE_SIDE } from '#lib/core/image/exposure.ts';
import { sharesInWords } from './share-words.ts';
import { kneeSources } from './knee-kind.ts';

/** What sets an architecture apart, in a sentence. */
export const ARCHITECTURE_SENTENCE: Readonly<Record<ModelCard['architecture'], string>> = {
	xception:
		'Depthwise separable convolutions: each channel is filtered alone, then channels are mixed.',
	resnet50: 'Residual blocks with shortcuts: each block learns only a correction to its input.',
	inception_resnet_v2: 'Filters of several sizes in parallel, with shortcuts around them.',
	other: 'A convolutional network of another architecture than the published ones.'
};

const PUBLISHED: Readonly<Record<ModelCard['architecture'], string | null>> = {
	xception: 'Xception',
	resnet50: 'ResNet50',
	inception_resnet_v2: 'Inception-ResNet-v2',
	other: null
};

const FRACTIONS: readonly (readonly [number, string])[] = [
	[0.5, 'half of'],
	[0.375, 'three eighths of'],
	[1 / 3, 'a third of'],
	[0.3, 'three tenths of'],
	[0.25, 'a quarter of'],
	[0.2, 'a fifth of'],
	[1 / 6, 'a sixth of'],
	[0.125, 'an eighth of'],
	[1 / 16, 'a sixteenth of']
];

/** "a quarter of the published width"; null where the width is not known. */
function widthWords({ widthMultiplier: width }: ModelCard): string | null {
	if (width === null) return null;
	if (width === 1) return 'the published width';
	const fraction = FRACTIONS.find(([value]) => Math.abs(width / value - 1) < 0.01);
	return `${fraction ? fraction[1] : `${Number(width.toPrecision(3))} of`} the published width`;
}

/** "a quarter or a fifth of the published width", of those that are slimmer; null where none is. */
export function slimWords(cards: readonly ModelCard[]): string | null {
	const slim = cards.filter(
		({ widthMultiplier }) => widthMultiplier !== null && widthMultiplier < 1
	);
	const widths = [...new Set(slim.map((card) => widthWords(card)))];
	if (widths.length === 0) return null;
	const parts = widths.map((width, i) =>
		i < widths.length - 1 ? width!.replace(/( of)? the published width$/, '') : width
	);
	return parts.join(' or ');
}

/** "Xception, a quarter of the published width". */
export function architectureWords(card: ModelCard): string {
	const published = PUBLISHED[card.architecture];
	if (!published) return 'not a published architecture';
	return `${published}, ${widthWords(card) ?? `width ${UNKNOWN}`}`;
}

/** 1386933 -> "1.39 M"; small networks are counted out. */
export function parametersWords(parameters: number): string {
	return parameters >= 1e6 ? `${formatNumber(parameters / 1e6)} M` : formatCount(parameters);
}

/** "2.8 MB, 16-bit floats". */
export function downloadWords({ weights }: ModelCard): string {
	const dtype = { float32: '32-bit floats', float16: '16-bit floats', uint16: '16-bit integers' };
	return `${formatBytes(weights.bytes)}, ${dtype[weights.dtype]}`;
}

const RESAMPLING = `images of ${KNEE_SIDE} × ${KNEE_SIDE} are resized to it, bilinear with antialiasing`;

const PREPROCESSING_WORDS: Readonly<Record<NamedPreprocessing, string>> = {
	tf: 'grey 0 to 255 becomes −1 to 1',
	caffe: 'ImageNet mean subtracted, BGR',
	torch: 'grey 0 to 1, ImageNet mean subtracted, divided by its standard deviation',
	'0-1': 'grey 0 to 255 becomes 0 to 1',
	none: 'grey 0 to 255 as it is'
};

/** "224 × 224 × 3", how images of another size become that, and how much of it is read. */
export function inputWords({ inputSize, seen }: ModelCard): string {
	const [height, width] = inputSize;
	const resized = height === KNEE_SIDE && width === KNEE_SIDE ? '' : `, ${RESAMPLING}`;
	const size = `${inputSize.join(' × ')}${resized}`;
	return seen ? `${size}, of which it reads rows ${seen.y0} to ${seen.y1 - 1}` : size;
}

/** "4 × 7 cells", and where they are placed if that was measured. */
export function heatGridWords({ featureMap: [rows, columns], heatCentre }: ModelCard): string {
	const cells = `${rows} × ${columns} cells`;
	if (!heatCentre) return cells;
	const { x, y } = heatCentre;
	return `${cells}; receptive-field centres measured, the first at about column ${Math.round(x)}, row ${Math.round(y)}`;
}

/** "grey × 0.0078 − 1": one number, or one for every channel. */
function preprocessingWords(preprocessing: Preprocessing): string {
	if (Object.hasOwn(PREPROCESSING_WORDS, preprocessing)) {
		return PREPROCESSING_WORDS[preprocessing as NamedPreprocessing];
	}
	const [scale, offset] = preprocessing.split(':').map((part) => part.split('=')[1]);
	return `grey × ${scale} + ${offset}`.replaceAll('+ -', '− ').replaceAll(',', ' / ');
}

/** What happens to grey values before the network sees them. */
export function preparationWords({ exposure, preprocessing }: InputPreparation): string {
	const words = preprocessingWords(preprocessing);
	return exposure === 'standardised'
		? `inverted images re-inverted, contrast stretched to 0 to 255, then ${words}`
		: words;
}

/** Where the file's answers were put into the order of the grades: which order they had. */
export function answerFacts({ answersInFile }: ModelCard): { label: string; value: string }[] {
	if (!answersInFile) return [];
	const value = `${answersInFile.join(', ')}; reordered to match the grades`;
	return [{ label: 'Answers in the file', value }];
}

/** "equally frequent grades (20% each)": what its scores are probabilities for; null where the card does not say. */
export function priorWords({ trainingPrior }: ModelCard): string | null {
	return trainingPrior ? sharesInWords(trainingPrior) : null;
}

/** What the network was trained on, in a sentence; empty where unknown, which the card's notice says. */
export function trainingDataWords(card: ModelCard): string {
	if (!card.trainingData) return '';
	const parts = kneeSources(card).map(({ kind, counts }) =>
		counts.train
			? `${formatCount(counts.train.reduce((sum, count) => sum + count, 0))} ${kind}`
			: kind
	);
	return `Trained on ${parts.join(' and ')}.`;
}

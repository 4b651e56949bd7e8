/** What to do about a layer that cannot be read, by its class or the beginning of it. */
const REMEDIES: readonly [RegExp, string][] = [
	[
		/^(Convolution2D|SeparableConvolution2D|Merge|MaxoutDense)$/,
		'it is a layer of Keras 1; open the file with Keras 2 and save it again'
	],
	[
		/(Attention|Transformer|Embedding|LSTM|GRU|RNN|Patch|PositionEmbedding)/,
		'networks of attention or recurrence have no feature map that grades are read off; give a convolutional network'
	],
	[
		/^(Conv|MaxPooling|AveragePooling|GlobalAveragePooling|GlobalMaxPooling|SeparableConv)(1D|3D)$/,
		'only images, layers of 2D, can be read'
	],
	[
		/^(TFSMLayer|KerasLayer)$/,
		'it holds a SavedModel, whose graph is not read; build the network of layers of Keras and save it again'
	],
	[/^(Lambda|SlicingOpLambda|TFOpLambda)$/, 'put a layer of Keras in its place and save again'],
	[
		/^(Conv2DTranspose|Permute|RepeatVector|Masking)$/,
		'put another layer in its place: UpSampling2D and Conv2D enlarge images, Reshape and Flatten change shapes'
	]
];

/** The sentence about a class that is not among those that are read. */
export function remedyFor(className: string, known: readonly string[]): string {
	const found = REMEDIES.find(([pattern]) => pattern.test(className));
	if (found) return found[1];
	return `only ${known.join(', ')}, dropout and augmentation can be read; put one of these in its place and save again`;
}

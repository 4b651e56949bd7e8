/** What to do about a layer that cannot be read, by its class or the beginning of it. */
const REMEDIES: readonly [RegExp, string][] = [
	[
		/^(Convolution2D|SeparableConvolution2D|Merge|MaxoutDense)$/,
		'it is a layer of Keras 1; open the file with Keras 2 and save it again'
	],
	[
		/(Attention|Transformer|Embedding|LSTM|GRU|RNN|Patch|PositionEmbedding)/,
		'attention and recurrent networks have no feature map that the grades are computed from; give a convolutional network'
	],
	[
		/^(Conv|MaxPooling|AveragePooling|GlobalAveragePooling|GlobalMaxPooling|SeparableConv)(1D|3D)$/,
		'only 2D layers, for images, can be read'
	],
	[
		/^(TFSMLayer|KerasLayer)$/,
		'it holds a SavedModel, whose graph is not read; build the network from Keras layers and save it again'
	],
	[/^(Lambda|SlicingOpLambda|TFOpLambda)$/, 'replace it by a Keras layer and save again'],
	[
		/^(Conv2DTranspose|Permute|RepeatVector|Masking)$/,
		'replace it by another layer: UpSampling2D and Conv2D enlarge images, Reshape and Flatten change shapes'
	]
];

/** The sentence about a class that is not among those that are read. */
export function remedyFor(className: string, known: readonly string[]): string {
	const found = REMEDIES.find(([pattern]) => pattern.test(className));
	if (found) return found[1];
	return `only ${known.join(', ')}, dropout and augmentation can be read; replace it by one of these and save again`;
}

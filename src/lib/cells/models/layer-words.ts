import { formatCount } from '#lib/core/text/format.ts';
import type { Table } from '#lib/core/text/table.ts';
import type { LayerDetails } from '#lib/study/readings/model-details.ts';

/** Keras's class of each kind of layer. */
const CLASS: Readonly<Record<LayerDetails['kind'], string>> = {
	input: 'Input',
	conv2d: 'Conv2D',
	depthwiseConv2d: 'DepthwiseConv2D',
	separableConv2d: 'SeparableConv2D',
	batchNormalization: 'BatchNormalization',
	layerNormalization: 'LayerNormalization',
	groupNormalization: 'GroupNormalization',
	normalization: 'Normalization',
	layerScale: 'LayerScale',
	activation: 'Activation',
	rectifier: 'ReLU',
	prelu: 'PReLU',
	add: 'Add',
	multiply: 'Multiply',
	subtract: 'Subtract',
	average: 'Average',
	maximum: 'Maximum',
	minimum: 'Minimum',
	scaledAdd: 'Scaled add',
	concatenate: 'Concatenate',
	maxPooling2d: 'MaxPooling2D',
	averagePooling2d: 'AveragePooling2D',
	globalAveragePooling2d: 'GlobalAveragePooling2D',
	globalMaxPooling2d: 'GlobalMaxPooling2D',
	channelReduction: 'Over channels',
	channelOrder: 'Order of channels',
	upSampling2d: 'UpSampling2D',
	resizing: 'Resizing',
	zeroPadding2d: 'ZeroPadding2D',
	cropping2d: 'Cropping2D',
	rescaling: 'Rescaling',
	flatten: 'Flatten',
	reshape: 'Reshape',
	dense: 'Dense',
	identity: 'Dropout'
};

/** "Conv2D 3 × 3, stride 2, relu". */
export function layerWords({ kind, settings }: LayerDetails): string {
	return settings ? `${CLASS[kind]} ${settings}` : CLASS[kind];
}

export function shapeWords(shape: readonly number[]): string {
	return shape.join(' × ');
}

export function layersTable(title: string, layers: readonly LayerDetails[]): Table {
	return {
		caption: `Layers of ${title}`,
		columns: [
			{ label: 'layer' },
			{ label: 'class' },
			{ label: 'output' },
			{ label: 'parameters', numeric: true }
		],
		rows: layers.map((layer) => [
			layer.name,
			layerWords(layer),
			shapeWords(layer.outputShape),
			layer.parameters
		])
	};
}

/** "132 layers, 74 with weights, 1,386,933 parameters". */
export function layersSummary(layers: readonly LayerDetails[]): string {
	const weighted = layers.filter(({ weights }) => weights.length > 0).length;
	const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
	return `${formatCount(layers.length)} layers, ${formatCount(weighted)} with weights, ${formatCount(parameters)} parameters`;
}

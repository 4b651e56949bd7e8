import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import type { NamedPreprocessing } from '#lib/core/image/preprocessing.ts';

/** A network of keras.applications, known by the names Keras gives its layers. */
interface Family {
	title: string;
	/**
	 * The mode of its `preprocess_input`, or that without the scaling of its own; null where it always scales its input itself.
	 */
	preprocessing: NamedPreprocessing | null;
	has: readonly string[];
	lacks?: readonly string[];
}

const FAMILIES: readonly Family[] = [
	{ title: 'VGG16', preprocessing: 'caffe', has: ['block5_conv3'], lacks: ['block5_conv4'] },
	{ title: 'VGG19', preprocessing: 'caffe', has: ['block5_conv4'] },
	{
		title: 'ResNet152V2',
		preprocessing: 'tf',
		has: ['post_bn', 'conv3_block8_out', 'conv4_block36_out']
	},
	{ title: 'ResNet101V2', preprocessing: 'tf', has: ['post_bn', 'conv4_block23_out'] },
	{ title: 'ResNet50V2', preprocessing: 'tf', has: ['post_bn', 'conv5_block3_out'] },
	{ title: 'ResNet152', preprocessing: 'caffe', has: ['conv1_bn', 'conv4_block36_out'] },
	{ title: 'ResNet101', preprocessing: 'caffe', has: ['conv1_bn', 'conv4_block23_out'] },
	{ title: 'Inception v3', preprocessing: 'tf', has: ['mixed0', 'mixed9', 'mixed10'] },
	{ title: 'DenseNet201', preprocessing: 'torch', has: ['conv4_block48_concat'] },
	{ title: 'DenseNet169', preprocessing: 'torch', has: ['conv5_block32_concat'] },
	{ title: 'DenseNet121', preprocessing: 'torch', has: ['conv5_block16_concat'] },
	{ title: 'MobileNet', preprocessing: 'tf', has: ['conv_dw_13', 'conv_pw_13'] },
	{ title: 'MobileNetV2', preprocessing: 'tf', has: ['Conv1', 'block_16_project', 'Conv_1'] },
	{
		title: 'MobileNetV3',
		preprocessing: 'tf',
		has: ['expanded_conv_project', 'expanded_conv_10_project']
	},
	{ title: 'NASNet', preprocessing: 'tf', has: ['stem_conv1', 'stem_bn1', 'normal_concat_0'] },
	{
		title: 'EfficientNetV2',
		preprocessing: 'tf',
		has: ['stem_conv', 'block1a_project_conv', 'block6a_se_reduce', 'top_conv'],
		lacks: ['block1a_dwconv']
	},
	{
		title: 'EfficientNet',
		preprocessing: null,
		has: ['stem_conv', 'block1a_dwconv', 'block6a_se_reduce', 'top_conv']
	}
];

/** Which network of keras.applications a graph is; null for another one. */
export function familyOf({ layers }: LayerGraph): Family | null {
	const names = new Set(layers.map(({ name }) => name));
	return (
		FAMILIES.find(
			({ has, lacks = [] }) =>
				has.every((name) => names.has(name)) && !lacks.some((name) => names.has(name))
		) ?? null
	);
}

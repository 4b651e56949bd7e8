import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { PREPROCESSING_CHOICES } from '#lib/core/image/preprocessing.ts';
import type {
	Exposure,
	InputPreparation,
	ModelCard,
	Preprocessing
} from '#lib/core/records/model-card.ts';
import { sha256 } from '#lib/data/files/sha256.ts';
import { describeFile } from '#lib/data/files/file-reference.ts';
import {
	defaultPreprocessing,
	recogniseArchitecture,
	scalesItself,
	type ChosenPreprocessing
} from '#lib/data/models/architectures.ts';
import type { TrainingMetadata } from '#lib/data/models/training-metadata.ts';
import { trainingPriorOf, type AskedPrior } from '#lib/data/models/training-prior.ts';
import { compileNetwork } from '#lib/engine/compile/compile-network.ts';
import { splitHead } from '#lib/engine/compile/split-head.ts';
import { scalingFor } from '#lib/engine/run/preprocess.ts';
import type { WeightDtype } from '#lib/keras/files/weight-encoding.ts';
import { writeLayersModel, type LayersModelFiles } from '#lib/keras/files/write-layers-model.ts';
import type { KerasFile } from '#lib/keras/read-keras-file.ts';
import { buildCard } from './build-card.ts';
import { inClassOrder } from './class-order.ts';
import { naming } from './naming.ts';

/** A Keras model as it was read, with what its training says of it. */
export interface ModelSource extends KerasFile {
	/** Named where something is wrong with it. */
	label: string;
	/** Without folders, for the card. */
	fileName: string;
	bytes: Uint8Array;
	/** Null where nothing is known of the training. */
	metadata: TrainingMetadata | null;
	/** Names of its answers in their order; null where they are taken to be in the order of the classes. */
	classes: readonly string[] | null;
}

export interface ImportOptions {
	/** What its answers are scores of. */
	scale: LabelScale;
	/** Its name in folders and tables. */
	name: string;
	/** Null leaves it to the metadata or the architecture. */
	title: string | null;
	/** Titles of the other networks. */
	taken: readonly string[];
	/** How kernels are stored. */
	dtype: WeightDtype;
	/** Null leaves it to the metadata or the topology. */
	preprocessing: Preprocessing | null;
	/** Null leaves it to the metadata. */
	exposure: Exposure | null;
	/** Null leaves it to the metadata. */
	trainingPrior: AskedPrior | null;
}

export interface ImportedModel {
	/** With its answers in the order of the classes. */
	graph: LayerGraph;
	preparation: InputPreparation;
	card: ModelCard;
	/** A TF.js layers model, as the card lists it. */
	files: { name: string; bytes: Uint8Array }[];
	/** Who says how images are prepared. */
	preprocessingReason: string;
}

/** @throws Error naming the file where what follows its last feature map is no head that gives scores of classes */
export function requireScoringHead(label: string, graph: LayerGraph): void {
	naming(label, () => splitHead(compileNetwork({ ...graph, name: 'the network' })));
}

/**
 * A Keras model as the notebook runs it: its answers in the order of the classes, the files of its weights and its card.
 *
 * @throws Error in plain words, naming the file, where it does not answer in the classes of the labels or something must be said of it
 */
export async function importModel(
	source: ModelSource,
	options: ImportOptions
): Promise<ImportedModel> {
	const { label, metadata, bytes, fileName, kerasVersion } = source;
	requireScoringHead(label, source.graph);
	const ordered = inClassOrder(label, source.graph, source.classes, options.scale);
	const { graph } = ordered;
	const trainingPrior = trainingPriorOf(
		options.trainingPrior,
		metadata,
		options.scale.classes.length
	);
	const files = toFiles(writeLayersModel(graph, options.dtype));
	const chosen = choosePreprocessing(label, options.preprocessing, graph, metadata);
	const preparation = {
		exposure: options.exposure ?? metadata?.exposure ?? 'as-is',
		preprocessing: chosen.mode
	};
	naming(label, () => scalingFor('the network', chosen.mode, graph.inputShape[2]));
	const weights = {
		dtype: options.dtype,
		bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
		files: await Promise.all(files.map(({ name, bytes }) => describeFile(name, bytes)))
	};
	const { name, title, taken } = options;
	const about = {
		name,
		title,
		taken,
		graph,
		scale: options.scale,
		ordered,
		metadata,
		preparation,
		trainingPrior,
		weights
	};
	const origin = { file: fileName, sha256: await sha256(bytes), kerasVersion };
	const card = naming(label, () => buildCard({ ...about, source: origin }));
	return { graph, preparation, card, files, preprocessingReason: withOwnScaling(chosen, graph) };
}

function choosePreprocessing(
	label: string,
	asked: Preprocessing | null,
	graph: LayerGraph,
	metadata: TrainingMetadata | null
): ChosenPreprocessing {
	if (asked) return { mode: asked, reason: 'as asked' };
	if (metadata?.preprocessing) return { mode: metadata.preprocessing, reason: 'as trained' };
	const chosen = defaultPreprocessing(graph, recogniseArchitecture(graph));
	if (chosen) return chosen;
	throw new Error(
		`${label}: how images are prepared for this network is not known; say so with --preprocess: ${PREPROCESSING_CHOICES}`
	);
}

/** Why a preprocessing was chosen, and what it adds to where the network scales its input itself. */
function withOwnScaling({ mode, reason }: ChosenPreprocessing, graph: LayerGraph): string {
	if (mode === 'none' || !scalesItself(graph)) return reason;
	return `${reason}, on top of the network's own scaling of its input: --preprocess none leaves that alone`;
}

function toFiles({ json, shards }: LayersModelFiles): ImportedModel['files'] {
	return [{ name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(json)) }, ...shards];
}

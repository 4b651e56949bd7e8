import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { oddClassList } from '#lib/core/records/card-class-lists.ts';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { answerCount } from '#lib/core/network/layer-shapes.ts';
import { metricsOf } from '#lib/core/metrics/metrics.ts';
import type {
	InputPreparation,
	ModelCard,
	ModelCardMetrics
} from '#lib/core/records/model-card.ts';
import { EXPOSURE_SIDE } from '#lib/core/image/exposure.ts';
import type { Box } from '#lib/core/records/test-set.ts';
import type { NetworkGraph } from '#lib/engine/compile/network-graph.ts';
import { compileNetwork } from '#lib/engine/compile/compile-network.ts';
import { splitHead } from '#lib/engine/compile/split-head.ts';
import { partSeen } from '#lib/engine/attribution/receptive-grid.ts';
import { parameterCount } from '#lib/keras/parameter-count.ts';
import {
	PUBLISHED,
	recogniseArchitecture,
	widthMultiplier,
	type Architecture
} from '#lib/data/models/architectures.ts';
import type { OrderedModel } from './class-order.ts';
import { familyOf } from '#lib/data/models/families.ts';
import { noticeOf } from '#lib/data/models/notice.ts';
import type { TrainingMetadata } from '#lib/data/models/training-metadata.ts';

export interface CardRequest {
	name: string;
	graph: LayerGraph;
	/** What it answers. */
	scale: LabelScale;
	/** How its answers are called. */
	ordered: Pick<OrderedModel, 'classes' | 'answersInFile'>;
	/** What it is called; null leaves the choice to the metadata, else to its topology. */
	title: string | null;
	/** Titles of the other networks: none is given twice. */
	taken: readonly string[];
	/** Null where nothing is known of the training. */
	metadata: TrainingMetadata | null;
	preparation: InputPreparation;
	/** Null where it is not known. */
	trainingPrior: number[] | null;
	weights: ModelCard['weights'];
	source: ModelCard['source'];
}

/**
 * The card of a network.
 * @throws Error where the network does not answer in these classes or the metadata belongs to another network.
 */
export function buildCard(request: CardRequest): ModelCard {
	const { name, graph, scale, ordered, metadata } = request;
	const outputs = answerCount(graph);
	if (outputs !== scale.classes.length) {
		throw new Error(
			`the network gives ${outputs} numbers; one for each of the ${scale.classes.length} classes of the labels is needed`
		);
	}
	const architecture = chooseArchitecture(graph, metadata);
	const parameters = parameterCount(graph);
	if (metadata?.parameters != null && metadata.parameters !== parameters) {
		throw new Error(
			`the metadata describes a network of ${metadata.parameters} parameters, this one has ${parameters}; name the right file with --metadata`
		);
	}
	const network = compileNetwork(graph);
	const [rows, columns, channels] = splitHead(network).head.featureShape;
	const featureMap: ModelCard['featureMap'] = [rows, columns, channels];
	const seen = partOfKnee(network);
	const phantomMetrics = measured(metadata?.phantomMetrics);
	const card: ModelCard = {
		format: 'kneelens-model-card',
		version: 1,
		name,
		title: chooseTitle(request, architecture),
		architecture,
		widthMultiplier: metadata?.width ?? widthMultiplier(architecture, featureMap),
		parameters,
		inputSize: [...graph.inputShape],
		...(seen && { seen }),
		exposure: request.preparation.exposure,
		preprocessing: request.preparation.preprocessing,
		classes: ordered.classes,
		...(ordered.answersInFile && { answersInFile: ordered.answersInFile }),
		featureMap,
		trainingData: trainingData(metadata),
		...(request.trainingPrior && { trainingPrior: request.trainingPrior }),
		metrics: measured(metadata?.metrics),
		...(isEmpty(phantomMetrics) ? {} : { phantomMetrics }),
		history: metadata?.history ?? [],
		recipe: recipe(metadata),
		weights: request.weights,
		source: {
			...request.source,
			kerasVersion: request.source.kerasVersion ?? metadata?.kerasVersion ?? null
		},
		notice: noticeOf(metadata)
	};
	const odd = oddClassList(card);
	if (odd) throw new Error(`the metadata is of other classes: ${odd}`);
	return card;
}

/** The part that is read of an image of a knee, which is resized to the network's input. */
function partOfKnee(network: NetworkGraph): Box | null {
	const seen = partSeen(network);
	if (!seen) return null;
	const [down, across] = network.inputShape.map((side) => EXPOSURE_SIDE / side);
	const { x0, y0, x1, y1 } = seen;
	return { x0: x0 * across, y0: y0 * down, x1: x1 * across, y1: y1 * down };
}

/** A network that would be called like another one has its name after that. */
function chooseTitle(
	{ name, title, taken, graph, metadata }: CardRequest,
	architecture: Architecture
): string {
	const wanted =
		title ??
		metadata?.title ??
		(architecture === 'other' ? familyOf(graph)?.title : PUBLISHED[architecture].title) ??
		name;
	return taken.includes(wanted) ? `${wanted} (${name})` : wanted;
}

function chooseArchitecture(graph: LayerGraph, metadata: TrainingMetadata | null): Architecture {
	const found = recogniseArchitecture(graph);
	const told = metadata?.architecture;
	if (told && told !== found) {
		throw new Error(
			`the metadata says ${told}, the layers say ${found}; name the right file with --metadata`
		);
	}
	return found;
}

function trainingData(metadata: TrainingMetadata | null): ModelCard['trainingData'] {
	if (!metadata?.trainingData) return null;
	const { phantomCounts = {}, ...data } = metadata.trainingData;
	const all = isEmpty(phantomCounts) ? data : { ...data, phantomCounts };
	return all as ModelCard['trainingData'];
}

/** All figures come from the confusion matrices; a split in which one is undefined is left out. */
function measured(told: TrainingMetadata['metrics'] | undefined): ModelCard['metrics'] {
	const metrics: ModelCard['metrics'] = {};
	for (const split of ['train', 'val', 'test'] as const) {
		const confusion = told?.[split]?.confusion;
		const figures = confusion && cardMetrics(confusion);
		if (figures) metrics[split] = figures;
	}
	return metrics;
}

function cardMetrics(confusion: number[][]): ModelCardMetrics | null {
	const { balancedAccuracy, accuracy, quadraticWeightedKappa, recall, f1 } = metricsOf(confusion);
	if (balancedAccuracy === null || accuracy === null || quadraticWeightedKappa === null)
		return null;
	return { confusion, balancedAccuracy, accuracy, quadraticWeightedKappa, recall, f1 };
}

function recipe(metadata: TrainingMetadata | null): ModelCard['recipe'] {
	if (!metadata) return {};
	const settings: ModelCard['recipe'] = {};
	const { augmentation = null } = metadata;
	const all = augmentation === null ? metadata.recipe : { ...metadata.recipe, augmentation };
	for (const [key, value] of Object.entries(all)) {
		const plain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
		settings[key] = plain ? (value as string | number | boolean | null) : JSON.stringify(value);
	}
	if (metadata.seed !== null) settings.seed ??= metadata.seed;
	if (metadata.durationSeconds !== null) settings.durationSeconds ??= metadata.durationSeconds;
	return settings;
}

function isEmpty(record: object): boolean {
	return Object.keys(record).length === 0;
}

import { FEWEST_CLASSES, MOST_CLASSES } from '#lib/core/labels/label-scale.ts';
import { sizeOf, type Shape } from '#lib/core/network/layer-shapes.ts';
import { UnsupportedHeadError, UnsupportedNetworkError } from '#lib/engine/errors.ts';
import { asMap, type NetworkGraph, type NetworkNode } from './network-graph.ts';

/** How logits become scores of the classes: `sigmoid` of each, divided by their sum. */
export type Scores = 'softmax' | 'sigmoid';

/** What a network does with its last feature map. */
export interface Head {
	/** `[rows, columns, channels]` of the feature map. */
	featureShape: Shape;
	/** From the feature map to the logits. */
	graph: NetworkGraph;
	/** Logits, one a class. */
	classCount: number;
	/** Whether logits are sums of pooled or single features times weights: then their gradient is the same for every image. */
	linear: boolean;
	/** How the feature map is pooled. */
	pooling: 'mean' | 'max';
	scores: Scores;
}

/**
 * Cuts a compiled network at its last feature map: the last image of more than one pixel through which all paths lead.
 * The trunk computes the map, the head the logits.
 *
 * @throws UnsupportedHeadError where what follows the map is none of pooling, dense layers, normalisation, activations
 * and sums, so that no heat map can be made of it
 * @throws UnsupportedNetworkError where its answers are not those of 2 to 20 classes
 */
export function splitHead(graph: NetworkGraph): { trunk: NetworkGraph; head: Head } {
	const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
	const { logits, scores } = logitsOf(graph, nodes);
	const classCount = logits ? sizeOf(logits.shape) : 0;
	if (classCount < FEWEST_CLASSES || classCount > MOST_CLASSES) {
		throw new UnsupportedNetworkError(
			`${graph.name} gives ${classCount} ${classCount === 1 ? 'number' : 'numbers'}; the engine reads networks with ${FEWEST_CLASSES} to ${MOST_CLASSES}, one for each class.`
		);
	}
	const whole = pruneTo(graph, logits!.name);
	const cuts = cutsOf(whole);
	if (cuts.length === 0) throw new UnsupportedHeadError(graph.name, 'no feature map of its own');
	const odd = cuts.map((place) => oddNode(whole, place));
	const fitting = odd.findIndex((node) => node === null);
	if (fitting < 0) throw new UnsupportedHeadError(graph.name, describe(odd[0]!));
	const features = whole.nodes[cuts[fitting]];
	const head = headFrom(whole, cuts[fitting]);
	return {
		trunk: pruneTo(whole, features.name),
		head: {
			featureShape: asMap(features.shape),
			graph: head,
			classCount,
			linear: head.nodes.every(isLinear),
			pooling: poolingOf(head),
			scores
		}
	};
}

function headFrom(whole: NetworkGraph, place: number): NetworkGraph {
	const { name, shape } = whole.nodes[place];
	return { ...whole, input: name, inputShape: shape, nodes: whole.nodes.slice(place + 1) };
}

/** The first node of the head from a place on that gradients cannot be led through; null where there is none. */
function oddNode(whole: NetworkGraph, place: number): NetworkNode | null {
	const { input, nodes } = headFrom(whole, place);
	return nodes.find((node) => !isHeadNode(node, input, nodes)) ?? null;
}

/** The node of the logits: below softmax or sigmoid, and below what only changes the shape. */
function logitsOf(
	graph: NetworkGraph,
	nodes: ReadonlyMap<string, NetworkNode>
): { logits: NetworkNode | undefined; scores: Scores } {
	let last = nodes.get(graph.output);
	while (last?.kind === 'reshape') last = nodes.get(last.inputs[0]);
	if (last?.kind !== 'activation') return { logits: last, scores: 'softmax' };
	const { activation } = last;
	if (activation === 'softmax' || activation === 'sigmoid') {
		return { logits: nodes.get(last.inputs[0]), scores: activation };
	}
	throw new UnsupportedHeadError(
		graph.name,
		`${describe(last)} where softmax, sigmoid or no activation is needed`
	);
}

/**
 * Places where a network can be cut, as all paths lead through them: the last map of more than one pixel, then, for networks
 * whose map has shrunk to one pixel, the images of one pixel after it.
 */
function cutsOf({ nodes, input, output }: NetworkGraph): number[] {
	const lastReader = new Map<string, number>([[output, nodes.length]]);
	nodes.forEach(({ inputs }, place) => {
		for (const name of inputs) lastReader.set(name, Math.max(lastReader.get(name) ?? 0, place));
	});
	let cuts: number[] = [];
	/** The furthest node that reads anything computed before. */
	let reach = lastReader.get(input) ?? -1;
	nodes.forEach(({ name, shape }, place) => {
		const isCut = reach <= place && place < nodes.length - 1 && shape.length === 3;
		if (isCut && shape[0] * shape[1] > 1) cuts = [place];
		else if (isCut) cuts.push(place);
		reach = Math.max(reach, lastReader.get(name) ?? -1);
	});
	return cuts;
}

const LINEAR_KINDS: readonly NetworkNode['kind'][] = [
	'dense',
	'affine',
	'add',
	'subtract',
	'average',
	'concatenate',
	'channelOrder',
	'reshape',
	'globalAveragePooling2d',
	'globalMaxPooling2d',
	'averagePooling2d',
	'maxPooling2d'
];

const OTHER_HEAD_KINDS: readonly NetworkNode['kind'][] = [
	'activation',
	'rectifier',
	'prelu',
	'layerNormalization',
	'multiply',
	'maximum',
	'minimum'
];

function isLinear({ kind }: NetworkNode): boolean {
	return LINEAR_KINDS.includes(kind);
}

/** Whether gradients can be led back through a node: of lists of features, and from them to the map. */
function isHeadNode(node: NetworkNode, map: string, nodes: readonly NetworkNode[]): boolean {
	const [rows, columns] = asMap(node.shape);
	if (rows * columns > 1 || ![...LINEAR_KINDS, ...OTHER_HEAD_KINDS].includes(node.kind))
		return false;
	const lists = node.inputs.every((name) => name !== map || reducesMap(node));
	return (
		lists && node.inputs.every((name) => name === map || nodes.some((other) => other.name === name))
	);
}

/** Whether a node makes a list of features of an image. */
function reducesMap({ kind }: NetworkNode): boolean {
	return kind === 'reshape' || kind.endsWith('Pooling2d');
}

/** The maximum where nothing but maxima of the map is read. */
function poolingOf({ nodes, input }: NetworkGraph): 'mean' | 'max' {
	const readers = nodes.filter(({ inputs }) => inputs.includes(input));
	const maxima = readers.every(
		({ kind }) => kind === 'globalMaxPooling2d' || kind === 'maxPooling2d'
	);
	return maxima ? 'max' : 'mean';
}

/** The part of a graph that one node depends on. */
export function pruneTo(graph: NetworkGraph, output: string): NetworkGraph {
	const needed = new Set([output]);
	const nodes = graph.nodes.toReversed().filter((node) => {
		if (!needed.has(node.name)) return false;
		for (const input of node.inputs) needed.add(input);
		return true;
	});
	return { ...graph, output, nodes: nodes.reverse() };
}

function describe(node: NetworkNode): string {
	const kind = node.kind === 'activation' ? node.activation : node.kind;
	return `${node.name} (${kind})`;
}

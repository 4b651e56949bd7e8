import { placesOfNames } from '#lib/core/labels/class-names.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { withAnswersInOrder } from '#lib/keras/grade-order.ts';
import { naming } from './naming.ts';

/** A network whose answers stand in the order of the classes. */
export interface OrderedModel {
	graph: LayerGraph;
	/** What it calls the classes, in their order. */
	classes: string[];
	/** Names of its answers in the order of the file; null where that is the order of the classes. */
	answersInFile: string[] | null;
}

/**
 * Puts the answers of a network into the order of the classes.
 *
 * @param file named where something is wrong
 * @param names of the answers in their order; null where they are taken to be in the order of the classes
 * @throws Error naming the file and what to do where the names do not name every class once
 */
export function inClassOrder(
	file: string,
	graph: LayerGraph,
	names: readonly string[] | null,
	scale: LabelScale
): OrderedModel {
	const keys = scale.classes.map(({ key }) => key);
	if (!names) return { graph, classes: keys, answersInFile: null };
	const places = placesOfNames(names, scale);
	if (!places) {
		throw new Error(
			`${file}: its answers are called ${names.map((name) => `"${name}"`).join(', ')}, which do not name the classes ${keys.join(', ')} ` +
				'once each; say which class each answer is for, in the order of the network: with npm run model by --classes ' +
				`${turned(keys).join(',')}, or by "classes" in metadata.json beside the file`
		);
	}
	const order = places.map((_, place) => places.indexOf(place));
	const inOrder = order.every((at, place) => at === place);
	return {
		graph: naming(file, () => withAnswersInOrder(graph, order)),
		classes: order.map((at) => names[at]),
		answersInFile: inOrder ? null : [...names]
	};
}

/** The first two exchanged: an example of another order. */
function turned([first, second, ...others]: string[]): string[] {
	return [second, first, ...others];
}

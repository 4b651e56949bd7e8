import { gradesOfNames } from '#lib/core/labels/grade-names.ts';
import { GRADES } from '#lib/core/labels/grades.ts';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { withAnswersInOrder } from '#lib/keras/grade-order.ts';
import { naming } from './naming.ts';

/** A network whose answers stand in the order of the grades. */
export interface GradedModel {
	graph: LayerGraph;
	/** What it calls the grades 0 to 4. */
	classes: string[];
	/** Names of its answers in the order of the file; null where that is the order of the grades. */
	answersInFile: string[] | null;
}

/**
 * Puts the answers of a network into the order of the grades.
 *
 * @param file named where something is wrong
 * @param names of the answers in their order; null where they are taken to be in the order of the grades
 * @throws Error naming the file and what to do where the names do not name every grade once
 */
export function inGradeOrder(
	file: string,
	graph: LayerGraph,
	names: readonly string[] | null
): GradedModel {
	if (!names) {
		return { graph, classes: GRADES.map(({ grade }) => String(grade)), answersInFile: null };
	}
	const grades = gradesOfNames(names);
	if (!grades) {
		throw new Error(
			`${file}: its answers are called ${names.map((name) => `"${name}"`).join(', ')}, which do not name the grades 0 to 4 ` +
				'once each; say which grade each answer is for, in the order of the network: with npm run model by --classes 1,0,2,3,4, or by "classes" in metadata.json beside the file'
		);
	}
	const order = grades.map((_, grade) => grades.indexOf(grade));
	const inOrder = order.every((place, grade) => place === grade);
	return {
		graph: naming(file, () => withAnswersInOrder(graph, order)),
		classes: order.map((place) => names[place]),
		answersInFile: inOrder ? null : [...names]
	};
}

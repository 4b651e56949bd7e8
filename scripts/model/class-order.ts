import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gradesOfNames } from '../../src/lib/core/labels/grade-names.ts';
import { GRADES } from '../../src/lib/core/labels/grades.ts';
import type { LayerGraph } from '../../src/lib/core/network/layer-graph.ts';
import { withAnswersInOrder } from '../../src/lib/keras/grade-order.ts';
import { readWholeFile } from '../node-files.ts';
import { naming } from './naming.ts';
import type { TrainingMetadata } from './training-metadata.ts';

/** A network whose answers stand in the order of the grades. */
export interface GradedModel {
	graph: LayerGraph;
	/** What it calls the grades 0 to 4. */
	classes: string[];
	/** Names of its answers in the order of the file; null where that is the order of the grades. */
	answersInFile: string[] | null;
}

/**
 * Puts the answers of a network into the order of the grades: by the names asked for, else those in the metadata, else
 * those in a `labels.txt` beside the file, as Teachable Machine writes it; without any they are taken to be in that order.
 *
 * @throws Error naming the file and what to do where the names do not name every grade once
 */
export async function inGradeOrder(
	file: string,
	graph: LayerGraph,
	asked: readonly string[] | null,
	metadata: TrainingMetadata | null
): Promise<GradedModel> {
	const told = metadata?.classes ?? metadata?.class_names ?? metadata?.class_indices;
	const names = asked ?? told ?? (await labelsBeside(file));
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

/** Lines such as "0 Healthy", or a name each; null where there is no such file. */
async function labelsBeside(file: string): Promise<string[] | null> {
	const path = join(dirname(file), 'labels.txt');
	if (!existsSync(path)) return null;
	const lines = new TextDecoder()
		.decode(await readWholeFile(path))
		.split(/\r?\n/)
		.filter((line) => line.trim() !== '');
	const counted = lines.every((line, at) => line.startsWith(`${at} `));
	return lines.map((line, at) => (counted ? line.slice(`${at} `.length) : line).trim());
}

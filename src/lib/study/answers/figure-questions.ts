import type { FiguresInput } from '#lib/runtime/compute/figures.ts';
import type { GradeFiguresInput } from '#lib/runtime/compute/grade-figures.ts';
import { commonReadings } from '#lib/study/readings/common-readings.ts';
import { comparedSystem, countsVotes } from '#lib/study/systems/compared-systems.ts';
import { figureCosts } from './figure-costs.ts';
import { probabilitiesOf } from '#lib/study/readings/probabilities.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { SystemId } from '#lib/study/systems/systems.svelte.ts';

export type { Figures, FigureOfSystems } from '#lib/runtime/compute/figures.ts';
export type {
	GradeFigure,
	GradeFigures,
	GradeMeasure
} from '#lib/runtime/compute/grade-figures.ts';

/** Of whom the figures are asked, and what the worker needs to know for it. */
export interface FiguresQuestion {
	/** `ids[i]` is system `i` of the answer. */
	ids: readonly SystemId[];
	input: FiguresInput;
}

export interface GradeFiguresQuestion {
	id: SystemId;
	input: GradeFiguresInput;
}

/** The headline figures of all that have read anything, over the knees that all of them have read; null without any. */
export function figuresQuestion(study: Study): FiguresQuestion | null {
	const { systems, table } = study;
	const { ids, systems: readers, rows } = commonReadings(systems);
	if (rows.length === 0) return null;
	return {
		ids,
		input: {
			truth: rows.map((row) => table.grades[row]),
			subjects: rows.map((row) => table.knees[row].subject),
			systems: readers.map(({ predictions }) => rows.map((row) => predictions[row])),
			scores: readers.map(({ scores }) => scores.gather(rows).values),
			probabilities: readers.map((reader, place) =>
				countsVotes(systems, ids[place])
					? null
					: probabilitiesOf(reader, rows, systems.probabilityTarget)
			),
			classCount: table.classCount,
			costs: figureCosts(study).costs
		}
	};
}

/** The figures of each grade of one system, over all knees that it has read; null where there are none. */
export function gradeFiguresQuestion(
	{ systems, table }: Study,
	id: SystemId
): GradeFiguresQuestion | null {
	const system = comparedSystem(systems, id);
	if (!system || system.known === 0) return null;
	const rows = systems.rows.filter((row) => system.predictions[row] >= 0);
	return {
		id,
		input: {
			truth: rows.map((row) => table.grades[row]),
			subjects: rows.map((row) => table.knees[row].subject),
			predicted: rows.map((row) => system.predictions[row]),
			scores: system.scores.gather(rows).values,
			classCount: table.classCount
		}
	};
}

/** Whether two questions are of the same systems with the same readings, so that the answer stays as it is. */
export function sameQuestion<Question extends { input: object }>(
	a: Question,
	b: Question
): boolean {
	return sameValue({ ...a }, { ...b });
}

type Value = string | number | ArrayLike<unknown> | object | null;

function sameValue(a: Value, b: Value): boolean {
	if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return Object.is(a, b);
	if ('length' in a && 'length' in b) {
		if (a.length !== b.length) return false;
		for (let i = 0; i < a.length; i++) if (!sameValue(a[i] as Value, b[i] as Value)) return false;
		return true;
	}
	return Object.entries(a).every(([key, value]) =>
		sameValue(value as Value, (b as Record<string, Value>)[key])
	);
}

import { rescaleRows } from '#lib/core/combine/ensemble.ts';
import type { Table, TableCell } from '#lib/core/text/table.ts';
import { predictionColumns } from '#lib/data/sources/predictions-csv.ts';
import { comparedIds, comparedSystem, schemeOfId } from '#lib/study/systems/compared-systems.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { SystemId } from '#lib/study/systems/systems.svelte.ts';

const WRITTEN: readonly string[] = ['note', 'tags'];

/** 1 where the page's figures are of this knee, 0 where its filter leaves it out. Only there while a filter is on. */
export const PASSES_FILTER = 'passes_filter';

/**
 * The predictions.csv of the evaluated knees: a line for each knee and each network, then each ensemble, that
 * has read it. The first columns are those of `npm run evaluate`. `read` is the grade read. An ensemble's scores
 * need not sum to 1: they stand in s0, s1 and so on, and in p0, p1 and so on divided by their sum. A filter leaves no line out:
 * the last column, {@link PASSES_FILTER}, says which knees pass.
 *
 * @param withNotes adds the visitor's own notes and tags, on every line of their knee
 */
export function predictionsTable(study: Study, withNotes = false): Table {
	const { classCount } = study.table;
	const columns = [
		...predictionColumns(classCount),
		'read',
		...Array.from({ length: classCount }, (_, label) => `s${label}`),
		...(withNotes ? WRITTEN : []),
		...(study.filter.state === 'off' ? [] : [PASSES_FILTER])
	];
	return {
		caption: 'Predictions of the evaluated knees',
		columns: columns.map((label) => ({ label })),
		rows: comparedIds(study.systems).flatMap((id) => linesOf(study, id, withNotes))
	};
}

function linesOf(study: Study, id: SystemId, withNotes: boolean): TableCell[][] {
	const { filter, systems, table, notes } = study;
	const system = comparedSystem(systems, id);
	if (!system) return [];
	const passing = new Set(filter.rows);
	const known = table.evaluatedRows.filter((row) => system.predictions[row] >= 0);
	return known.map((row) => {
		const { id: image, subject, side, split, grade } = table.knees[row];
		const scores = system.scores.row(row);
		const isEnsemble = schemeOfId(id) !== null;
		const { note, tags } = notes.of(image);
		return [
			...[image, subject, side, split, grade, id],
			...(isEnsemble ? rescaleRows(scores, scores.length) : scores),
			system.predictions[row],
			...(isEnsemble ? scores : new Array<null>(scores.length).fill(null)),
			...(withNotes ? [note, tags.join(', ')] : []),
			...(filter.state === 'off' ? [] : [passing.has(row) ? 1 : 0])
		];
	});
}

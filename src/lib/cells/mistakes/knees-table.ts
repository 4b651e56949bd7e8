import { byRule } from '#lib/cells/decision/rule-words.ts';
import { GRADE_COUNT, GRADES } from '#lib/core/grades.ts';
import type { Table, TableCell } from '#lib/core/table.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';
import { ENSEMBLE } from '#lib/notebook/systems.svelte.ts';
import { systemWords } from './selection-words.ts';

/** Knees with their true grade, and what every network and the chosen ensemble say, scores of all grades included. */
export function kneesTable(study: Study, rows: readonly number[], caption: string): Table {
	const { table, systems } = study;
	return {
		caption,
		columns: [
			{ label: 'Knee' },
			{ label: 'Subject' },
			{ label: 'Side' },
			{ label: 'Split' },
			{ label: 'True grade', numeric: true },
			...systems.all.flatMap(({ id }) => {
				const name = systemWords(study, id);
				const score = id === ENSEMBLE ? 'score' : 'probability';
				return [
					{ label: `${name} read as${byRule(systems.rule)}`, numeric: true },
					...GRADES.map(({ grade }) => ({ label: `${name} ${score} of ${grade}`, numeric: true }))
				];
			})
		],
		rows: rows.map((row) => {
			const knee = table.knees[row];
			return [
				knee.id,
				knee.subject,
				knee.side,
				knee.split,
				knee.grade,
				...systems.all.flatMap(({ predictions, scores }): TableCell[] =>
					predictions[row] < 0
						? new Array<null>(1 + GRADE_COUNT).fill(null)
						: [predictions[row], ...scores.subarray(row * GRADE_COUNT, (row + 1) * GRADE_COUNT)]
				)
			];
		})
	};
}

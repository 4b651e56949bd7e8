import { byRule } from '#lib/words/rule-words.ts';
import { classWord } from '#lib/core/labels/class-label.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import type { Table, TableCell } from '#lib/core/text/table.ts';
import { comparedIds, comparedSystem } from '#lib/study/systems/compared-systems.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { systemWords } from '#lib/words/selection-words.ts';

/**
 * Knees with their true grade, what every network and every ensemble say, scores of all grades included, and the
 * visitor's own notes and tags.
 */
export function kneesTable(study: Study, rows: readonly number[], caption: string): Table {
	const { table, systems, notes, scale } = study;
	const ids = comparedIds(systems);
	return {
		caption,
		columns: [
			{ label: nouns.Case },
			{ label: 'Subject' },
			{ label: 'Side' },
			{ label: 'Split' },
			{ label: `True ${nouns.class}`, numeric: true },
			...ids.flatMap((id) => {
				const name = systemWords(study, id);
				return [
					{ label: `${name} read as${byRule(systems.rule)}`, numeric: true },
					...scale.classes.map((_, place) => ({
						label: `${name} score of ${classWord(scale, place)}`,
						numeric: true
					}))
				];
			}),
			{ label: 'Note' },
			{ label: 'Tags' }
		],
		rows: rows.map((row) => {
			const knee = table.knees[row];
			return [
				knee.id,
				knee.subject,
				knee.side,
				knee.split,
				knee.grade,
				...ids.flatMap((id): TableCell[] => {
					const { predictions, scores } = comparedSystem(systems, id)!;
					return predictions[row] < 0
						? new Array<null>(1 + scores.classCount).fill(null)
						: [predictions[row], ...scores.row(row)];
				}),
				notes.of(knee.id).note,
				notes.of(knee.id).tags.join(', ')
			];
		})
	};
}

import { placedClasses } from '#lib/core/labels/class-label.ts';
import type { Table, TableCell } from '#lib/core/text/table.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { weightsText } from '#lib/words/scheme-text.ts';

/** Weights of the chosen ensemble, a network a row. */
export function weightsTable(study: Study): Table {
	const { systems } = study;
	const { table } = systems.combination;
	return {
		caption: `Weights. ${weightsText(study)}`,
		columns: [
			{ label: 'Network' },
			...placedClasses(study.scale).map(({ label }) => ({ label, numeric: true }))
		],
		rows: systems.models.map(({ title }, m) => [title, ...table[m]])
	};
}

/** The weights of every ensemble as rows of a table of figures. */
export function weightRows({ systems }: Study): TableCell[][] {
	const { ownCombination } = systems;
	const own = ownCombination ? [{ scheme: 'own', table: ownCombination.table }] : [];
	return [...Object.values(systems.weights), ...own].flatMap(({ scheme, table }) =>
		systems.models.flatMap(({ title }, m) =>
			table[m].map((weight, grade) => [title, `weight ${scheme}`, grade, null, weight, null, null])
		)
	);
}

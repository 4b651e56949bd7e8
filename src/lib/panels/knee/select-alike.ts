import { alikeKnees } from '#lib/study/answers/alike-knees.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

/** Selects a knee with those most alike to it by a network's features; nothing while they are unknown. */
export function selectAlike(study: Study, system: System, row: number, count: number): void {
	const { results, selection, table } = study;
	const own = results.find(({ name }) => name === system.id);
	const alike = own && alikeKnees(table, own, row, count);
	if (!alike) return;
	selection.select({
		kind: 'listed',
		rows: [row, ...alike.map((knee) => knee.row)],
		words: `knee ${table.knees[row].id} and the ${alike.length} nearest to it by the features of ${system.title}`
	});
}

import { jensenShannonDivergence, negativeLogLikelihood } from '#lib/core/scores/divergence.ts';
import { comparedSystem } from '#lib/study/systems/compared-systems.ts';
import { readingLead } from '#lib/study/systems/reading-lead.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { Selection } from './selected-rows.ts';
import type { System, Systems } from '#lib/study/systems/systems.svelte.ts';

/**
 * `surest`: mistakes first, most confident first. `closest`: smallest lead of the grade read. `loss`: least probability
 * for the true grade. `disagreement`: largest divergence of the networks. `distance`: furthest from the true
 * grade, most confident first. `number`: as the set lists them.
 */
export type SelectionOrder = 'surest' | 'closest' | 'loss' | 'disagreement' | 'distance' | 'number';

export const SELECTION_ORDERS: readonly SelectionOrder[] = [
	'surest',
	'closest',
	'loss',
	'disagreement',
	'distance',
	'number'
];

/** More than any lead of one grade over another can be. */
const MISTAKES_FIRST = 2;

/**
 * The rows in another order. Who is judged is the selection's own system, or the two it compares; where it has
 * none, all networks: then what counts is the most confident mistake of any of them, the closest call of any, their
 * mean loss. Knees that no one judged has read come last.
 */
export function orderedRows(
	rows: readonly number[],
	order: SelectionOrder,
	selection: Selection,
	table: KneeTable,
	systems: Systems
): readonly number[] {
	if (order === 'number') return rows;
	const readers = order === 'disagreement' ? systems.models : judgedBy(selection, systems);
	const keys = Float64Array.from(rows, (row) => sortKey(order, readers, table.grades[row], row));
	const places = Uint32Array.from(rows.keys()).sort(
		(i, j) => compare(keys[i], keys[j]) || rows[i] - rows[j]
	);
	return Array.from(places, (place) => rows[place]);
}

function judgedBy(selection: Selection, systems: Systems): readonly System[] {
	const ids =
		'system' in selection
			? [selection.system]
			: selection.kind === 'difference'
				? [selection.a, selection.b]
				: null;
	if (!ids) return systems.models;
	return ids.map((id) => comparedSystem(systems, id)).filter((system) => system !== null);
}

/** Smallest first. */
function sortKey(
	order: Exclude<SelectionOrder, 'number'>,
	readers: readonly System[],
	truth: number,
	row: number
): number {
	const known = readers.filter(({ predictions }) => predictions[row] >= 0);
	if (known.length === 0) return Infinity;
	switch (order) {
		case 'closest':
			return Math.min(...known.map((system) => readingLead(system, row)));
		case 'loss':
			return -mean(known.map((system) => negativeLogLikelihood(system.scores.row(row), truth)));
		case 'disagreement':
			return -jensenShannonDivergence(known.map((system) => system.scores.row(row)));
		case 'distance': {
			const steps = ({ predictions }: System) => Math.abs(predictions[row] - truth);
			const most = Math.max(...known.map(steps));
			const leads = known.filter((one) => steps(one) === most).map((one) => readingLead(one, row));
			return -(MISTAKES_FIRST * most + Math.max(...leads));
		}
		case 'surest': {
			const wrong = known.filter(({ predictions }) => predictions[row] !== truth);
			const judged = wrong.length > 0 ? wrong : known;
			const surest = Math.max(...judged.map((system) => readingLead(system, row)));
			return -(surest + (wrong.length > 0 ? MISTAKES_FIRST : 0));
		}
	}
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function compare(a: number, b: number): number {
	return a === b ? 0 : a < b ? -1 : 1;
}

import { changeAt } from '#lib/core/metrics/difference-matrix.ts';
import {
	classGroups,
	groupOfClass,
	UNMERGED,
	type Merging
} from '#lib/core/labels/class-groups.ts';
import { comparedSystem } from '#lib/study/systems/compared-systems.ts';
import type { KneeFilter } from './knee-filter.svelte.ts';
import type { KneeNotes } from './knee-notes.svelte.ts';
import { changedByRule } from '#lib/study/systems/rule-changes.ts';
import { screeningOutcome, type ScreeningOutcome } from '#lib/study/answers/screened-knees.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { System, SystemId, Systems } from '#lib/study/systems/systems.svelte.ts';

/** Knees of a matrix: a cell, a row (`read` null), a column (`truth` null). */
export interface MatrixSelection {
	kind?: 'matrix';
	system: SystemId;
	truth: number | null;
	read: number | null;
	/** `truth` and `read` are groups of this merging; classes without it. */
	merging?: Merging;
}

/**
 * Knees that two systems read differently. With `read`: of a cell of A minus B, or of a column. Without: of a
 * row, or of all, and `gained` are those that A reads right and B wrongly, `lost` the other way round.
 */
export interface DifferenceSelection {
	kind: 'difference';
	a: SystemId;
	b: SystemId;
	truth: number | null;
	read: number | null;
	/** `moved`: read as this by one of them only; with no `read`, read differently. */
	change: 'moved' | 'gained' | 'lost';
	/** `truth` and `read` are groups of this merging; classes without it. */
	merging?: Merging;
}

/** All knees that one system reads wrongly. */
export interface MistakesSelection {
	kind: 'mistakes';
	system: SystemId;
}

/** Knees that exactly so many of the networks read correctly, of those that all networks have read. */
export interface AgreementSelection {
	kind: 'agreement';
	right: number;
	/** Of one true grade; null for all. */
	truth: number | null;
}

/** Knees that a system reads otherwise by the rule that is applied than by the highest score. */
export interface RuleSelection {
	kind: 'rule';
	system: SystemId;
	/** All, those right only by the rule, or those right only by the highest score. */
	change: 'changed' | 'righted' | 'wronged';
}

/** Knees by a screening for grade 2 and above: score at least the threshold or not, with it or not. */
export interface ScreeningSelection {
	kind: 'screening';
	system: SystemId;
	/** 0-1 */
	threshold: number;
	outcome: ScreeningOutcome;
}

/** All knees of a true grade, read or not. */
export interface GradeSelection {
	kind: 'grade';
	truth: number;
}

/** Knees that the visitor gave a tag; null for those with any tag or note. */
export interface TaggedSelection {
	kind: 'tagged';
	tag: string | null;
}

/** Knees that no rule names, such as a lasso's; `words` say which, e.g. "your reading: true 2, read as 1 by you". */
export interface ListedSelection {
	kind: 'listed';
	rows: readonly number[];
	words: string;
	/** What the words hold by, where they speak of readings: {@link readingBasis} when it was listed. */
	basis?: string;
	/** What they were chosen among, {@link amongOf} the filter then; null where that makes no other list, or is not known. */
	among?: string | null;
}

/** The knees that pass a filter, as a word of an address. */
export function amongOf({ conditions }: KneeFilter): string {
	return conditions.length === 0 ? 'all' : conditions.join(' ');
}

export type Selection =
	| MatrixSelection
	| DifferenceSelection
	| MistakesSelection
	| RuleSelection
	| ScreeningSelection
	| AgreementSelection
	| GradeSelection
	| TaggedSelection
	| ListedSelection;

/** How many of the networks read a knee right; null while one of them has not read it. */
export function networksRight(
	models: readonly System[],
	table: KneeTable,
	row: number
): number | null {
	let right = 0;
	for (const { predictions } of models) {
		if (predictions[row] < 0) return null;
		if (predictions[row] === table.grades[row]) right++;
	}
	return right;
}

/** Rows that a selection names, in the order of the set: of those that pass the filter, or of these. */
export function selectedRows(
	selection: Selection,
	table: KneeTable,
	systems: Systems,
	notes: KneeNotes,
	among: readonly number[] = systems.rows
): number[] {
	return among.filter(membership(selection, table, systems, notes));
}

type Membership = (row: number) => boolean;

function membership(
	selection: Selection,
	table: KneeTable,
	systems: Systems,
	notes: KneeNotes
): Membership {
	const { grades } = table;
	switch (selection.kind) {
		case 'agreement': {
			const { right, truth } = selection;
			return (row) =>
				(truth === null || grades[row] === truth) &&
				networksRight(systems.models, table, row) === right;
		}
		case 'grade':
			return (row) => grades[row] === selection.truth;
		case 'tagged':
			return (row) => notes.isTagged(table.knees[row].id, selection.tag);
		case 'mistakes': {
			const predictions = systems.get(selection.system)?.predictions;
			return (row) =>
				predictions !== undefined && predictions[row] >= 0 && predictions[row] !== grades[row];
		}
		case 'rule': {
			const system = comparedSystem(systems, selection.system);
			return (row) => system !== null && changedByRule(system, grades[row], row, selection.change);
		}
		case 'screening': {
			const system = comparedSystem(systems, selection.system);
			return (row) =>
				system !== null &&
				screeningOutcome(system, grades[row], row, selection.threshold, table.scale) ===
					selection.outcome;
		}
		case 'listed': {
			const rows = new Set(selection.rows);
			return (row) => rows.has(row);
		}
		case 'difference':
			return differenceMembership(selection, table, systems);
		default: {
			const { truth, read, merging = UNMERGED } = selection;
			const group = groupOfClass(classGroups(table.scale, merging));
			const predictions = comparedSystem(systems, selection.system)?.predictions;
			return (row) =>
				predictions !== undefined &&
				predictions[row] >= 0 &&
				(truth === null || group[grades[row]] === truth) &&
				(read === null || group[predictions[row]] === read);
		}
	}
}

function differenceMembership(
	{ a, b, truth, read, change, merging = UNMERGED }: DifferenceSelection,
	{ grades, scale }: KneeTable,
	systems: Systems
): Membership {
	const group = groupOfClass(classGroups(scale, merging));
	const of = comparedSystem(systems, a)?.predictions;
	const minus = comparedSystem(systems, b)?.predictions;
	if (!of || !minus) return () => false;
	return (row) => {
		if (of[row] < 0 || minus[row] < 0) return false;
		const own = group[grades[row]];
		if (truth !== null && own !== truth) return false;
		const [byA, byB] = [group[of[row]], group[minus[row]]];
		if (read === null && change === 'moved') return byA !== byB;
		const changed = changeAt(read ?? own, byA, byB);
		return change === 'moved' ? changed !== null : changed === change;
	};
}

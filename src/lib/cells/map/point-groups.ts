import type { PointGroup } from '#lib/charts/ScatterMap.svelte';
import { GRADES } from '#lib/core/grades.ts';
import type { Selection } from '#lib/notebook/selected-rows.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';
import type { System } from '#lib/notebook/systems.svelte.ts';
import type { MapColouring } from '#lib/notebook/view-settings.svelte.ts';

/** Points that are drawn alike, and the knees behind them. */
export interface KneeGroup extends PointGroup {
	label: string;
	/** Shown as its chip; null for groups that are no grade. */
	grade: number | null;
	rows: readonly number[];
	selection: Selection;
}

type Kind = Omit<KneeGroup, 'rows' | 'selection'> & {
	has: (row: number) => boolean;
	/** All its knees, where the map shows them all. */
	all: Selection | null;
	/** Its knees on the map, in words. */
	words: string;
};

/** The points of a map in groups, and the group of each point. */
export function pointGroups(
	study: Study,
	system: System,
	colouring: MapColouring,
	rows: readonly number[]
): { groups: KneeGroup[]; groupOf: Int8Array } {
	const complete = rows.length === study.table.evaluatedRows.length;
	const kinds = kindsOf(study, system, colouring);
	const groups = kinds.map(({ has, all, words, ...group }): KneeGroup => {
		const own = rows.filter(has);
		const listed: Selection = { kind: 'listed', rows: own, words: `${words}, on the map` };
		return { ...group, rows: own, selection: complete && all ? all : listed };
	});
	return {
		groups,
		groupOf: Int8Array.from(rows, (row) => kinds.findIndex(({ has }) => has(row)))
	};
}

function kindsOf({ table }: Study, system: System, colouring: MapColouring): Kind[] {
	const { grades, knees } = table;
	const { id, title, predictions } = system;
	const plain = (hollow: boolean) => ({
		hollow,
		colour: hollow ? 'var(--edge)' : 'var(--ink)',
		grade: null
	});
	const byGrade = (of: (row: number) => number, name: (grade: number) => Partial<Kind>) =>
		GRADES.map(({ grade, name: label }) => ({
			label,
			grade,
			hollow: false,
			colour: `var(--grade-${grade})`,
			has: (row: number) => of(row) === grade,
			all: null,
			words: '',
			...name(grade)
		}));
	const unread: Kind = {
		...plain(true),
		label: 'Not read',
		has: (row) => predictions[row] < 0,
		all: null,
		words: `not read by ${title}`
	};
	switch (colouring) {
		case 'truth':
			return byGrade(
				(row) => grades[row],
				(truth) => ({ all: { kind: 'grade', truth }, words: `true ${truth}` })
			);
		case 'read':
			return [
				...byGrade(
					(row) => predictions[row],
					(read) => ({
						all: { kind: 'matrix', system: id, truth: null, read },
						words: `read as ${read} by ${title}`
					})
				),
				unread
			];
		case 'verdict':
			return [
				{
					...plain(false),
					label: 'Wrong',
					has: (row) => predictions[row] >= 0 && predictions[row] !== grades[row],
					all: { kind: 'mistakes', system: id },
					words: `read wrongly by ${title}`
				},
				{
					...plain(true),
					label: 'Right',
					has: (row) => predictions[row] === grades[row],
					all: null,
					words: `read right by ${title}`
				},
				unread
			];
		case 'side':
			return (['L', 'R'] as const).map((side) => ({
				...plain(side === 'R'),
				label: side === 'L' ? 'Left' : 'Right',
				has: (row) => knees[row].side === side,
				all: null,
				words: side === 'L' ? 'left' : 'right'
			}));
	}
}

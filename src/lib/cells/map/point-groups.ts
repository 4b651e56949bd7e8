import type { PointGroup } from '#lib/charts/scatter/scatter-points.ts';
import { classCssColour } from '#lib/charts/colour/class-colours.ts';
import { placedClasses } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { colouringFamily, type MapColouring } from '#lib/study/maps/map-colouring.ts';
import { readingBasis } from '#lib/study/systems/reading-basis.ts';
import type { Selection } from '#lib/study/selection/selected-rows.ts';
import type { SliceFamily } from '#lib/study/slices/slice-families.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';
import { sliceColour } from './slice-colours.ts';

/** Points that are drawn alike, and the knees behind them. */
export interface KneeGroup extends PointGroup {
	label: string;
	/** Shown as its chip; null for groups that are no grade. */
	grade: number | null;
	rows: readonly number[];
	selection: Selection;
}

/** The points of a map in groups. */
export interface ColouredPoints {
	/** What they are coloured by, e.g. "True grade". */
	title: string;
	/** Their rows are those that pass the filter. */
	groups: KneeGroup[];
	/** `[points]` 1 where the knee passes the filter, else 0; null where all do. */
	passing: Uint8Array | null;
	/** `[points]` indices into `groups`. */
	groupOf: Int8Array;
}

type Kind = Omit<KneeGroup, 'rows' | 'selection'> & {
	/** All its knees, where the map shows them all; null where only a list says which they are. */
	all: Selection | null;
	/** Its knees on the map, in words. */
	words: string;
};

interface Colouring {
	title: string;
	kinds: Kind[];
	/** Index into `kinds`; the last one takes knees of -1. */
	kindOf: (row: number) => number;
}

/** What can be said of the knees themselves and of the readings; slices come beside them. */
export const READING_COLOURINGS: readonly { value: MapColouring; label: string }[] = [
	{ value: 'truth', label: 'True grade' },
	{ value: 'read', label: 'Grade read' },
	{ value: 'verdict', label: 'Right or wrong' }
];

/** The points of a map in groups, and the group of each point. */
export function pointGroups(
	study: Study,
	system: System,
	value: MapColouring,
	rows: readonly number[]
): ColouredPoints {
	const { filter } = study;
	const passes = filter.state === 'off' ? null : new Set(filter.rows);
	const passing = passes && Uint8Array.from(rows, (row) => Number(passes.has(row)));
	const onMap = passing ? passing.reduce((sum, one) => sum + one, 0) : rows.length;
	const complete = onMap === filter.rows.length;
	const { title, kinds, kindOf } = colouringOf(study, system, value);
	const own: number[][] = kinds.map(() => []);
	const groupOf = Int8Array.from(rows, (row) => {
		const kind = kindOf(row);
		return kind < 0 ? kinds.length - 1 : kind;
	});
	rows.forEach((row, point) => {
		if (!passing || passing[point]) own[groupOf[point]].push(row);
	});
	const groups = kinds.map(({ all, words, ...group }, kind): KneeGroup => {
		const listed: Selection = {
			kind: 'listed',
			rows: own[kind],
			words: `${words}, on the map`,
			...(value === 'read' || value === 'verdict' ? { basis: readingBasis(study.systems) } : {})
		};
		return { ...group, rows: own[kind], selection: complete && all ? all : listed };
	});
	return { title, groups, passing, groupOf };
}

function colouringOf(study: Study, system: System, value: MapColouring): Colouring {
	const family = colouringFamily(study, value);
	if (family) return bySlices(study, family);
	const { grades, scale } = study.table;
	const { id, title, predictions } = system;
	const unread = unknown('Not read', `not read by ${title}`);
	const named = READING_COLOURINGS.find((colouring) => colouring.value === value)!.label;
	switch (value) {
		case 'read':
			return {
				title: named,
				kinds: [
					...byClass(scale, (read) => ({
						all: { kind: 'matrix', system: id, truth: null, read },
						words: `read as ${read} by ${title}`
					})),
					unread
				],
				kindOf: (row) => predictions[row]
			};
		case 'verdict':
			return {
				title: named,
				kinds: [
					{
						...plain('Wrong', 'disc', 'var(--ink)', `read wrongly by ${title}`),
						all: { kind: 'mistakes', system: id }
					},
					plain('Right', 'ring', 'var(--edge)', `read correctly by ${title}`),
					unread
				],
				kindOf(row) {
					if (predictions[row] < 0) return -1;
					return predictions[row] === grades[row] ? 1 : 0;
				}
			};
		default:
			return {
				title: named,
				kinds: byClass(scale, (truth) => ({
					all: { kind: 'grade', truth },
					words: `true ${truth}`
				})),
				kindOf: (row) => grades[row]
			};
	}
}

function bySlices({ slices }: Study, family: SliceFamily): Colouring {
	const places = slices.places(family);
	const kinds = family.slices.map(({ words }, slice) =>
		plain(capitalised(words), 'disc', sliceColour(family, slice), words)
	);
	const words = `${family.title.toLowerCase()} not known`;
	return {
		title: family.title,
		kinds: [...kinds, unknown(places ? 'Not known' : 'Not known yet', words)],
		kindOf: (row) => places?.[row] ?? -1
	};
}

function byClass(scale: LabelScale, name: (grade: number) => Pick<Kind, 'all' | 'words'>): Kind[] {
	return placedClasses(scale).map(({ grade, name: label }) => ({
		label,
		grade,
		mark: 'disc',
		colour: classCssColour(scale, grade),
		...name(grade)
	}));
}

function unknown(label: string, words: string): Kind {
	return plain(label, 'cross', 'var(--edge)', words);
}

function plain(label: string, mark: Kind['mark'], colour: string, words: string): Kind {
	return { label, mark, colour, words, grade: null, all: null };
}

function capitalised(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}

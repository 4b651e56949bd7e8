import { formatCount } from '#lib/core/text/format.ts';
import { classLabel } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { Table } from '#lib/core/text/table.ts';
import type { GalleryFilter, GalleryRow, HeatFor } from '#lib/study/view/gallery.ts';
import { kneesText } from '#lib/words/knees-text.ts';

/** What the knees of a filter are, after their count. */
export const FILTER_WORDS: Readonly<Record<GalleryFilter, string>> = {
	right: 'read correctly',
	wrong: 'read wrongly',
	all: 'read'
};

/** Heads of the two kinds of films in a row. */
export function headWords(filter: GalleryFilter, name: string): { shown: string; other: string } {
	switch (filter) {
		case 'right':
			return { shown: `Knees that ${name} read correctly`, other: 'One that it did not' };
		case 'wrong':
			return { shown: `Knees that ${name} read wrongly`, other: 'One that it read correctly' };
		case 'all':
			return { shown: `Knees that ${name} read`, other: '' };
	}
}

/** Why a row shows no knees of the filter, in a sentence. */
export function emptyWords(
	scale: LabelScale,
	row: GalleryRow,
	filter: GalleryFilter,
	name: string,
	isFiltered: boolean
): string {
	const grade = scale.classes[row.grade].name;
	const who = name.charAt(0).toUpperCase() + name.slice(1);
	if (row.all === 0) {
		return isFiltered ? `No ${grade} knee passes the filter.` : `The set holds no ${grade} knee.`;
	}
	if (row.read === 0) return `${who} has read no ${grade} knee yet.`;
	const soFar = row.read < row.all ? ' so far' : '';
	return filter === 'right'
		? `${who} has read none of the ${kneesText(row.read)} correctly${soFar}.`
		: `${who} has read none of the ${kneesText(row.read)} wrongly${soFar}.`;
}

/** The grade that the heat is for, inside a sentence. */
export function heatForWords(scale: LabelScale, heatFor: HeatFor): string {
	if (heatFor === 'own') return 'the predicted grade';
	if (heatFor === 'true') return 'the true grade';
	return classLabel(scale, heatFor);
}

/** Knees of every true grade by how one system reads them. */
export function galleryTable(
	scale: LabelScale,
	counts: readonly { grade: number; all: number; right: number; wrong: number }[],
	name: string
): Table {
	return {
		caption: `Knees of each true grade as ${name} reads them`,
		columns: [
			{ label: 'True grade' },
			{ label: 'Knees', numeric: true },
			{ label: 'Read right', numeric: true },
			{ label: 'Read wrongly', numeric: true },
			{ label: 'Not read yet', numeric: true }
		],
		rows: counts.map(({ grade, all, right, wrong }) => [
			classLabel(scale, grade),
			all,
			right,
			wrong,
			all - right - wrong
		])
	};
}

/** "7 × 7" or, of an ensemble, "7 × 7, 7 × 7 and 5 × 5" without repeats; null before any map is here. */
export function gridWords(
	grids: readonly ({ rows: number; columns: number } | null)[]
): string | null {
	const sizes = [
		...new Set(
			grids
				.filter((grid) => grid !== null)
				.map(({ rows, columns }) => `${formatCount(rows)} × ${formatCount(columns)}`)
		)
	];
	if (sizes.length === 0) return null;
	return sizes.length === 1 ? sizes[0] : `${sizes.slice(0, -1).join(', ')} or ${sizes.at(-1)}`;
}

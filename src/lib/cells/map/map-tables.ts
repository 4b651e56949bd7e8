import { formatCount, formatPercent } from '#lib/core/text/format.ts';
import type { GroupAgreement } from '#lib/core/checks/neighbour-agreement.ts';
import type { Table } from '#lib/core/text/table.ts';
import { COMPARED_NEIGHBOURS, type DrawnMap } from '#lib/study/maps/knee-maps.svelte.ts';
import { colouringFamily } from '#lib/study/maps/map-colouring.ts';
import type { SliceNeighbours } from '#lib/study/slices/slice-neighbours.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';
import type { ColouredPoints } from './point-groups.ts';

/** How often the nearest knees have the same true grade, all together and by grade. */
export function agreementTable(agreement: readonly GroupAgreement[], name: string): Table {
	return {
		caption: `Share of the ${COMPARED_NEIGHBOURS} nearest knees by the features of ${name} that have the same true grade`,
		columns: [
			{ label: 'True grade' },
			{ label: 'Knees', numeric: true },
			{ label: 'Same grade', numeric: true },
			{ label: '95% from', numeric: true },
			{ label: 'to', numeric: true },
			{ label: 'By chance', numeric: true }
		],
		rows: agreement.map(({ group, knees, share, interval, chance }) => [
			group === null ? 'All' : String(group),
			knees,
			share,
			interval?.lower ?? null,
			interval?.upper ?? null,
			chance
		])
	};
}

/** How many knees have which colour; of slices, how often their nearest are of the same one. */
export function groupsTable(
	{ title, groups }: ColouredPoints,
	nearest: SliceNeighbours | null
): Table {
	const all = groups.reduce((sum, { rows }) => sum + rows.length, 0);
	const compared = nearest
		? [
				{ label: `Same slice among the ${COMPARED_NEIGHBOURS} nearest`, numeric: true },
				{ label: '95% from', numeric: true },
				{ label: 'to', numeric: true },
				{ label: 'By chance', numeric: true }
			]
		: [];
	const cells = (group: number) => {
		const { share = null, interval = null, chance = null } = nearest!.slices[group] ?? {};
		return [share, interval?.lower ?? null, interval?.upper ?? null, chance];
	};
	return {
		caption: `Knees on the map by ${title.toLowerCase()}`,
		columns: [
			{ label: title },
			{ label: 'Knees', numeric: true },
			{ label: 'Share', numeric: true },
			...compared
		],
		rows: groups.map(({ grade, label, rows }, group) => [
			grade === null ? label : `${grade} ${label}`,
			rows.length,
			all > 0 ? rows.length / all : null,
			...(nearest ? cells(group) : [])
		])
	};
}

/** Where every knee lies, how its nearest were graded, and the slice that colours it. */
export function pointsTable(study: Study, system: System, map: DrawnMap): Table {
	const { slices, table, view } = study;
	const family = colouringFamily(study, view.mapColouring);
	const places = family && slices.places(family);
	const slice = (row: number) => family!.slices[places?.[row] ?? -1]?.words ?? null;
	return {
		caption: `The map of knees by the features of ${system.title}`,
		columns: [
			{ label: 'Knee' },
			{ label: 'True grade', numeric: true },
			{ label: 'Read as', numeric: true },
			{ label: 'x', numeric: true },
			{ label: 'y', numeric: true },
			{ label: `Same grade among the ${COMPARED_NEIGHBOURS} nearest`, numeric: true },
			...(family ? [{ label: family.title }] : [])
		],
		rows: map.rows.map((row, point) => [
			table.knees[row].id,
			table.grades[row],
			system.predictions[row] < 0 ? null : system.predictions[row],
			map.positions[2 * point],
			map.positions[2 * point + 1],
			map.shares[point],
			...(family ? [slice(row)] : [])
		])
	};
}

/** What the colours say: "Coloured by side: 28 left knees, 32 right knees". */
export function colouringWords({ title, groups }: ColouredPoints): string {
	const counts = groups
		.filter(({ rows }) => rows.length > 0)
		.map(
			({ grade, label, rows }) =>
				`${formatCount(rows.length)} ${grade === null ? label.toLowerCase() : `grade ${grade}`}`
		);
	return `Coloured by ${title.toLowerCase()}: ${counts.join(', ')}`;
}

/** What the map says, in a sentence: its accessible name. */
export function mapWords({ rows, agreement }: DrawnMap, name: string): string {
	const [all, ...grades] = agreement;
	const known = grades.filter(({ share }) => share !== null);
	const ordered = [...known].sort((a, b) => b.share! - a.share!);
	const said = (one: GroupAgreement) => `${formatPercent(one.share)} for grade ${one.group}`;
	const ends = ordered.length > 1 ? `, from ${said(ordered.at(-1)!)} to ${said(ordered[0])}` : '';
	return `Map of ${rows.length} knees by the features of ${name}: ${formatPercent(all.share)} of the ${COMPARED_NEIGHBOURS} nearest knees have the same true grade${ends}`;
}

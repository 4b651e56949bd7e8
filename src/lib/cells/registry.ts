import type { Component } from 'svelte';
import { pagePart } from '#lib/core/async/page-part.ts';
import type { CellHeading } from '#lib/components/layout/cell-heading.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { agreement } from './agreement/cell.ts';
import { certainty } from './certainty/cell.ts';
import { comparison } from './comparison/cell.ts';
import { decision } from './decision/cell.ts';
import { difference } from './difference/cell.ts';
import { eachModel } from './each-model/cell.ts';
import EachModel from './each-model/EachModel.svelte';
import { ensemble } from './ensemble/cell.ts';
import { kneeMap } from './map/cell.ts';
import { mistakes } from './mistakes/cell.ts';
import { ownXray } from './own-xray/cell.ts';
import { readerMode } from './reader-mode/cell.ts';
import { slices } from './slices/cell.ts';
import { suspects } from './suspects/cell.ts';
import { takeItWithYou } from './export/cell.ts';
import { theData } from './the-data/cell.ts';
import TheData from './the-data/TheData.svelte';
import { theModels } from './models/cell.ts';
import TheModels from './models/TheModels.svelte';
import { whereTheyLook } from './where-they-look/cell.ts';

export type CellPart = Component<Record<string, never>>;

/** A cell of the page: one question, and the component that answers it. */
export interface Cell extends Omit<CellHeading, 'number'> {
	/** Whether the study has what the cell is about; without it, every study has. */
	readonly appliesTo?: (study: Study) => boolean;
	/** The component of a cell that is drawn with the first numbers. */
	readonly part?: CellPart;
	/** Fetches the component of one that comes after them. */
	readonly load?: () => Promise<CellPart>;
}

type LaterCells = typeof import('./later-cells.ts');

function later(choose: (cells: LaterCells) => CellPart): () => Promise<CellPart> {
	return async () =>
		choose(await pagePart('The remaining cells', () => import('./later-cells.ts')));
}

/** The cells in page order: from it follow numbers, contents, anchors and when the code of each is fetched. */
export const CELLS: readonly Cell[] = [
	{ ...theData, part: TheData },
	{ ...theModels, part: TheModels },
	{ ...eachModel, part: EachModel },
	{ ...ensemble, load: later(({ Ensemble }) => Ensemble) },
	{ ...comparison, load: later(({ Comparison }) => Comparison) },
	{ ...difference, load: later(({ Difference }) => Difference) },
	{ ...mistakes, load: later(({ Mistakes }) => Mistakes) },
	{ ...agreement, load: later(({ Agreement }) => Agreement) },
	{ ...slices, load: later(({ Slices }) => Slices) },
	{ ...suspects, load: later(({ Suspects }) => Suspects) },
	{ ...certainty, load: later(({ Certainty }) => Certainty) },
	{ ...decision, load: later(({ Decision }) => Decision) },
	{ ...kneeMap, load: later(({ KneeMap }) => KneeMap) },
	{ ...whereTheyLook, load: later(({ WhereTheyLook }) => WhereTheyLook) },
	{ ...ownXray, load: later(({ YourOwnXray }) => YourOwnXray) },
	{ ...readerMode, load: later(({ ReaderModeCell }) => ReaderModeCell) },
	{ ...takeItWithYou, load: later(({ TakeItWithYou }) => TakeItWithYou) }
];

/** A cell with its place among those that are shown. */
export type NumberedCell = Cell & CellHeading;

/** The cells that apply to the study, in page order, numbered from 1. */
export function cellsOf(study: Study, cells: readonly Cell[] = CELLS): readonly NumberedCell[] {
	return cells
		.filter(({ appliesTo }) => appliesTo?.(study) ?? true)
		.map((cell, index) => ({ ...cell, number: index + 1 }));
}

/** Fetches the components that come late. By id. */
export async function fetchParts(
	cells: readonly Cell[] = CELLS
): Promise<ReadonlyMap<string, CellPart>> {
	const parts = cells.map(async ({ id, load }) => load && ([id, await load()] as const));
	return new Map((await Promise.all(parts)).filter((entry) => entry !== undefined));
}

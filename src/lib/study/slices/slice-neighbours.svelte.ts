import { untrack } from 'svelte';
import type { GroupAgreement } from '#lib/core/checks/neighbour-agreement.ts';
import { COMPARED_NEIGHBOURS, type DrawnMap } from '#lib/study/maps/knee-maps.svelte.ts';
import { Latest } from '#lib/study/jobs/latest.svelte.ts';
import type { SliceFamily } from './slice-families.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** How often knees of a slice have others of it beside them, by the features; `slices` as in the family. */
export interface SliceNeighbours {
	family: SliceFamily;
	/** All slices together. */
	all: GroupAgreement;
	slices: readonly GroupAgreement[];
}

/** {@link SliceNeighbours} worked out outside of the page. Made while a component is set up. */
export class SliceNeighboursAnswer {
	readonly #answer = new Latest<SliceNeighbours>();

	/** @param asked null asks nothing */
	constructor(study: Study, asked: () => { map: DrawnMap; family: SliceFamily } | null) {
		$effect(() => {
			const question = asked();
			const places = question && study.slices.places(question.family);
			void untrack(() =>
				this.#answer.set(question && places && (() => sliceNeighboursOf(study, question, places)))
			);
		});
	}

	/** Null while it is on its way, and where it is not what was asked last. */
	of(family: SliceFamily): SliceNeighbours | null {
		const { value } = this.#answer;
		return value?.family === family ? value : null;
	}

	get failure(): Error | null {
		return this.#answer.error;
	}
}

async function sliceNeighboursOf(
	{ compute, table }: Study,
	{ map, family }: { map: DrawnMap; family: SliceFamily },
	places: ArrayLike<number>
): Promise<SliceNeighbours> {
	const [all, ...slices] = await compute.groupAgreementOf({
		neighbours: map.neighbours,
		groups: Int8Array.from(map.rows, (row) => places[row]),
		count: family.slices.length,
		subjects: map.rows.map((row) => table.knees[row].subject),
		compared: COMPARED_NEIGHBOURS
	});
	return { family, all, slices };
}

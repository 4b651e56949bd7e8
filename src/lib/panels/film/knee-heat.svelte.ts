import { untrack } from 'svelte';
import type { Study } from '#lib/study/study.svelte.ts';
import { ensembleHeat, heatMembers } from '#lib/study/heat/system-heat.ts';

export interface HeatRequest {
	row: number;
	/** Name of the network, or the ensemble. */
	model: string;
	grade: number;
}

/** `blank`: the network found nothing that speaks for the grade; its map is zero everywhere. */
export type HeatState = 'off' | 'waiting' | 'blank' | 'shown';

/**
 * One heat map at image size, drawn again only when it is another one: not with every batch that a live run
 * brings.
 */
export class KneeHeat {
	readonly #study: Study;
	readonly #request: () => HeatRequest | null;

	/** Where the maps come from, live or stored and with which weights, so that it changes when the picture does. */
	readonly #source: string = $derived.by(() => {
		const request = this.#request();
		if (!request) return 'off';
		const { row, model, grade } = request;
		const members = heatMembers(this.#study, model);
		const here = members.every(({ results }) => results.explanations.map(row, grade) !== null);
		if (members.length === 0 || !here) return 'waiting';
		return members
			.map(({ results, weights }) => `${results.isLive(row) ? 'live' : 'stored'} ${weights[grade]}`)
			.join();
	});

	/** 224 x 224 values 0-1; null while there is none to show. */
	readonly values: Float32Array | null = $derived.by(() => {
		if (this.#source === 'off' || this.#source === 'waiting') return null;
		const request = this.#request();
		const { alignment } = this.#study.view;
		if (!request) return null;
		const { row, model, grade } = request;
		return untrack(() => ensembleHeat(heatMembers(this.#study, model), row, grade, alignment));
	});

	readonly state: HeatState = $derived.by(() => {
		const source = this.#source;
		if (source === 'off' || source === 'waiting') return source;
		return this.values?.some((value) => value > 0) ? 'shown' : 'blank';
	});

	/** @param request null for none */
	constructor(study: Study, request: () => HeatRequest | null) {
		this.#study = study;
		this.#request = request;
	}
}

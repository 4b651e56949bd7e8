import { untrack } from 'svelte';
import { heatOf } from '#lib/notebook/heat.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';

export interface HeatRequest {
	row: number;
	/** Name of the network. */
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

	readonly #source: 'off' | 'waiting' | 'stored' | 'live' = $derived.by(() => {
		const request = this.#request();
		if (!request) return 'off';
		const results = this.#results(request.model);
		if (!results || results.map(request.row, request.grade) === null) return 'waiting';
		return results.isLive(request.row) ? 'live' : 'stored';
	});

	/** 224 x 224 values 0-1; null while there is none to show. */
	readonly values: Float32Array | null = $derived.by(() => {
		if (this.#source === 'off' || this.#source === 'waiting') return null;
		const request = this.#request();
		const { alignment } = this.#study.view;
		if (!request) return null;
		return untrack(() =>
			heatOf(this.#results(request.model)!, request.row, request.grade, alignment)
		);
	});

	readonly state: HeatState = $derived.by(() => {
		if (this.#source === 'off' || this.#source === 'waiting') return this.#source;
		return this.values?.some((value) => value > 0) ? 'shown' : 'blank';
	});

	/** @param request null for none */
	constructor(study: Study, request: () => HeatRequest | null) {
		this.#study = study;
		this.#request = request;
	}

	#results(model: string) {
		return this.#study.results.find(({ name }) => name === model);
	}
}

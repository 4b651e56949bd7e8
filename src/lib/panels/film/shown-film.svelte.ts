import type { GreyImage } from '#lib/charts/film/film-pixels.ts';
import { exposureChange, exposureTable } from '#lib/core/image/exposure.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { exposureWords, seenByLabel } from './exposure-words.ts';

/** A film as it came or, where the notebook is set to that, as the networks see it. */
export class ShownFilm {
	readonly #study: Study;
	readonly #film: () => GreyImage | null;
	/** Of the switch; null where every network reads films as they are, so that there is nothing to switch. */
	readonly switchLabel: string | null;

	readonly #change = $derived.by(() => {
		const film = this.#film();
		return film && this.switchLabel !== null ? exposureChange(film.data) : null;
	});

	readonly #standardised = $derived.by((): GreyImage | null => {
		const film = this.#film();
		if (!film || !this.#change) return null;
		const table = exposureTable(this.#change);
		return { ...film, data: Uint8Array.from(film.data, (grey) => table[grey]) };
	});

	/** @param film 224 x 224 pixels; null while it is on its way */
	constructor(study: Study, film: () => GreyImage | null) {
		this.#study = study;
		this.#film = film;
		this.switchLabel = seenByLabel(study.results.map(({ card }) => card));
	}

	/** Whether it is shown as the networks see it. */
	get asSeen(): boolean {
		return this.switchLabel !== null && this.#study.view.asNetworksSee;
	}

	/** What is done to its exposure before it is read; empty while it is on its way or where nothing is. */
	get words(): string {
		return this.#change ? exposureWords(this.#change) : '';
	}

	/**
	 * The film to show under a network's heat map, or by itself.
	 * @param model that reads it; null for none in particular
	 */
	imageFor(model: string | null): GreyImage | null {
		const card = this.#study.results.find(({ name }) => name === model)?.card;
		return this.asSeen && card?.exposure !== 'as-is' ? this.#standardised : this.#film();
	}
}

import { asError } from '#lib/core/async/as-error.ts';
import { inTurn } from '#lib/panels/film/film-turns.ts';
import type { GreyImage } from '#lib/charts/film/film-pixels.ts';
import { IMAGE_SIZE } from '#lib/study/heat/heat.ts';
import { meanFilm, type MeanFilm } from '#lib/study/heat/mean-film.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** Films that a mean film is made of at most: more would look the same. */
const MEAN_FILMS = 40;

/** The mean film of knees as it grows. Made while a component is set up; follows the rows it is given. */
export class MeanKnee {
	#image = $state.raw<GreyImage | null>(null);
	#knees = $state(0);
	#failure = $state.raw<Error | null>(null);

	/** @param rows of the knees; the first are taken. Null fetches nothing and lets go of what was there. */
	constructor(study: Study, rows: () => readonly number[] | null) {
		const key = $derived(rows()?.slice(0, MEAN_FILMS).join() ?? null);
		$effect(() => {
			this.#failure = null;
			if (!key) {
				this.#image = null;
				this.#knees = 0;
				return;
			}
			const controller = new AbortController();
			const knees = key.split(',').map((row) => study.table.knees[Number(row)]);
			const show = (mean: MeanFilm) => {
				this.#image = { width: IMAGE_SIZE, height: IMAGE_SIZE, data: mean.data };
				this.#knees = mean.knees;
			};
			const takeBack = inTurn(() => {
				meanFilm(study.images, knees, show, controller.signal).catch((thrown: unknown) => {
					if (!controller.signal.aborted) this.#failure = asError(thrown);
				});
			});
			return () => {
				takeBack();
				controller.abort();
			};
		});
	}

	/** Null while no film is here. */
	get image(): GreyImage | null {
		return this.#image;
	}

	/** Films in the mean so far. */
	get knees(): number {
		return this.#knees;
	}

	get failure(): Error | null {
		return this.#failure;
	}
}

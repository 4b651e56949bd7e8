import { asError } from '#lib/core/async/as-error.ts';
import type { GreyImage } from '#lib/charts/film/film-pixels.ts';
import { IMAGE_SIZE } from '#lib/study/heat/heat.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** Runs a task now or later; what it returns takes the task back. */
export type Schedule = (task: () => void) => () => void;

const atOnce: Schedule = (task) => {
	task();
	return () => {};
};

/** A knee's film as it arrives. Made while a component is set up; follows the row it is given. */
export class KneeFilmImage {
	#image = $state.raw<GreyImage | null>(null);
	#failure = $state.raw<Error | null>(null);
	#attempt = $state(0);

	/**
	 * @param row of the knee; null fetches nothing and lets go of what was there
	 * @param when says when to begin and takes it back where it is not wanted any more; at once by default
	 */
	constructor(study: Study, row: () => number | null, when: Schedule = atOnce) {
		/** What `row` reads may change while the knee stays the same: then its film stays too. */
		const wanted = $derived(row());
		$effect(() => {
			void this.#attempt;
			this.#image = null;
			this.#failure = null;
			if (wanted === null) return;
			const knee = study.table.knees[wanted];
			let stale = false;
			const takeBack = when(() => {
				study.images.pixels(knee).then(
					(data) => {
						if (!stale) this.#image = { width: IMAGE_SIZE, height: IMAGE_SIZE, data };
					},
					(thrown: unknown) => {
						if (!stale) this.#failure = asError(thrown);
					}
				);
			});
			return () => {
				stale = true;
				takeBack();
			};
		});
	}

	/** Null while it is on its way. */
	get image(): GreyImage | null {
		return this.#image;
	}

	get failure(): Error | null {
		return this.#failure;
	}

	retry(): void {
		this.#attempt += 1;
	}
}

import { FULL_WIDTH, MIDDLE_LEVEL, windowAt } from '#lib/charts/film/film-pixels.ts';
import { moved, WHOLE_FILM, zoomed, type FilmView } from '#lib/core/image/film-view.ts';

export const LEAST_WIDTH = 5;

/** One press of + or of the button. */
const ZOOM_STEP = Math.SQRT2;
/** One press of an arrow, in plates. */
const MOVE_STEP = 0.1;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1]
};

/** How the large film is looked at: window and level, inversion, zoom. */
export class FilmLook {
	inverted = $state(false);
	/** Grey value in the middle of the window, 0-255. */
	level = $state(MIDDLE_LEVEL);
	/** Grey values from black to white. */
	width = $state(FULL_WIDTH);
	#view = $state.raw<FilmView>(WHOLE_FILM);

	readonly window = $derived(windowAt(this.level, this.width));

	get view(): FilmView {
		return this.#view;
	}

	get isZoomed(): boolean {
		return this.#view.zoom > 1;
	}

	/** Whether anything is other than when the film came. */
	get isChanged(): boolean {
		return (
			this.inverted || this.isZoomed || this.level !== MIDDLE_LEVEL || this.width !== FULL_WIDTH
		);
	}

	/** @param at what stays in place, 0-1 of the plate; its middle by default */
	zoomBy(factor: number, at?: { x: number; y: number }): void {
		this.#view = zoomed(this.#view, factor, at);
	}

	zoomIn = (): void => this.zoomBy(ZOOM_STEP);
	zoomOut = (): void => this.zoomBy(1 / ZOOM_STEP);

	/** In widths and heights of the plate. */
	moveBy(dx: number, dy: number): void {
		this.#view = moved(this.#view, dx, dy);
	}

	/** Moves level and width, in grey values, inside their limits. */
	windowBy(level: number, width: number): void {
		this.level = Math.round(Math.min(255, Math.max(0, this.level + level)));
		this.width = Math.round(Math.min(FULL_WIDTH, Math.max(LEAST_WIDTH, this.width + width)));
	}

	showAll = (): void => {
		this.#view = WHOLE_FILM;
	};

	reset = (): void => {
		this.showAll();
		this.inverted = false;
		this.level = MIDDLE_LEVEL;
		this.width = FULL_WIDTH;
	};

	/** Moves the film with an arrow while it is zoomed. @returns whether it did */
	arrow(key: string): boolean {
		const step = ARROWS[key];
		if (!step || !this.isZoomed) return false;
		this.moveBy(MOVE_STEP * step[0], MOVE_STEP * step[1]);
		return true;
	}

	/** Does what a key of the knee view says. @returns whether it was one of this film's */
	key({ key, shiftKey }: KeyboardEvent): boolean {
		if (shiftKey && this.arrow(key)) return true;
		const action: Readonly<Record<string, () => void>> = {
			'+': this.zoomIn,
			'=': this.zoomIn,
			'-': this.zoomOut,
			'0': this.showAll,
			i: () => (this.inverted = !this.inverted),
			r: this.reset
		};
		const act = action[key.toLowerCase()];
		act?.();
		return act !== undefined;
	}
}

import { moved, WHOLE_FILM, zoomed, type FilmView } from '#lib/core/image/film-view.ts';

/** A place on the plate or on the map, 0-1 of its width and height. */
export interface Share {
	x: number;
	y: number;
}

/** What is kept free around a point that is brought into view, of the plate. */
const EDGE = 0.1;

/** Where the part is kept that is looked at. */
export interface ScatterPart {
	get: () => FilmView;
	set: (part: FilmView) => void;
}

/** Which part of a map is looked at, and what a drag does there. */
export class ScatterView {
	readonly #kept: ScatterPart;
	readonly most: number;
	/** A drag moves the map instead of drawing round points, where there is something to move. */
	dragMoves = $state(false);

	/** @param most the largest zoom */
	constructor(kept: ScatterPart, most: number) {
		this.#kept = kept;
		this.most = most;
	}

	get part(): FilmView {
		return this.#kept.get();
	}

	get zoom(): number {
		return this.part.zoom;
	}

	get isZoomed(): boolean {
		return this.part.zoom > 1;
	}

	/** @param at what stays in place, of the plate; its middle by default */
	zoomBy(factor: number, at?: Share): void {
		this.#kept.set(zoomed(this.part, factor, at, this.most));
	}

	/** Moves the map under the plate, in widths and heights of the plate. */
	moveBy(dx: number, dy: number): void {
		this.#kept.set(moved(this.part, -dx, -dy));
	}

	/** Moves just so far that a place of the map is in view. */
	bringInto(at: Share): void {
		const { zoom, x, y } = this.part;
		const far = (0.5 - EDGE) / zoom;
		const near = (centre: number, to: number) => Math.min(to + far, Math.max(to - far, centre));
		this.#kept.set(moved(this.part, (near(x, at.x) - x) * zoom, (near(y, at.y) - y) * zoom));
	}

	showAll = (): void => {
		this.#kept.set(WHOLE_FILM);
	};
}

import { on } from 'svelte/events';
import type { Place } from './scatter-geometry.ts';

/** What pointers ask of a map; places are on its plate, in pixels. */
export interface PointedMap {
	size: () => Place;
	/** A drag moves the map; else it draws. */
	dragMoves: () => boolean;
	/** A finger draws an outline, instead of scrolling the page. */
	fingerDraws: () => boolean;
	hover: (place: Place | null) => void;
	press: (place: Place) => void;
	moveBy: (dx: number, dy: number) => void;
	zoomBy: (factor: number, at: Place) => void;
	/** The outline so far; empty once it is given up or done. */
	draw: (outline: readonly Place[]) => void;
	enclose: (outline: readonly Place[]) => void;
}

/** `press`: only a press can come of it. */
type Act = 'press' | 'draw' | 'move';

/** Pixels that a press may move without dragging; a finger rolls. */
const STILL = 5;
const FINGER_STILL = 12;
const MIDDLE_BUTTON = 1;

/**
 * Tells apart what mouse, pen and fingers do on a map: point, press, drag, and with two fingers pinch. The middle
 * button always moves the map.
 */
export class ScatterPointers {
	readonly #map: PointedMap;
	readonly #fingers = new Map<number, Place>();
	#pinches = false;
	#drag: { act: Act; last: Place; far: boolean } | null = null;
	#outline: Place[] = [];

	constructor(map: PointedMap) {
		this.#map = map;
	}

	get isDrawing(): boolean {
		return this.#outline.length > 0;
	}

	down = (event: PointerEvent): void => {
		const place = placeOf(event);
		if (event.pointerType === 'touch') {
			this.#fingers.set(event.pointerId, place);
			if (this.#fingers.size > 1) {
				this.giveUp();
				this.#pinches = true;
				return;
			}
		}
		const act = this.#actOf(event);
		if (act) this.#drag = { act, last: place, far: false };
	};

	move = (event: PointerEvent): void => {
		const place = placeOf(event);
		const before = this.#fingers.get(event.pointerId);
		if (before) this.#fingers.set(event.pointerId, place);
		if (this.#pinches) this.#pinch(event.pointerId, before ?? place, place);
		else if (this.#drag && this.#isDragged(this.#drag, place)) {
			if (!this.#drag.far && this.#drag.act !== 'press') {
				this.#map.hover(null);
				(event.currentTarget as Element).setPointerCapture?.(event.pointerId);
			}
			this.#follow(this.#drag, place);
		} else this.#map.hover(place);
	};

	up = (event: PointerEvent): void => {
		this.#lift(event);
		const [drag, outline] = [this.#drag, this.#outline];
		this.giveUp();
		if (!drag) return;
		if (outline.length > 0) this.#map.enclose(outline);
		else if (!drag.far && event.button === 0) this.#map.press(placeOf(event));
	};

	cancel = (event: PointerEvent): void => {
		this.#lift(event);
		this.giveUp();
	};

	leave = (): void => {
		this.#map.hover(null);
		if (!this.#drag?.far) this.#drag = null;
	};

	/** Ends a drag; an outline is not taken. */
	giveUp(): void {
		this.#drag = null;
		if (this.isDrawing) this.#map.draw((this.#outline = []));
	}

	#actOf({ button, pointerType }: PointerEvent): Act | null {
		if (button === MIDDLE_BUTTON) return 'move';
		if (button !== 0) return null;
		if (pointerType === 'touch') return this.#map.fingerDraws() ? 'draw' : 'press';
		return this.#map.dragMoves() ? 'move' : 'draw';
	}

	#isDragged({ act, last, far }: { act: Act; last: Place; far: boolean }, place: Place): boolean {
		return far || apart(last, place) > (act === 'press' ? FINGER_STILL : STILL);
	}

	#follow({ act, last }: { act: Act; last: Place }, place: Place): void {
		const { draw, moveBy, size } = this.#map;
		this.#drag = { act, last: place, far: true };
		if (act === 'move') moveBy(place[0] - last[0], place[1] - last[1]);
		else if (act === 'draw') {
			const begun = this.isDrawing ? this.#outline : [last];
			draw((this.#outline = [...begun, within(place, size())]));
		}
	}

	#pinch(id: number, before: Place, place: Place): void {
		const other = [...this.#fingers].find(([finger]) => finger !== id)?.[1];
		if (!other || this.#fingers.size > 2) return;
		const [from, to] = [middle(before, other), middle(place, other)];
		this.#map.moveBy(to[0] - from[0], to[1] - from[1]);
		this.#map.zoomBy(apart(place, other) / Math.max(1, apart(before, other)), to);
	}

	#lift({ pointerId }: PointerEvent): void {
		this.#fingers.delete(pointerId);
		if (this.#fingers.size === 0) this.#pinches = false;
	}
}

function placeOf({ clientX, clientY, currentTarget }: PointerEvent): Place {
	const { left, top } = (currentTarget as Element).getBoundingClientRect();
	return [clientX - left, clientY - top];
}

function apart(a: Place, b: Place): number {
	return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function middle(a: Place, b: Place): Place {
	return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function within([x, y]: Place, [width, height]: Place): Place {
	return [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))];
}

/** Two fingers do not scroll the page. */
export function holdPage(plate: HTMLElement): () => void {
	return on(plate, 'touchmove', (event) => event.touches.length > 1 && event.preventDefault(), {
		passive: false
	});
}

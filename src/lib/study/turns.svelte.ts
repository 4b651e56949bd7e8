import { untrack } from 'svelte';

/** How long nothing may have changed before those far from the window follow, and how long they wait at most. */
const SETTLED_MS = 250;
const LONGEST_MS = 1500;

/** Where a cell is: near the window it follows every change at once, far from it when its turn comes. */
export class Place {
	/** Near what is visible; everything is where that cannot be known. */
	near = $state(!('IntersectionObserver' in globalThis));
	readonly #turns: Turns;
	#turn = $state(0);

	constructor(turns: Turns) {
		this.#turns = turns;
	}

	/** The value of `read` as of now or, far from the window, of the last turn. Made while a component is set up. */
	keep<T>(read: () => T): () => T {
		const kept = $derived.by(() => {
			if (this.near || !this.#turns.inForce) return read();
			void this.#turn;
			return untrack(read);
		});
		return () => kept;
	}

	follow(): void {
		this.#turn++;
	}
}

/**
 * Lets what is near the window be drawn first after a change: the places far from it follow once nothing has changed
 * for a moment, one after another, whenever the browser has nothing else to do.
 */
export class Turns {
	readonly #places = new Set<Place>();
	#queue: Place[] = [];
	/** Something has changed since the first of the queue had its turn. */
	#again = false;
	#since: number | null = null;
	#cancel = () => {};

	/** Whether the places wait for their turn; until then all follow at once. */
	inForce = $state(false);

	/** A new place; it takes part until `leave`. */
	join(): Place {
		const place = new Place(this);
		this.#places.add(place);
		return place;
	}

	leave(place: Place): void {
		this.#places.delete(place);
	}

	/** Something has changed that the places show. */
	begin(): void {
		if (this.#queue.length > 0) {
			this.#again = true;
			return;
		}
		const now = performance.now();
		this.#since ??= now;
		const delay = Math.max(0, Math.min(SETTLED_MS, this.#since + LONGEST_MS - now));
		this.#cancel();
		const timer = setTimeout(() => {
			this.#since = null;
			this.#queue = [...this.#places];
			this.#next();
		}, delay);
		this.#cancel = () => clearTimeout(timer);
	}

	/** Nobody's turn comes any more. */
	stop(): void {
		this.#cancel();
		this.#queue = [];
	}

	#next(): void {
		this.#queue = this.#queue.filter((place) => !place.near && this.#places.has(place));
		if (this.#queue.length > 0) {
			this.#cancel = whenIdle(() => {
				this.#queue.shift()?.follow();
				this.#next();
			});
		} else if (this.#again) {
			this.#again = false;
			this.begin();
		}
	}
}

function whenIdle(act: () => void): () => void {
	if ('requestIdleCallback' in globalThis) {
		const asked = requestIdleCallback(act, { timeout: LONGEST_MS });
		return () => cancelIdleCallback(asked);
	}
	const timer = setTimeout(act, 50);
	return () => clearTimeout(timer);
}

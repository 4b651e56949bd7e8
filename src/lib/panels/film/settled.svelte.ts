import { untrack } from 'svelte';

/** How often what a live run changes is drawn again, milliseconds. */
const EVERY = 600;

/** A number that grows with every batch of a run, followed at a slower pace. Made while a component is set up. */
export class Settled {
	#value = $state(0);

	constructor(read: () => number) {
		this.#value = untrack(read);
		let timer: ReturnType<typeof setTimeout> | null = null;
		$effect(() => {
			const latest = read();
			if (timer !== null || latest === untrack(() => this.#value)) return;
			timer = setTimeout(() => {
				timer = null;
				this.#value = untrack(read);
			}, EVERY);
		});
		$effect(() => () => {
			if (timer !== null) clearTimeout(timer);
		});
	}

	get value(): number {
		return this.#value;
	}
}

/** The cell that the reader is at: the last one whose top has passed the upper third of the window. */
export class CellInView {
	#id = $state<string | null>(null);

	get id(): string | null {
		return this.#id;
	}

	/** Watches until the returned function is called. */
	watch(ids: readonly string[]): () => void {
		const update = () => {
			const passed = ids.filter((id) => {
				const top = document.getElementById(id)?.getBoundingClientRect().top;
				return top !== undefined && top < window.innerHeight / 3;
			});
			this.#id = passed.at(-1) ?? null;
		};
		update();
		window.addEventListener('scroll', update, { passive: true });
		return () => window.removeEventListener('scroll', update);
	}
}

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
		const watching = new AbortController();
		const { signal } = watching;
		let due = false;
		/** Once the frame is drawn: measuring earlier would lay the page out twice. */
		const afterFrame = () => {
			if (due) return;
			due = true;
			requestAnimationFrame(() =>
				setTimeout(() => {
					due = false;
					if (!signal.aborted) update();
				})
			);
		};
		window.addEventListener('scroll', afterFrame, { passive: true, signal });
		return () => watching.abort();
	}
}

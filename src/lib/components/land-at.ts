/** Longer takes no scroll; not every browser says when one ends. */
const LONGEST_SCROLL_MS = 1500;
/** How long after it what lies above may still grow. */
const STEADY_MS = 2000;
const TAKEN_OVER = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** The element that the address names; a question mark ends its id. */
export function linkedPlace(): Element | null {
	const [id] = location.hash.slice(1).split('?');
	return document.getElementById(id);
}

/**
 * Corrects a scroll that is on its way to an element, whose place changes where what it passes grows: at its end, and
 * with every change of the page's height soon after. Ends when the person takes over.
 *
 * @returns ends it before
 */
export function landAt(element: Element): () => void {
	const over = new AbortController();
	const { signal } = over;
	const stop = () => over.abort();
	const place = () => element.scrollIntoView({ behavior: 'instant' });
	const land = () => {
		document.removeEventListener('scrollend', land);
		clearTimeout(late);
		place();
		const heights = new ResizeObserver(place);
		heights.observe(document.body);
		const steady = setTimeout(stop, STEADY_MS);
		signal.addEventListener('abort', () => {
			heights.disconnect();
			clearTimeout(steady);
		});
	};
	const late = setTimeout(land, LONGEST_SCROLL_MS);
	signal.addEventListener('abort', () => clearTimeout(late));
	document.addEventListener('scrollend', land, { signal });
	for (const type of TAKEN_OVER) addEventListener(type, stop, { signal, passive: true });
	return stop;
}

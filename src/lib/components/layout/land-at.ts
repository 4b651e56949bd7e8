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
 * Corrects a scroll that is on its way to an element, whose place changes where what it passes grows. Ends when the
 * person takes over.
 *
 * @returns ends it before
 */
export function landAt(element: Element): () => void {
	return landBy(() => element.scrollIntoView({ behavior: 'instant' }));
}

/** The same for any place: `place` scrolls there at once, at the scroll's end and with every change of the page's height soon after. */
export function landBy(place: () => void): () => void {
	const over = untilTakenOver();
	const land = () => {
		document.removeEventListener('scrollend', land);
		clearTimeout(late);
		followHeight(() => {
			place();
			return true;
		}, over);
	};
	const late = setTimeout(land, LONGEST_SCROLL_MS);
	over.signal.addEventListener('abort', () => clearTimeout(late));
	document.addEventListener('scrollend', land, { signal: over.signal });
	return () => over.abort();
}

/**
 * Scrolls to what an address means once that is there, and again with every change of the page's height soon after.
 * Ends when the person takes over.
 *
 * @param place scrolls; false while there is nothing to scroll to
 * @returns ends it before
 */
export function placeUntilSteady(place: () => boolean): () => void {
	const over = untilTakenOver();
	followHeight(place, over);
	return () => over.abort();
}

function untilTakenOver(): AbortController {
	const over = new AbortController();
	const stop = () => over.abort();
	for (const type of TAKEN_OVER)
		addEventListener(type, stop, { signal: over.signal, passive: true });
	return over;
}

function followHeight(place: () => boolean, over: AbortController): void {
	let steady: ReturnType<typeof setTimeout> | null = null;
	const act = () => {
		if (place()) steady ??= setTimeout(() => over.abort(), STEADY_MS);
	};
	act();
	const heights = new ResizeObserver(act);
	heights.observe(document.body);
	over.signal.addEventListener('abort', () => {
		heights.disconnect();
		if (steady !== null) clearTimeout(steady);
	});
}

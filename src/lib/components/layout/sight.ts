import type { Span } from './scroll-into-band.ts';

/** What has to stay in sight of something that was pressed, and what would better do so too. */
export interface Sight {
	part: Span;
	whole: Span;
}

/**
 * Of a cell of a matrix its row and the matrix with its headings, of a map the points that are marked and the map, of
 * anything else itself and the list, table or drawing that it is in; in pixels of the window.
 */
export function sightOf(pressed: Element): Sight {
	const grid = pressed.closest('[role="grid"]');
	const map = pressed.closest('[role="application"]');
	if (grid)
		return { part: spanOf(pressed.closest('[role="row"]') ?? pressed), whole: spanOf(grid) };
	if (map) return { part: spanOf(map.querySelector('[data-marked]') ?? map), whole: spanOf(map) };
	const line = pressed.closest('li, tr, button') ?? pressed;
	return { part: spanOf(line), whole: spanOf(line.closest('[data-picture], table, ul') ?? line) };
}

/** The first thing on the page that is pressed because the knees behind it are chosen; null where none is. */
export function chosenElement(): Element | null {
	const chosen = document.querySelectorAll('main [data-chosen]');
	return [...chosen].find((element) => element.getClientRects().length > 0) ?? null;
}

function spanOf(element: Element): Span {
	const { top, bottom } = element.getBoundingClientRect();
	return { top, bottom };
}

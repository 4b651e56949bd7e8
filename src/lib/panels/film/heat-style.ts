import type { HeatStyle } from '#lib/charts/film/film.types.ts';
import type { ViewSettings } from '#lib/study/view/view-settings.svelte.ts';

/** How the notebook's settings want heat to be drawn. */
export function heatStyleOf(view: ViewSettings): HeatStyle {
	return { colours: view.colours, strength: view.strength, line: view.halfPeakLine };
}

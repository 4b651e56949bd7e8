/** Draws a chart as the text of an SVG file in one of the two themes; its code may have to be fetched first. */
export type Drawing = (theme: 'light' | 'dark') => Promise<string>;

const drawings = new WeakMap<object, Drawing>();

/**
 * Says how a chart that is no SVG on the page is drawn as one; whoever saves pictures asks for it.
 *
 * @param element what shows the chart
 * @returns takes it back
 */
export function drawnAs(element: object, drawing: Drawing): () => void {
	drawings.set(element, drawing);
	return () => drawings.delete(element);
}

/** How this element's chart is drawn; null where no one has said so. */
export function drawingOf(element: object): Drawing | null {
	return drawings.get(element) ?? null;
}

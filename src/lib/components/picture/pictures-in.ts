/** A chart that can be saved as a picture. */
export interface Picture {
	element: Element;
	/** Its accessible name. */
	name: string;
}

/** What a chart is of, without its result: "ResNet50" of "ResNet50: 791 of 1,000 read correctly". */
export function titleOf({ name }: Picture): string {
	const [short] = name.split(/[:;]|\. /);
	return short.trim() || name;
}

/** Charts say so with `data-picture`; drawings and canvases that are images are found without. */
const CHARTS = '[data-picture], [role="img"]:has(svg, canvas), svg[role="img"], canvas[role="img"]';

/** The charts that are shown below an element, from the top; of nested ones the outermost. */
export function picturesIn(root: Element): Picture[] {
	return [...root.querySelectorAll(CHARTS)]
		.filter((element) => !element.parentElement?.closest(CHARTS) && isShown(element))
		.map((element) => ({ element, name: nameOf(element) }));
}

/** Whether there is any chart below an element. */
export function holdsPictures(root: Element): boolean {
	return root.querySelector(CHARTS) !== null;
}

function isShown(element: Element): boolean {
	return typeof element.checkVisibility !== 'function' || element.checkVisibility();
}

function nameOf(element: Element): string {
	const name =
		element.getAttribute('data-picture') ||
		element.getAttribute('aria-label') ||
		element.querySelector('caption, title')?.textContent;
	return name?.trim() || 'Chart';
}

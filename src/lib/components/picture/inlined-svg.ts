/** What a drawing takes from the page's style sheets. */
const PROPERTIES = [
	'fill',
	'fill-opacity',
	'stroke',
	'stroke-width',
	'stroke-opacity',
	'stroke-dasharray',
	'stroke-linecap',
	'stroke-linejoin',
	'opacity',
	'paint-order',
	'vector-effect',
	'visibility',
	'display',
	'font-family',
	'font-size',
	'font-style',
	'font-weight',
	'text-anchor',
	'dominant-baseline',
	'letter-spacing',
	'stop-color',
	'stop-opacity'
] as const;

/** Families as the page names them, and the name of the same face where it is installed. */
export function drawingFamilies(families: string): string {
	return families.replace(/(["']?)([\w ]+?) Variable\1/g, "'$2 Variable', '$2'");
}

/** A copy of a drawing that needs no style sheet: the styles computed for the present theme stand in it. */
export function inlinedSvg(svg: SVGSVGElement): SVGSVGElement {
	const copy = svg.cloneNode(true) as SVGSVGElement;
	const originals = [svg, ...svg.querySelectorAll('*')];
	const copies = [copy, ...copy.querySelectorAll('*')];
	originals.forEach((original, place) => {
		const computed = getComputedStyle(original);
		const styles = PROPERTIES.flatMap((property) => {
			const value = computed.getPropertyValue(property);
			if (!value) return [];
			return [`${property}:${property === 'font-family' ? drawingFamilies(value) : value}`];
		});
		copies[place].removeAttribute('class');
		if (place > 0 && original.hasAttribute('tabindex')) withoutControl(copies[place]);
		copies[place].setAttribute('style', styles.join(';'));
	});
	return copy;
}

/** What can be moved on the page is a mark like others in a file. */
function withoutControl(element: Element): void {
	for (const name of element.getAttributeNames()) {
		if (name === 'tabindex' || name === 'role' || name.startsWith('aria-')) {
			element.removeAttribute(name);
		}
	}
}

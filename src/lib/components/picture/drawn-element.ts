import { drawingFamilies, inlinedSvg } from './inlined-svg.ts';
import { textLines } from './text-lines.ts';

const SVG = 'http://www.w3.org/2000/svg';

type Attributes = Record<string, string | number>;

/** Where the picture begins on the page. */
interface Origin {
	x: number;
	y: number;
}

export function svgElement(name: string, attributes: Attributes = {}): SVGElement {
	const element = document.createElementNS(SVG, name);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
	return element;
}

/** What an element of the page shows, its children's included, as parts of a drawing; null where it shows nothing. */
export function drawnElement(element: Element, origin: Origin): SVGElement | null {
	const style = getComputedStyle(element);
	const box = element.getBoundingClientRect();
	if (style.display === 'none' || style.visibility === 'hidden') return null;
	const hiddenVisually = box.width <= 1 && box.height <= 1 && style.overflow === 'hidden';
	if (hiddenVisually) return null;
	const place = {
		x: box.x - origin.x,
		y: box.y - origin.y,
		width: box.width,
		height: box.height
	};
	if (element instanceof SVGSVGElement) return placedSvg(element, place);
	if (element instanceof HTMLCanvasElement) {
		return svgElement('image', { ...place, href: element.toDataURL() });
	}
	const group = svgElement('g', style.opacity === '1' ? {} : { opacity: style.opacity });
	group.append(...boxParts(style, place));
	for (const child of element.childNodes) {
		if (child instanceof Text) group.append(...textParts(child, style, origin));
		const drawn = child instanceof Element ? drawnElement(child, origin) : null;
		if (drawn) group.append(drawn);
	}
	return group.hasChildNodes() ? group : null;
}

function placedSvg(svg: SVGSVGElement, place: Attributes): SVGElement {
	const { overflow } = getComputedStyle(svg);
	const copy = inlinedSvg(svg);
	for (const [key, value] of Object.entries(place)) copy.setAttribute(key, String(value));
	copy.setAttribute('overflow', overflow);
	return copy;
}

function boxParts(style: CSSStyleDeclaration, place: Record<string, number>): SVGElement[] {
	const parts: SVGElement[] = [];
	const round = { rx: Number.parseFloat(style.borderTopLeftRadius) || 0 };
	if (isSeen(style.backgroundColor)) {
		parts.push(svgElement('rect', { ...place, ...round, fill: style.backgroundColor }));
	}
	const { x, y, width, height } = place;
	const sides = [
		{ name: 'top', x1: x, y1: y, x2: x + width, y2: y },
		{ name: 'right', x1: x + width, y1: y, x2: x + width, y2: y + height },
		{ name: 'bottom', x1: x, y1: y + height, x2: x + width, y2: y + height },
		{ name: 'left', x1: x, y1: y, x2: x, y2: y + height }
	];
	for (const { name, ...ends } of sides) {
		const size = Number.parseFloat(style.getPropertyValue(`border-${name}-width`)) || 0;
		const kind = style.getPropertyValue(`border-${name}-style`);
		const colour = style.getPropertyValue(`border-${name}-color`);
		if (size === 0 || kind === 'none' || !isSeen(colour)) continue;
		const dashes: Attributes =
			kind === 'dashed' ? { 'stroke-dasharray': `${3 * size} ${2 * size}` } : {};
		parts.push(svgElement('line', { ...ends, ...dashes, stroke: colour, 'stroke-width': size }));
	}
	return parts;
}

function textParts(text: Text, style: CSSStyleDeclaration, origin: Origin): SVGElement[] {
	return textLines(text, style.font).map(({ words, x, baseline, width }) => {
		const element = svgElement('text', {
			x: x - origin.x,
			y: baseline - origin.y,
			fill: style.color,
			'font-family': drawingFamilies(style.fontFamily),
			'font-size': style.fontSize,
			'font-weight': style.fontWeight,
			'font-style': style.fontStyle,
			textLength: width,
			lengthAdjust: 'spacingAndGlyphs'
		});
		element.textContent = words;
		return element;
	});
}

function isSeen(colour: string): boolean {
	return colour !== '' && colour !== 'transparent' && !/,\s*0\)$|\/\s*0\)$/.test(colour);
}

import { drawingOf } from '#lib/core/drawings.ts';
import { drawnElement, svgElement } from './drawn-element.ts';
import { withFonts } from './picture-fonts.ts';
import type { Picture } from './pictures-in.ts';
import { shownTheme } from './theme.ts';

const MARGIN = 12;
const PNG_SCALE = 2;

/** A picture as the text of an SVG file that needs no style sheet, in the theme that is shown; its faces are only named. */
export async function svgOf({ element, name }: Picture): Promise<string> {
	const drawing = drawingOf(element);
	if (drawing) return drawing(shownTheme());
	const { x, y, width, height } = element.getBoundingClientRect();
	const size = { width: Math.ceil(width) + 2 * MARGIN, height: Math.ceil(height) + 2 * MARGIN };
	const svg = svgElement('svg', {
		...size,
		viewBox: `0 0 ${size.width} ${size.height}`,
		role: 'img',
		'aria-label': name
	});
	const title = svgElement('title');
	title.textContent = name;
	const description = svgElement('desc');
	description.textContent = wordsOf(element) || name;
	const paper = getComputedStyle(document.body).backgroundColor;
	svg.append(title, description, svgElement('rect', { ...size, fill: paper }));
	const drawn = drawnElement(element, { x: x - MARGIN, y: y - MARGIN });
	if (drawn) svg.append(drawn);
	return new XMLSerializer().serializeToString(svg);
}

/**
 * An SVG file as a PNG of twice its size.
 *
 * @throws Error where the browser cannot draw it
 */
export async function pngOf(svg: string): Promise<Blob> {
	const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
	try {
		const image = new Image();
		image.src = url;
		await image.decode();
		const canvas = document.createElement('canvas');
		canvas.width = PNG_SCALE * image.naturalWidth;
		canvas.height = PNG_SCALE * image.naturalHeight;
		canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
		const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
		if (!blob) throw new Error('The browser made no PNG of it.');
		return blob;
	} finally {
		URL.revokeObjectURL(url);
	}
}

/** "each-model-xception.svg" */
export function pictureFileName(cell: string, name: string, kind: 'svg' | 'png'): string {
	const [short] = name.toLowerCase().split(/[:;.]/);
	const words = short
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 60)
		.replace(/^-|-$/g, '');
	return `${[cell, words].filter(Boolean).join('-')}.${kind}`;
}

/**
 * Saves a picture under a name made of its cell and its chart.
 *
 * @throws Error where the browser cannot draw it
 */
export async function savePicture(
	cell: string,
	picture: Picture,
	kind: 'svg' | 'png'
): Promise<void> {
	const svg = await withFonts(await svgOf(picture));
	const blob = kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg);
	saveBlob(pictureFileName(cell, picture.name, kind), blob);
}

function saveBlob(name: string, blob: Blob): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(blob);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 0);
}

function wordsOf(element: Element): string {
	return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}

import { drawingOf } from '#lib/core/text/drawings.ts';
import { drawnElement, svgElement } from './drawn-element.ts';
import { withFonts } from './picture-fonts.ts';
import { rowsOf, together } from './picture-sheet.ts';
import type { Picture } from './pictures-in.ts';
import { shownTheme } from '#lib/components/controls/theme.ts';

export type PictureKind = 'svg' | 'png';

const MARGIN = 12;
/** Dots of a PNG for each pixel of the page: 300 for an inch. */
const PNG_SCALE = 300 / 96;
/** What every browser can draw, in dots. */
const MOST_DOTS = 16e6;

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
 * An SVG file as a PNG of 300 dots an inch, or as many as can be drawn.
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
		const { naturalWidth: width, naturalHeight: height } = image;
		const scale = Math.min(PNG_SCALE, Math.sqrt(MOST_DOTS / (width * height)));
		canvas.width = Math.floor(scale * width);
		canvas.height = Math.floor(scale * height);
		canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
		const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
		if (!blob) throw new Error('The browser could not convert it to PNG.');
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
	kind: PictureKind
): Promise<void> {
	await saveSvg(await svgOf(picture), pictureFileName(cell, picture.name, kind), kind);
}

/**
 * Saves several pictures as one, in rows as they stand on the page.
 *
 * @throws Error where the browser cannot draw it
 */
export async function savePictures(
	cell: string,
	pictures: readonly Picture[],
	kind: PictureKind
): Promise<void> {
	const rows = rowsOf(pictures.map(({ element }) => element.getBoundingClientRect()));
	const drawings = await Promise.all(pictures.map(svgOf));
	const svg = together(
		rows.map((row) => row.map((place) => drawings[place])),
		getComputedStyle(document.body).backgroundColor
	);
	await saveSvg(svg, `${cell}.${kind}`, kind);
}

async function saveSvg(drawing: string, name: string, kind: PictureKind): Promise<void> {
	const svg = await withFonts(drawing);
	saveBlob(name, kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg));
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

import type { MapTransform, Place } from './scatter-geometry.ts';

/** Crosses are points of which something is not known. */
export type PointMark = 'disc' | 'ring' | 'cross';

export interface PointGroup {
	/** A CSS colour; may be a token. */
	colour: string;
	mark: PointMark;
}

/** How the points of one group are drawn. */
export interface PointStyle {
	/** A CSS colour, resolved. */
	colour: string;
	mark: PointMark;
}

/** Share of the ink that points outside of a selection keep. */
const PALED = 0.22;

/** And those that the others are not compared with. */
const FAINT = 0.08;

/** Radius of a point, in pixels, so that many fit as well as few. */
export function pointRadius(points: number, width: number, height: number): number {
	return Math.min(4.5, Math.max(1.5, 0.16 * Math.sqrt((width * height) / Math.max(1, points))));
}

/** A mark as pixels, `[size, size, 4]`. */
interface Stamp {
	size: number;
	pixels: Uint8ClampedArray;
}

/**
 * Draws points in their order, each a stamp of its group laid into the pixels: of tens of thousands that takes a
 * fifth of the time of images on the canvas. Those beside the canvas are left out. Where some are
 * highlighted the others pale and lie below them; those that do not pass lie faint below all.
 *
 * @param passing `[points]`, 0 where a point does not pass; null where all do
 * @param ratio pixels of the canvas for one of the page
 */
export function paintPoints(
	context: CanvasRenderingContext2D,
	places: readonly Place[],
	transform: MapTransform,
	groupOf: ArrayLike<number>,
	styles: readonly PointStyle[],
	highlighted: ReadonlySet<number> | null,
	passing: ArrayLike<number> | null,
	radius: number,
	ratio: number
): void {
	const { width, height } = context.canvas;
	const plate = context.createImageData(width, height);
	const [scale, left, top] = [transform.scale, transform.x, transform.y].map(
		(length) => length * ratio
	);
	const drawWith = (stamps: readonly Stamp[]) => (point: number) => {
		const stamp = stamps[groupOf[point]];
		const [x, y] = places[point];
		layStamp(plate, stamp, left + scale * x - stamp.size / 2, top + scale * y - stamp.size / 2);
	};
	const stampsOf = (alpha: number) => styles.map((style) => stampOf(style, radius * ratio, alpha));
	if (passing) {
		const drawFaint = drawWith(stampsOf(FAINT));
		places.forEach((_, point) => !passing[point] && drawFaint(point));
	}
	const drawBelow = drawWith(stampsOf(highlighted ? PALED : 1));
	places.forEach((_, point) => {
		if (!highlighted?.has(point) && (!passing || passing[point])) drawBelow(point);
	});
	if (highlighted) highlighted.forEach(drawWith(stampsOf(1)));
	context.putImageData(plate, 0, 0);
}

/** Lays a stamp over the pixels that are there, its top left corner at (x, y), cut off at the edges. */
export function layStamp(
	{ data, width, height }: Pick<ImageData, 'data' | 'width' | 'height'>,
	{ size, pixels }: Stamp,
	x: number,
	y: number
): void {
	const [left, top] = [Math.round(x), Math.round(y)];
	const [firstColumn, columns] = [Math.max(0, -left), Math.min(size, width - left)];
	const rows = Math.min(size, height - top);
	for (let row = Math.max(0, -top); row < rows; row++) {
		for (let column = firstColumn; column < columns; column++) {
			const from = 4 * (row * size + column);
			const alpha = pixels[from + 3];
			if (alpha === 0) continue;
			const to = 4 * ((top + row) * width + left + column);
			const below = (data[to + 3] * (255 - alpha)) / 255;
			const share = alpha / (alpha + below);
			for (let channel = 0; channel < 3; channel++) {
				data[to + channel] = share * pixels[from + channel] + (1 - share) * data[to + channel];
			}
			data[to + 3] = alpha + below;
		}
	}
}

function stampOf({ colour, mark }: PointStyle, radius: number, alpha: number): Stamp {
	const canvas = document.createElement('canvas');
	const size = Math.ceil(2 * radius) + 2;
	canvas.width = canvas.height = size;
	const context = canvas.getContext('2d', { willReadFrequently: true })!;
	const middle = size / 2;
	const line = Math.max(1, 0.35 * radius);
	context.globalAlpha = alpha;
	context.fillStyle = context.strokeStyle = colour;
	context.lineWidth = line;
	if (mark === 'cross') {
		const arm = 0.8 * radius;
		context.moveTo(middle - arm, middle - arm);
		context.lineTo(middle + arm, middle + arm);
		context.moveTo(middle - arm, middle + arm);
		context.lineTo(middle + arm, middle - arm);
	} else {
		context.arc(middle, middle, mark === 'ring' ? radius - line / 2 : radius, 0, 2 * Math.PI);
	}
	if (mark === 'disc') context.fill();
	else context.stroke();
	return { size, pixels: context.getImageData(0, 0, size, size).data };
}

/** Sizing a canvas again costs as much as painting it. */
export function fitCanvas(of: HTMLCanvasElement, across: number, down: number): void {
	if (of.width !== across) of.width = across;
	if (of.height !== down) of.height = down;
}

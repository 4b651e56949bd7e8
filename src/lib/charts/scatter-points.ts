import type { Place } from './scatter-geometry.ts';

/** How the points of one group are drawn. */
export interface PointStyle {
	/** A CSS colour, resolved. */
	colour: string;
	/** A ring instead of a disc. */
	hollow: boolean;
}

/** Share of the ink that points outside of a selection keep. */
const PALED = 0.22;

/** Radius of a point, in pixels, so that many fit as well as few. */
export function pointRadius(points: number, width: number, height: number): number {
	return Math.min(4.5, Math.max(1.5, 0.16 * Math.sqrt((width * height) / Math.max(1, points))));
}

/**
 * Draws points in their order, each a stamp of its group, so that tens of thousands take a few milliseconds. Where some
 * are highlighted the others pale and lie below them.
 *
 * @param scale pixels of the canvas for one of the page
 */
export function paintPoints(
	context: CanvasRenderingContext2D,
	places: readonly Place[],
	groupOf: ArrayLike<number>,
	styles: readonly PointStyle[],
	highlighted: ReadonlySet<number> | null,
	radius: number,
	scale: number
): void {
	const { width, height } = context.canvas;
	context.clearRect(0, 0, width, height);
	const stamps = styles.map((style) => stamp(style, radius * scale));
	const draw = (point: number) => {
		const image = stamps[groupOf[point]];
		const [x, y] = places[point];
		context.drawImage(image, x * scale - image.width / 2, y * scale - image.height / 2);
	};
	context.globalAlpha = highlighted ? PALED : 1;
	places.forEach((_, point) => !highlighted?.has(point) && draw(point));
	context.globalAlpha = 1;
	highlighted?.forEach(draw);
}

function stamp({ colour, hollow }: PointStyle, radius: number): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	const size = Math.ceil(2 * radius) + 2;
	canvas.width = canvas.height = size;
	const context = canvas.getContext('2d')!;
	const line = Math.max(1, 0.35 * radius);
	context.arc(size / 2, size / 2, hollow ? radius - line / 2 : radius, 0, 2 * Math.PI);
	if (hollow) {
		context.strokeStyle = colour;
		context.lineWidth = line;
		context.stroke();
	} else {
		context.fillStyle = colour;
		context.fill();
	}
	return canvas;
}

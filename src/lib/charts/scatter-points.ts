import type { MapTransform, Place } from './scatter-geometry.ts';

/** Crosses are points of which something is not known. */
export type PointMark = 'disc' | 'ring' | 'cross';

/** How the points of one group are drawn. */
export interface PointStyle {
	/** A CSS colour, resolved. */
	colour: string;
	mark: PointMark;
}

/** Share of the ink that points outside of a selection keep. */
const PALED = 0.22;

/** Radius of a point, in pixels, so that many fit as well as few. */
export function pointRadius(points: number, width: number, height: number): number {
	return Math.min(4.5, Math.max(1.5, 0.16 * Math.sqrt((width * height) / Math.max(1, points))));
}

/**
 * Draws points in their order, each a stamp of its group, so that tens of thousands take a few milliseconds; those
 * beside the canvas are left out. Where some are highlighted the others pale and lie below them.
 *
 * @param pixels of the canvas for one of the page
 */
export function paintPoints(
	context: CanvasRenderingContext2D,
	places: readonly Place[],
	transform: MapTransform,
	groupOf: ArrayLike<number>,
	styles: readonly PointStyle[],
	highlighted: ReadonlySet<number> | null,
	radius: number,
	pixels: number
): void {
	const { width, height } = context.canvas;
	context.clearRect(0, 0, width, height);
	const stamps = styles.map((style) => stamp(style, radius * pixels));
	const [scale, left, top] = [transform.scale, transform.x, transform.y].map(
		(length) => length * pixels
	);
	const draw = (point: number) => {
		const image = stamps[groupOf[point]];
		const size = image.width;
		const x = left + scale * places[point][0] - size / 2;
		const y = top + scale * places[point][1] - size / 2;
		if (x > -size && y > -size && x < width && y < height) context.drawImage(image, x, y);
	};
	context.globalAlpha = highlighted ? PALED : 1;
	places.forEach((_, point) => !highlighted?.has(point) && draw(point));
	context.globalAlpha = 1;
	highlighted?.forEach(draw);
}

function stamp({ colour, mark }: PointStyle, radius: number): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	const size = Math.ceil(2 * radius) + 2;
	canvas.width = canvas.height = size;
	const context = canvas.getContext('2d')!;
	const middle = size / 2;
	const line = Math.max(1, 0.35 * radius);
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
	return canvas;
}

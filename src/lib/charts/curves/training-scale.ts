import { formatCount, formatPercent } from '#lib/core/text/format.ts';
import type { Table } from '#lib/core/text/table.ts';

/** A measured point of training: a share 0-1 at a step, with images of a side in pixels. */
export interface CurvePoint {
	step: number;
	imageSize: number;
	value: number;
}

export interface CurveScale {
	/** Steps at the right end, shared by all curves. */
	steps: number;
	/** Chance at the bottom, or what lies below it; 1 at the top. */
	lowest: number;
}

/** One scale for several curves. */
export function sharedCurveScale(
	curves: readonly (readonly CurvePoint[])[],
	chance: number
): CurveScale {
	const points = curves.flat();
	return {
		steps: Math.max(1, ...points.map((point) => point.step)),
		lowest: Math.min(chance, ...points.map((point) => point.value))
	};
}

/** Place of a point in a box of the given size, pixels from its top left. */
export function curvePlace(
	point: Pick<CurvePoint, 'step' | 'value'>,
	scale: CurveScale,
	box: { width: number; height: number }
): { x: number; y: number } {
	return {
		x: (box.width * point.step) / scale.steps,
		y: (box.height * (1 - point.value)) / (1 - scale.lowest)
	};
}

/** Steps between which the image size changed, with both sizes in pixels. */
export function sizeChanges(points: readonly CurvePoint[]) {
	return points.slice(1).flatMap((point, i) => {
		const before = points[i];
		if (before.imageSize === point.imageSize) return [];
		return [{ step: (before.step + point.step) / 2, from: before.imageSize, to: point.imageSize }];
	});
}

/** The curve's name, which says its result. */
export function curveName(points: readonly CurvePoint[], reader: string, measure: string): string {
	const last = points.at(-1);
	if (!last) return `${reader}: no training history.`;
	const best = points.reduce((a, b) => (b.value > a.value ? b : a));
	return `${reader}: ${measure} ${formatPercent(last.value, 1)} after ${formatCount(last.step)} steps, best ${formatPercent(best.value, 1)} after ${formatCount(best.step)}.`;
}

export function curveTable(points: readonly CurvePoint[], reader: string, measure: string): Table {
	return {
		caption: curveName(points, reader, measure),
		columns: [
			{ label: 'Step', numeric: true },
			{ label: 'Image side in pixels', numeric: true },
			{ label: measure, numeric: true }
		],
		rows: points.map((point) => [
			formatCount(point.step),
			point.imageSize,
			formatPercent(point.value, 1)
		])
	};
}

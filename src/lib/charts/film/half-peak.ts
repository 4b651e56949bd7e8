import { contours } from 'd3';

/** Side of the blocks the heat is averaged over before the line is traced; heat is smooth at this size. */
const BLOCK = 4;

/**
 * The line at half of a heat map's peak, as the path data of an SVG in the map's own pixels; empty for a map
 * without heat.
 *
 * @param heat row-major `[height * width]`
 */
export function halfPeakPath(heat: ArrayLike<number>, width: number, height: number): string {
	const columns = Math.max(1, Math.floor(width / BLOCK));
	const rows = Math.max(1, Math.floor(height / BLOCK));
	const blocks = blockMeans(heat, width, height, columns, rows);
	const peak = Math.max(...blocks);
	if (!(peak > 0)) return '';
	const [line] = contours()
		.size([columns, rows])
		.thresholds([peak / 2])(blocks);
	const scaleX = width / columns;
	const scaleY = height / rows;
	return line.coordinates
		.flat()
		.map(
			(ring) =>
				`M${ring.map(([x, y]) => `${(x * scaleX).toFixed(1)},${(y * scaleY).toFixed(1)}`).join('L')}Z`
		)
		.join('');
}

function blockMeans(
	heat: ArrayLike<number>,
	width: number,
	height: number,
	columns: number,
	rows: number
): number[] {
	const sums = new Array<number>(columns * rows).fill(0);
	const counts = new Array<number>(columns * rows).fill(0);
	for (let y = 0; y < height; y++) {
		const row = Math.min(rows - 1, Math.floor((y * rows) / height));
		for (let x = 0; x < width; x++) {
			const block = row * columns + Math.min(columns - 1, Math.floor((x * columns) / width));
			sums[block] += heat[y * width + x];
			counts[block]++;
		}
	}
	return sums.map((sum, i) => sum / counts[i]);
}

/** Strips of equal width that cover an axis of an image without gaps, from `from` on, in pixels. */
export interface Strips {
	from: number;
	width: number;
	count: number;
}

const MOST_STEPS = 1000;
const SETTLED = 0.01;

/**
 * Where the cells of a heat map look along one axis, from what moves them.
 *
 * The middle of a theoretical receptive field (see receptive-grid.ts) follows the branch with the largest windows. A
 * network with shortcuts is moved through all of its branches, and their middles differ: then the middle of what
 * moves a cell is the better place (Luo et al., "Understanding the effective receptive field in deep convolutional
 * neural networks", NIPS 2016). It is the point that is the centroid of the influence in the largest window about
 * it that the image holds: no side counts for more because it is longer. Cells less than a stride from the edge
 * tell nothing about it.
 *
 * @param influence `[cells][strips]`, how much the heat of a cell changes where a strip is covered; 0 or more
 * @param grid pixel of the first cell by its receptive field, and the distance of cells
 * @returns pixel of the first cell, the mean over the cells; null where no cell tells
 * @throws RangeError for a cell with another number of strips
 */
export function measuredOffset(
	influence: readonly ArrayLike<number>[],
	strips: Strips,
	{ offset, stride }: { offset: number; stride: number }
): number | null {
	const offsets = influence.flatMap((shares, cell) => {
		if (shares.length !== strips.count) {
			throw new RangeError(`Cell ${cell} has ${shares.length} strips, not ${strips.count}.`);
		}
		const middle = middleOfInfluence(shares, strips, offset + stride * cell, stride);
		return middle === null ? [] : [middle - stride * cell];
	});
	if (offsets.length === 0) return null;
	return offsets.reduce((sum, one) => sum + one, 0) / offsets.length;
}

/** In pixels, pixel 0 having its middle at 0; null where it lies less than `least` from an edge or nothing moves the cell. */
function middleOfInfluence(
	shares: ArrayLike<number>,
	{ from, width, count }: Strips,
	start: number,
	least: number
): number | null {
	const first = from - 0.5;
	const last = first + width * count;
	let middle = start;
	for (let step = 0; step < MOST_STEPS; step++) {
		const reach = Math.min(middle - first, last - middle);
		if (reach < least) return null;
		let all = 0;
		let moment = 0;
		for (let i = 0; i < count; i++) {
			const low = Math.max(first + width * i, middle - reach);
			const high = Math.min(first + width * (i + 1), middle + reach);
			if (high <= low) continue;
			const share = (shares[i] * (high - low)) / width;
			all += share;
			moment += (share * (low + high)) / 2;
		}
		if (all === 0) return null;
		const moved = moment / all - middle;
		middle += moved;
		if (Math.abs(moved) < SETTLED) return middle;
	}
	return middle;
}

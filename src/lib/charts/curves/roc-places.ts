/** A point of a ROC curve. */
export interface RocPoint {
	/** Positive is what scores at least this; Infinity where nothing is. */
	threshold: number;
	/** 0-1 */
	sensitivity: number;
	/** 0-1 */
	specificity: number;
}

export interface Box {
	width: number;
	height: number;
}

/** Where a point lies: 1 - specificity to the right, sensitivity upwards. */
export function rocPlace(
	{ sensitivity, specificity }: Pick<RocPoint, 'sensitivity' | 'specificity'>,
	{ width, height }: Box
): { x: number; y: number } {
	return { x: (1 - specificity) * width, y: (1 - sensitivity) * height };
}

/** The point of the curve nearest to a place; null without points. */
export function nearestPoint(
	points: readonly RocPoint[],
	place: { x: number; y: number },
	box: Box
): RocPoint | null {
	let best: RocPoint | null = null;
	let least = Infinity;
	for (const point of points) {
		const { x, y } = rocPlace(point, box);
		const distance = (x - place.x) ** 2 + (y - place.y) ** 2;
		if (distance < least) [best, least] = [point, distance];
	}
	return best;
}

const STEP = 0.01;
const STRIDE = 0.1;

/** Where a key moves a threshold to, 0-1; null for keys that move nothing. */
export function movedThreshold(key: string, threshold: number): number | null {
	const to = (by: number) =>
		Math.min(1, Math.max(0, Math.round((threshold + by) / STEP) * STEP)) || 0;
	switch (key) {
		case 'ArrowUp':
		case 'ArrowRight':
			return rounded(to(STEP));
		case 'ArrowDown':
		case 'ArrowLeft':
			return rounded(to(-STEP));
		case 'PageUp':
			return rounded(to(STRIDE));
		case 'PageDown':
			return rounded(to(-STRIDE));
		case 'Home':
			return 0;
		case 'End':
			return 1;
		default:
			return null;
	}
}

function rounded(threshold: number): number {
	return Number(threshold.toFixed(2));
}

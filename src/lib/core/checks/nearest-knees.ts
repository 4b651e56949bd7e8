/** The nearest others of every item, nearest first; of two that are equally near, the one listed first. */
export interface Neighbours {
	/** Neighbours of each item. */
	k: number;
	/** `[items, k]` */
	indices: Int32Array;
	/** `[items, k]`, cosine distance: 0 for the same direction, 1 for a right angle, 2 for opposite ones. */
	distances: Float64Array;
}

export interface Neighbour {
	/** Place among the candidates. */
	index: number;
	/** Cosine distance, 0-2. */
	distance: number;
}

/** One minus the cosine of the angle between two vectors, 0-2; 1 where one of them is zero everywhere. */
export function cosineDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let [dot, squareA, squareB] = [0, 0, 0];
	for (let i = 0; i < a.length; i++) {
		dot += a[i] * b[i];
		squareA += a[i] * a[i];
		squareB += b[i] * b[i];
	}
	const lengths = Math.sqrt(squareA) * Math.sqrt(squareB);
	return lengths > 0 ? distanceOf(dot / lengths) : 1;
}

/**
 * The candidates nearest to one vector by cosine distance, all of them compared.
 *
 * @param k how many; fewer come back where there are fewer candidates
 */
export function nearestTo(
	vector: ArrayLike<number>,
	candidates: readonly ArrayLike<number>[],
	k: number
): Neighbour[] {
	const lists = new NearestLists(1, Math.min(k, candidates.length));
	candidates.forEach((candidate, i) => lists.offer(0, i, cosineDistance(vector, candidate)));
	const { indices, distances } = lists;
	return Array.from(indices, (index, place) => ({ index, distance: distances[place] }));
}

/**
 * The nearest others of each item by cosine distance, every pair compared
 * (`sklearn.neighbors.NearestNeighbors(metric='cosine')` without the items themselves).
 *
 * @param features `[items, width]`
 * @param onProgress told after each item how many of the pairs are compared
 * @throws RangeError where there are not more than `k` items, or the features are not `items` times `width`
 */
export function nearestOfEach(
	features: Float32Array,
	width: number,
	k: number,
	onProgress?: (done: number, total: number) => void
): Neighbours {
	const items = features.length / width;
	if (!Number.isInteger(items)) {
		throw new RangeError(`${features.length} features are not a whole number of ${width}.`);
	}
	if (items <= k) {
		throw new RangeError(`${k} neighbours need more than ${k} knees; there are ${items}.`);
	}
	const units = unitRows(features, width);
	const lists = new NearestLists(items, k);
	const pairs = (items * (items - 1)) / 2;
	for (let i = 1; i < items; i++) {
		for (let j = 0; j < i; j++) {
			let dot = 0;
			for (let f = 0, a = i * width, b = j * width; f < width; f++, a++, b++) {
				dot += units[a] * units[b];
			}
			const distance = distanceOf(dot);
			lists.offer(i, j, distance);
			lists.offer(j, i, distance);
		}
		onProgress?.((i * (i + 1)) / 2, pairs);
	}
	return { k, indices: lists.indices, distances: lists.distances };
}

/** Each row divided by its length; a row of zeros stays. */
function unitRows(features: Float32Array, width: number): Float32Array {
	const units = features.slice();
	for (let from = 0; from < units.length; from += width) {
		const row = units.subarray(from, from + width);
		const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
		if (length > 0) for (let f = 0; f < width; f++) row[f] /= length;
	}
	return units;
}

/** Rounding can take a cosine a little beyond 1. */
function distanceOf(cosine: number): number {
	return Math.min(2, Math.max(0, 1 - cosine));
}

/** Sorted lists of the `k` nearest so far. */
class NearestLists {
	readonly indices: Int32Array;
	readonly distances: Float64Array;
	readonly #k: number;

	constructor(lists: number, k: number) {
		this.#k = k;
		this.indices = new Int32Array(lists * k).fill(-1);
		this.distances = new Float64Array(lists * k).fill(Infinity);
	}

	offer(list: number, index: number, distance: number): void {
		const { indices, distances } = this;
		const first = list * this.#k;
		let place = first + this.#k;
		while (place > first && this.#isBefore(index, distance, place - 1)) place--;
		const last = first + this.#k - 1;
		if (place > last) return;
		indices.copyWithin(place + 1, place, last);
		distances.copyWithin(place + 1, place, last);
		indices[place] = index;
		distances[place] = distance;
	}

	#isBefore(index: number, distance: number, place: number): boolean {
		const other = this.distances[place];
		return distance < other || (distance === other && index < this.indices[place]);
	}
}

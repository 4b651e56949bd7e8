/** The part of the map of knees that is looked at: `zoom` times as large as it fits, around a point 0-1 of its sides. */
export interface MapPart {
	zoom: number;
	x: number;
	y: number;
}

export const WHOLE_MAP: MapPart = { zoom: 1, x: 0.5, y: 0.5 };
export const MOST_MAP_ZOOM = 32;

/** "4~0.25~0.6"; null for the whole map. */
export function mapPartToAddress({ zoom, x, y }: MapPart): string | null {
	if (zoom === 1) return null;
	return [zoom.toFixed(2), x.toFixed(3), y.toFixed(3)].map(Number).join('~');
}

/** Undoes {@link mapPartToAddress}; null where the text says no part of a map. */
export function mapPartFromAddress(text: string | null): MapPart | null {
	if (text === null) return WHOLE_MAP;
	const numbers = text.split('~');
	if (numbers.length !== 3 || !numbers.every((one) => /^\d+(\.\d+)?$/.test(one))) return null;
	const [zoom, x, y] = numbers.map(Number);
	if (zoom < 1 || zoom > MOST_MAP_ZOOM || x > 1 || y > 1) return null;
	const half = 0.5 / zoom;
	const inside = (centre: number) => Math.min(1 - half, Math.max(half, centre));
	return { zoom, x: inside(x), y: inside(y) };
}

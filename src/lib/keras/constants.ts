/** A number or nested lists of numbers as one list, row-major; null where anything else is among them. */
export function flatNumbers(value: unknown): number[] | null {
	if (typeof value === 'number') return Number.isFinite(value) ? [value] : null;
	if (!Array.isArray(value)) return null;
	const parts = value.map(flatNumbers);
	return parts.every((part) => part !== null) ? parts.flat() : null;
}

/** The shape of nested lists of numbers; of a number, none. */
function shapeOf(value: unknown): number[] {
	return Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : [];
}

/**
 * A constant that an image is added to or multiplied by, as one number or one for every channel; null where it differs
 * from pixel to pixel.
 */
export function channelNumbers(value: unknown): number | number[] | null {
	const numbers = flatNumbers(value);
	if (!numbers) return null;
	if (numbers.length === 1) return numbers[0];
	const shape = shapeOf(value);
	return shape.at(-1) === numbers.length ? numbers : null;
}

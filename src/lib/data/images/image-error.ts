/** A file that cannot be read as a picture; the text names it and says what to do. */
export class ImageError extends Error {
	override name = 'ImageError';
}

/** Also of one that was thrown in a worker, which arrives as an error of that name. */
export function isImageError(thrown: unknown): thrown is Error {
	return thrown instanceof Error && thrown.name === 'ImageError';
}

/** A file that cannot be read as a picture; the text names it and says what to do. */
export class ImageError extends Error {
	override name = 'ImageError';
}

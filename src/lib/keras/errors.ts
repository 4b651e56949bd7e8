/** A model file that cannot be read; the message names the file, the reason and what to do. */
export class ModelFileError extends Error {
	override name = 'ModelFileError';

	constructor(
		readonly fileName: string,
		readonly reason: string,
		options?: ErrorOptions
	) {
		super(`${fileName}: ${reason}`, options);
	}
}

/** A layer, or a setting of a layer, that this reader does not know; `layerClass` is Keras's name for it. */
export class UnsupportedLayerError extends ModelFileError {
	override name = 'UnsupportedLayerError';

	constructor(
		fileName: string,
		readonly layerClass: string,
		readonly layerName: string,
		detail: string
	) {
		super(fileName, `layer "${layerName}" (${layerClass}) is not supported: ${detail}`);
	}
}

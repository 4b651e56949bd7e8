import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readKerasFileWithVersion, type KerasFile } from '../../src/lib/keras/read-keras-file.ts';

export interface ModelFile extends KerasFile {
	bytes: Uint8Array;
}

/** Larger files are no Keras models that a browser could hold, in bytes. */
const MOST_BYTES = 2 ** 30;

/**
 * Reads a Keras model, `.h5` or `.keras`.
 * @throws Error naming the path, what it is instead of a model file, and what to do.
 */
export async function readModelFile(path: string): Promise<ModelFile> {
	const found = await stat(path);
	if (found.isDirectory()) throw new Error(`${path}: ${await describeFolder(path)}`);
	if (!found.isFile()) throw new Error(`${path}: this is neither a file nor a folder`);
	if (found.size > MOST_BYTES) {
		throw new Error(`${path}: ${(found.size / 1e9).toFixed(1)} GB; files up to 1 GB are read`);
	}
	const bytes = await readFile(path);
	return { bytes, ...(await readKerasFileWithVersion(bytes, path)) };
}

/** What a folder is that was given in place of a model file, and what to do. */
export async function describeFolder(path: string): Promise<string> {
	const names = await readdir(path);
	if (names.includes('saved_model.pb') || names.includes('saved_model.pbtxt')) {
		const file = `${basename(path)}.keras`;
		return (
			'this is a SavedModel folder, TensorFlow’s export of a model; only Keras’s own files are read: save the model with ' +
			`model.save("${file}"), or, where only the folder is left, with tf.keras.models.load_model(...) of Keras 2 before that`
		);
	}
	if (names.includes('config.json') && names.includes('model.weights.h5')) {
		return 'this is an unpacked .keras file; give the .keras file itself, or zip these files again';
	}
	if (names.includes('model.json')) {
		return 'this is a TF.js model folder, which npm run evaluate reads; give the Keras file (.keras or .h5) that it was made from';
	}
	const model = names.find((name) => /\.(keras|h5|hdf5)$/.test(name));
	if (model) return `this is a folder; give the model file in it, e.g. ${join(path, model)}`;
	return 'this is a folder without a model file; give a .keras or .h5 file';
}

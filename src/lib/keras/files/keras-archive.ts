import type { H5File } from './h5.ts';
import { ModelFileError } from '#lib/keras/errors.ts';
import { parseJson } from './parse-json.ts';
import type { WeightSource } from '#lib/keras/weight-source.ts';
import { readZipEntries, ZipError } from './zip-entries.ts';

/** The parts of a `.keras` file that are read. */
export interface KerasArchive {
	/** `config.json`, parsed. */
	config: unknown;
	/** From `metadata.json`; null where it does not say. */
	kerasVersion: string | null;
	/** `model.weights.h5` */
	weights: Uint8Array;
}

const PARTS = ['config.json', 'metadata.json', 'model.weights.h5'] as const;

/**
 * Opens a `.keras` zip file; the CRC-32 of every part is checked.
 * @throws ModelFileError where it is damaged or holds no model.
 */
export async function openKerasArchive(bytes: Uint8Array, fileName: string): Promise<KerasArchive> {
	const { entries, names } = await entriesOf(bytes, fileName);
	const part = (name: (typeof PARTS)[number]): Uint8Array => {
		const found = entries.get(name);
		if (found) return found;
		throw new ModelFileError(fileName, `this zip archive holds no ${name}; ${kindOf(names)}`);
	};
	const text = (name: (typeof PARTS)[number]) => new TextDecoder().decode(part(name));
	return {
		config: parseJson(text('config.json'), 'config.json', fileName),
		kerasVersion: versionIn(parseJson(text('metadata.json'), 'metadata.json', fileName)),
		weights: part('model.weights.h5')
	};
}

async function entriesOf(bytes: Uint8Array, fileName: string) {
	try {
		return await readZipEntries(bytes, PARTS);
	} catch (cause) {
		if (!(cause instanceof ZipError)) throw cause;
		throw new ModelFileError(fileName, cause.message, { cause });
	}
}

/** What a zip archive without a model is, by the names in it, and what to do. */
function kindOf(names: readonly string[]): string {
	const has = (pattern: RegExp) => names.find((name) => pattern.test(name));
	if (has(/(^|\/)data\.pkl$/)) {
		return 'it is a PyTorch file; only Keras models (.keras, .h5) can be read';
	}
	if (has(/(^|\/)saved_model\.pb$/)) {
		return 'it is a zipped SavedModel folder; save the model itself as .keras with model.save()';
	}
	const model = has(/\.(keras|h5|hdf5)$/);
	if (model) return `it holds ${model}: unpack it and give that file`;
	return 'a .keras file saved by Keras is needed';
}

/** Weights by place: `layers/functional/layers/conv2d_3`. */
export function archiveWeights(file: H5File): WeightSource {
	// Keras 2.12 to 2.15 wrote the same layout under another name.
	const container = file.has('_layer_checkpoint_dependencies')
		? '_layer_checkpoint_dependencies'
		: 'layers';
	return {
		find({ name, slot }, { index }) {
			const group = `${slot.replaceAll(/(^|\/)layers\//g, `$1${container}/`)}/vars`;
			const stored = file.textAttributeOf(group, 'name');
			if (stored !== null && stored !== name) {
				throw new Error(`the weights at ${group} belong to "${stored}", not to layer "${name}"`);
			}
			return file.weight(`${group}/${index}`);
		}
	};
}

function versionIn(metadata: unknown): string | null {
	if (typeof metadata !== 'object' || metadata === null) return null;
	const version = 'keras_version' in metadata ? metadata.keras_version : null;
	return typeof version === 'string' ? version : null;
}

import { strFromU8, unzipSync } from 'fflate';
import type { H5File } from './h5.ts';
import { ModelFileError } from './errors.ts';
import type { WeightSource } from './weight-source.ts';

/** The parts of a `.keras` file that are read. */
export interface KerasArchive {
	/** `config.json`, parsed. */
	config: unknown;
	/** From `metadata.json`; null where it does not say. */
	kerasVersion: string | null;
	/** `model.weights.h5` */
	weights: Uint8Array;
}

/**
 * Opens a `.keras` zip file.
 * @throws ModelFileError where it is damaged or holds no model.
 */
export function openKerasArchive(bytes: Uint8Array, fileName: string): KerasArchive {
	const parts = ['config.json', 'metadata.json', 'model.weights.h5'];
	let files: Record<string, Uint8Array>;
	try {
		files = unzipSync(bytes, { filter: ({ name }) => parts.includes(name) });
	} catch (cause) {
		throw new ModelFileError(
			fileName,
			'the zip archive is damaged or cut short; copy or download it again',
			{ cause }
		);
	}
	for (const part of ['config.json', 'model.weights.h5']) {
		if (files[part]) continue;
		throw new ModelFileError(
			fileName,
			`this zip archive holds no ${part}; a .keras file saved by Keras is needed`
		);
	}
	const metadata = files['metadata.json'];
	return {
		config: parseJson(strFromU8(files['config.json']), 'config.json', fileName),
		kerasVersion: metadata
			? versionIn(parseJson(strFromU8(metadata), 'metadata.json', fileName))
			: null,
		weights: files['model.weights.h5']
	};
}

/** Weights by place: `layers/functional/layers/conv2d_3/vars/0`. */
export function archiveWeights(file: H5File): WeightSource {
	// Keras 2.12 to 2.15 wrote the same layout under another name.
	const container = file.datasets('_layer_checkpoint_dependencies').length
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

/** Parses a JSON part of a model file, naming both where it is damaged. */
export function parseJson(text: string, part: string, fileName: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new ModelFileError(fileName, `its ${part} is damaged`, { cause });
	}
}

function versionIn(metadata: unknown): string | null {
	if (typeof metadata !== 'object' || metadata === null) return null;
	const version = 'keras_version' in metadata ? metadata.keras_version : null;
	return typeof version === 'string' ? version : null;
}

import type { LayerGraph } from '#lib/core/layer-graph.ts';
import { configToGraph } from './config-to-graph.ts';
import { ModelFileError } from './errors.ts';
import { openH5, type H5File } from './h5.ts';
import { archiveWeights, openKerasArchive, parseJson } from './keras-archive.ts';
import { NamedWeights } from './weight-source.ts';

export interface KerasFile {
	graph: LayerGraph;
	/** The version of Keras that wrote the file; null where it does not say. */
	kerasVersion: string | null;
}

/**
 * Reads a Keras model: legacy HDF5 (`.h5`, Keras 2 and 3) or zip (`.keras`), told apart by their content.
 * Nothing inside the file is ever run.
 * @throws ModelFileError naming the file and the reason; UnsupportedLayerError for a layer it cannot read.
 */
export async function readKerasFile(bytes: Uint8Array, fileName: string): Promise<LayerGraph> {
	return (await readKerasFileWithVersion(bytes, fileName)).graph;
}

/** As `readKerasFile`, with the version of Keras that wrote the file. */
export async function readKerasFileWithVersion(
	bytes: Uint8Array,
	fileName: string
): Promise<KerasFile> {
	if (startsWith(bytes, [0x89, 0x48, 0x44, 0x46])) return readLegacyH5(bytes, fileName);
	if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readArchive(bytes, fileName);
	throw new ModelFileError(
		fileName,
		bytes.length === 0
			? 'the file is empty'
			: 'this is neither an HDF5 (.h5) nor a .keras file; save the model with model.save()'
	);
}

async function readArchive(bytes: Uint8Array, fileName: string): Promise<KerasFile> {
	const archive = openKerasArchive(bytes, fileName);
	const file = await openNamed(archive.weights, fileName);
	try {
		return {
			graph: configToGraph(archive.config, archiveWeights(file), fileName),
			kerasVersion: archive.kerasVersion
		};
	} finally {
		file.close();
	}
}

async function readLegacyH5(bytes: Uint8Array, fileName: string): Promise<KerasFile> {
	const file = await openNamed(bytes, fileName);
	try {
		const config = file.textAttribute('model_config');
		if (config === null) {
			throw new ModelFileError(
				fileName,
				'the file holds no architecture, perhaps weights only; save the whole model with model.save()'
			);
		}
		const weights = new NamedWeights(file.datasets('model_weights'), (path) =>
			file.weight(`model_weights/${path}`)
		);
		return {
			graph: configToGraph(parseJson(config, 'model_config', fileName), weights, fileName),
			kerasVersion: file.textAttribute('keras_version')
		};
	} finally {
		file.close();
	}
}

async function openNamed(bytes: Uint8Array, fileName: string): Promise<H5File> {
	try {
		return await openH5(bytes);
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new ModelFileError(fileName, reason, { cause });
	}
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
	return magic.every((byte, at) => bytes[at] === byte);
}

import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { configToGraph } from './config-to-graph.ts';
import { ModelFileError } from './errors.ts';
import { describeUnreadable } from './files/file-kind.ts';
import { openH5, type H5File } from './files/h5.ts';
import { archiveWeights, openKerasArchive } from './files/keras-archive.ts';
import { parseJson } from './files/parse-json.ts';
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
	try {
		if (startsWith(bytes, [0x89, 0x48, 0x44, 0x46])) return await readLegacyH5(bytes, fileName);
		if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return await readArchive(bytes, fileName);
		throw new ModelFileError(fileName, describeUnreadable(bytes));
	} catch (cause) {
		if (cause instanceof ModelFileError) throw cause;
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new ModelFileError(fileName, reason, { cause });
	}
}

async function readArchive(bytes: Uint8Array, fileName: string): Promise<KerasFile> {
	const archive = await openKerasArchive(bytes, fileName);
	const file = await openH5(archive.weights);
	try {
		const { config, kerasVersion } = archive;
		const graph = configToGraph(config, archiveWeights(file), fileName, kerasVersion);
		return { graph, kerasVersion };
	} finally {
		file.close();
	}
}

async function readLegacyH5(bytes: Uint8Array, fileName: string): Promise<KerasFile> {
	const file = await openH5(bytes);
	try {
		const config = file.textAttribute('model_config');
		if (config === null) {
			throw new ModelFileError(
				fileName,
				'the file holds no architecture, perhaps weights only; save the whole model with model.save()'
			);
		}
		const kerasVersion = file.textAttribute('keras_version');
		if (kerasVersion?.startsWith('1.')) {
			throw new ModelFileError(
				fileName,
				`the file was written by Keras 1 (${kerasVersion}), whose layers differ; open it with Keras 2 and save it again`
			);
		}
		const weights = new NamedWeights(weightPaths(file), (path) =>
			file.weight(`${WEIGHTS}/${path}`)
		);
		const parsed = parseJson(config, 'model_config', fileName);
		return { graph: configToGraph(parsed, weights, fileName, kerasVersion), kerasVersion };
	} finally {
		file.close();
	}
}

const WEIGHTS = 'model_weights';

/** As the file lists them: `<layer>/<weight>`, relative to its group of weights. */
function weightPaths(file: H5File): string[] {
	const layers = file.listAttributeOf(WEIGHTS, 'layer_names') ?? [];
	return layers.flatMap((layer) => {
		const names = file.listAttributeOf(`${WEIGHTS}/${layer}`, 'weight_names') ?? [];
		return names.map((name) => `${layer}/${name}`);
	});
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
	return magic.every((byte, at) => bytes[at] === byte);
}

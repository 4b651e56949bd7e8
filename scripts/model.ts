import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { asError } from '../src/lib/core/as-error.ts';
import type { LayerGraph } from '../src/lib/core/layer-graph.ts';
import type { Exposure, ModelCard, Preprocessing } from '../src/lib/core/model-card.ts';
import type { FileReference } from '../src/lib/core/test-set.ts';
import { sha256 } from '../src/lib/data/sha256.ts';
import { readKerasFileWithVersion } from '../src/lib/keras/read-keras-file.ts';
import type { WeightDtype } from '../src/lib/keras/weight-encoding.ts';
import { writeLayersModel, type LayersModelFiles } from '../src/lib/keras/write-layers-model.ts';
import {
	defaultPreprocessing,
	recogniseArchitecture,
	type ChosenPreprocessing
} from './model/architecture.ts';
import { measureHeatCentre } from './model/heat-centre.ts';
import { buildCard } from './model/model-card.ts';
import { readModelIndex, withModel, writeModelIndex } from './model/model-index.ts';
import { findMetadata, readMetadata, type TrainingMetadata } from './model/training-metadata.ts';
import { replaceFolder } from './replace-folder.ts';

const usage = `npm run model -- FILE --name NAME [options]

Turns a Keras network (.h5 or .keras) into a TF.js layers model with a model card.

  --name NAME         its folder and its name in tables, e.g. xception, resnet50, inception_resnet_v2
  --out DIR           the folder of networks, where NAME is replaced (static/models)
  --dtype TYPE        how kernels are stored: uint16, float16 or float32 (uint16)
  --preprocess MODE   tf, caffe or none (what the metadata says, else as keras.applications does)
  --exposure MODE     as-is or standardised: negatives turned, grey values stretched (what the metadata says, else as-is)
  --phantoms DIR      packed knees, e.g. static/testset, on which is measured where the cells of its heat maps look; without
                      them, heat is placed by the sizes and strides of the layers
  --metadata FILE     what the training wrote (FILE's own or metadata.json beside it, where there is one)
`;

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			name: { type: 'string' },
			out: { type: 'string', default: 'static/models' },
			dtype: { type: 'string', default: 'uint16' },
			preprocess: { type: 'string' },
			exposure: { type: 'string' },
			phantoms: { type: 'string' },
			metadata: { type: 'string' },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) {
		process.stdout.write(usage);
		return;
	}
	const { name } = values;
	if (positionals.length !== 1 || !name) throw new Error(usage);
	if (!/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
		throw new Error(`--name ${name}: small letters, digits, - and _ are allowed.`);
	}
	const dtype = oneOf<WeightDtype>('--dtype', values.dtype, ['uint16', 'float16', 'float32']);
	const preprocessing =
		values.preprocess === undefined
			? null
			: oneOf<Preprocessing>('--preprocess', values.preprocess, ['tf', 'caffe', 'none']);
	const exposure =
		values.exposure === undefined
			? null
			: oneOf<Exposure>('--exposure', values.exposure, ['as-is', 'standardised']);

	await convert({
		file: positionals[0],
		name,
		dtype,
		preprocessing,
		exposure,
		out: values.out,
		phantoms: values.phantoms ?? null,
		metadataFile: values.metadata ?? findMetadata(positionals[0])
	});
}

interface Conversion {
	file: string;
	name: string;
	dtype: WeightDtype;
	/** Null leaves the choice to the metadata or the topology. */
	preprocessing: Preprocessing | null;
	/** Null leaves the choice to the metadata. */
	exposure: Exposure | null;
	out: string;
	/** Folder of packed knees; null leaves the heat where the layers place it. */
	phantoms: string | null;
	metadataFile: string | null;
}

async function convert(request: Conversion): Promise<void> {
	const { file, name, dtype, out } = request;
	const bytes = await readFile(file);
	const { graph, kerasVersion } = await readKerasFileWithVersion(bytes, file);
	const metadata = request.metadataFile ? await readMetadata(request.metadataFile) : null;
	const index = await readModelIndex(out);
	const files = toFiles(writeLayersModel(graph, dtype));
	const weights = {
		dtype,
		bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
		files: await Promise.all(files.map(reference))
	};
	const source = { file: basename(file), sha256: await sha256(bytes), kerasVersion };
	const preprocessing = choosePreprocessing(request, graph, metadata);
	const exposure = request.exposure ?? metadata?.exposure ?? 'as-is';
	const preparation = { exposure, preprocessing: preprocessing.mode };
	const unmeasured = naming(file, () =>
		buildCard({ name, graph, metadata, preparation, weights, source })
	);
	const heatCentre = request.phantoms
		? await measureHeatCentre(graph, preparation, request.phantoms)
		: null;
	const card: ModelCard = heatCentre ? { ...unmeasured, heatCentre } : unmeasured;
	await replaceFolder(join(out, name), async (folder) => {
		for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
		await writeFile(join(folder, 'card.json'), `${JSON.stringify(card, null, '\t')}\n`);
	});
	await writeModelIndex(out, withModel(index, name));
	report(card, request, preprocessing.reason);
}

function choosePreprocessing(
	{ file, preprocessing }: Conversion,
	graph: LayerGraph,
	metadata: TrainingMetadata | null
): ChosenPreprocessing {
	if (preprocessing) return { mode: preprocessing, reason: 'as asked' };
	if (metadata?.preprocessing) return { mode: metadata.preprocessing, reason: 'as trained' };
	const chosen = defaultPreprocessing(graph, recogniseArchitecture(graph));
	if (chosen) return chosen;
	throw new Error(
		`${file}: how images are prepared for this network is not known; say so with --preprocess tf, caffe or none`
	);
}

interface OutputFile {
	name: string;
	bytes: Uint8Array;
}

function toFiles({ json, shards }: LayersModelFiles): OutputFile[] {
	return [{ name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(json)) }, ...shards];
}

async function reference({ name, bytes }: OutputFile): Promise<FileReference> {
	return { file: name, bytes: bytes.length, sha256: await sha256(bytes) };
}

/** Puts the model file in front of what is wrong with it. */
function naming<T>(file: string, make: () => T): T {
	try {
		return make();
	} catch (cause) {
		throw new Error(`${file}: ${asError(cause).message}`, { cause });
	}
}

function report(card: ModelCard, { out, metadataFile }: Conversion, reason: string): void {
	const { heatCentre, weights } = card;
	process.stdout.write(
		[
			`${card.title} (${card.architecture}), width ${card.widthMultiplier ?? 'unknown'}, ${card.parameters} parameters`,
			`feature map ${card.featureMap.join(' x ')}, exposure ${card.exposure}, preprocessing ${card.preprocessing} (${reason})`,
			`first cell of its heat maps: ${heatCentre ? `measured at ${heatCentre.x}, ${heatCentre.y} px` : 'where the layers place it'}`,
			`training: ${metadataFile ?? 'nothing known, no metadata found'}`,
			`${join(out, card.name)}: ${weights.files.length} files, ${(weights.bytes / 1e6).toFixed(1)} MB, ${weights.dtype}`,
			''
		].join('\n')
	);
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
	const chosen = choices.find((choice) => choice === value);
	if (chosen) return chosen;
	throw new Error(`${option} ${value}: ${choices.join(', ')} are known.`);
}

main().catch((error: Error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});

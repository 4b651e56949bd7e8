import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LayerGraph } from '../../src/lib/core/network/layer-graph.ts';
import type { ModelCard } from '../../src/lib/core/records/model-card.ts';
import { PREPROCESSING_CHOICES } from '../../src/lib/core/image/preprocessing.ts';
import type { FileReference } from '../../src/lib/core/records/test-set.ts';
import { sha256 } from '../../src/lib/data/files/sha256.ts';
import { compileNetwork } from '../../src/lib/engine/compile/compile-network.ts';
import { scalingFor } from '../../src/lib/engine/run/preprocess.ts';
import { splitHead } from '../../src/lib/engine/compile/split-head.ts';
import {
	writeLayersModel,
	type LayersModelFiles
} from '../../src/lib/keras/files/write-layers-model.ts';
import { finishAbandonedAround } from '../output/abandoned.ts';
import { outputFolder, realPlace, type Source } from '../output/output-folder.ts';
import { replaceTogether, type OutputPlaces } from '../output/replace-together.ts';
import { writeFile } from '../output/write-file.ts';
import { MODEL } from '../output/written-files.ts';
import {
	defaultPreprocessing,
	recogniseArchitecture,
	scalesItself,
	type ChosenPreprocessing
} from './architecture.ts';
import { parseArguments, usage, type ModelArguments } from './arguments.ts';
import { inGradeOrder } from './class-order.ts';
import { measureHeatCentre } from './heat-centre.ts';
import { buildCard } from './model-card.ts';
import {
	formatModelIndex,
	INDEX_FILE,
	readModelIndex,
	titlesBeside,
	withModel
} from './model-index.ts';
import { readModelFile } from './read-model-file.ts';
import { trainingPriorOf } from './training-prior.ts';
import { findMetadata, readMetadata, type TrainingMetadata } from './training-metadata.ts';
import { naming } from './naming.ts';

/**
 * `npm run model` without its process.
 * @throws Error in plain words; nothing is written or replaced then.
 */
export async function runModel(words: readonly string[]): Promise<void> {
	const request = parseArguments(words);
	if (request) await convert(request);
	else process.stdout.write(usage);
}

async function convert(request: ModelArguments): Promise<void> {
	const { file, name, dtype, out } = request;
	const { bytes, graph: read, kerasVersion } = await readModelFile(file);
	const metadataFile = request.metadata ?? findMetadata(file);
	const target = await modelFolder(request, metadataFile);
	naming(file, () => splitHead(compileNetwork({ ...read, name: 'the network' })));
	const metadata = metadataFile ? await readMetadata(metadataFile) : null;
	const graded = await inGradeOrder(file, read, request.classes, metadata);
	const { graph } = graded;
	const trainingPrior = trainingPriorOf(request.trainingPrior, metadata);
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
	naming(file, () => scalingFor('the network', preprocessing.mode, graph.inputShape[2]));
	const taken = await titlesBeside(out, index, name);
	const { title } = request;
	const unmeasured = naming(file, () =>
		buildCard({
			name,
			title,
			taken,
			graph,
			graded,
			metadata,
			preparation,
			trainingPrior,
			weights,
			source
		})
	);
	const heatCentre = request.phantoms
		? await measureHeatCentre(graph, preparation, request.phantoms)
		: null;
	const card: ModelCard = heatCentre ? { ...unmeasured, heatCentre } : unmeasured;
	await replaceTogether([target], async ([parent]) => {
		const folder = join(parent, name);
		await mkdir(folder);
		for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
		await writeFile(join(folder, 'card.json'), `${JSON.stringify(card, null, '\t')}\n`);
	});
	report(card, request, metadataFile, withOwnScaling(preprocessing, graph));
}

/** The folder of the network and the index beside it, which are replaced together. */
async function modelFolder(
	{ file, name, out, phantoms }: ModelArguments,
	metadataFile: string | null
): Promise<OutputPlaces> {
	const sources: Source[] = [{ option: 'the model file', path: file }];
	if (phantoms) sources.push({ option: '--phantoms', path: phantoms });
	if (metadataFile) sources.push({ option: 'the metadata', path: metadataFile });
	await finishAbandonedAround([out, ...sources.map(({ path }) => path)]);
	const folder = await outputFolder('--out', join(out, name), MODEL, sources);
	if (folder.parent !== (await realPlace(out))) {
		throw new Error(
			`${join(out, name)} is a link into ${folder.parent}. Give that folder as --out, or remove the link.`
		);
	}
	return {
		...folder,
		places: [...folder.places, INDEX_FILE],
		async beforeMove(fresh) {
			await folder.beforeMove(fresh);
			const index = withModel(await readModelIndex(folder.parent), name);
			await writeFile(join(fresh, INDEX_FILE), formatModelIndex(index));
		}
	};
}

function choosePreprocessing(
	{ file, preprocessing }: ModelArguments,
	graph: LayerGraph,
	metadata: TrainingMetadata | null
): ChosenPreprocessing {
	if (preprocessing) return { mode: preprocessing, reason: 'as asked' };
	if (metadata?.preprocessing) return { mode: metadata.preprocessing, reason: 'as trained' };
	const chosen = defaultPreprocessing(graph, recogniseArchitecture(graph));
	if (chosen) return chosen;
	throw new Error(
		`${file}: how images are prepared for this network is not known; say so with --preprocess: ${PREPROCESSING_CHOICES}`
	);
}

/** Why a preprocessing was chosen, and what it adds to where the network scales its input itself. */
function withOwnScaling({ mode, reason }: ChosenPreprocessing, graph: LayerGraph): string {
	if (mode === 'none' || !scalesItself(graph)) return reason;
	return `${reason}, on top of the network's own scaling of its input: --preprocess none leaves that alone`;
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

function report(
	card: ModelCard,
	{ out }: ModelArguments,
	metadataFile: string | null,
	reason: string
): void {
	const { heatCentre, weights } = card;
	process.stdout.write(
		[
			`${card.title} (${card.architecture}), width ${card.widthMultiplier ?? 'unknown'}, ${card.parameters} parameters`,
			`feature map ${card.featureMap.join(' x ')}, exposure ${card.exposure}, preprocessing ${card.preprocessing} (${reason})`,
			`first cell of its heat maps: ${heatCentre ? `measured at ${heatCentre.x}, ${heatCentre.y} px` : 'where the layers place it'}`,
			...(card.answersInFile
				? [
						`answers in the file: ${card.answersInFile.join(', ')}; put into the order of the grades: ${card.classes.join(', ')}`
					]
				: []),
			`training: ${metadataFile ?? 'nothing known, no metadata found'}`,
			`its scores are probabilities for ${priorText(card)}`,
			`${join(out, card.name)}: ${weights.files.length} files, ${(weights.bytes / 1e6).toFixed(1)} MB, ${weights.dtype}`,
			''
		].join('\n')
	);
}

function priorText({ trainingPrior }: ModelCard): string {
	if (!trainingPrior) {
		return 'shares of the grades that are not known; say so with --training-prior';
	}
	return `grades with shares of ${trainingPrior.map((share) => share.toPrecision(3)).join(', ')}`;
}

import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { KELLGREN_LAWRENCE_SCALE } from '../../src/lib/core/labels/kellgren-lawrence-scale.ts';
import type { LabelScale } from '../../src/lib/core/labels/label-scale.ts';
import type { ModelCard } from '../../src/lib/core/records/model-card.ts';
import {
	importModel,
	requireScoringHead
} from '../../src/lib/runtime/model-import/import-model.ts';
import { labelsOf } from '../../src/lib/core/records/test-set.ts';
import { loadTestSetManifest } from '../../src/lib/data/sources/load-test-set.ts';
import { FileStore } from '../../src/lib/data/files/file-store.ts';
import { nodeFiles } from '../node-files.ts';
import { finishAbandonedAround } from '../output/abandoned.ts';
import { outputFolder, realPlace, type Source } from '../output/output-folder.ts';
import { replaceTogether, type OutputPlaces } from '../output/replace-together.ts';
import { writeFile } from '../output/write-file.ts';
import { MODEL } from '../output/written-files.ts';
import { answerNames } from './answer-names.ts';
import { parseArguments, usage, type ModelArguments } from './arguments.ts';
import { heatCentreOn } from './heat-centre.ts';
import { findMetadata, readMetadata } from './metadata-file.ts';
import {
	formatModelIndex,
	INDEX_FILE,
	readModelIndex,
	titlesBeside,
	withModel
} from './model-index.ts';
import { readModelFile } from './read-model-file.ts';

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
	const { file, name, out } = request;
	const model = await readModelFile(file);
	const metadataFile = request.metadata ?? findMetadata(file);
	const target = await modelFolder(request, metadataFile);
	requireScoringHead(file, model.graph);
	const metadata = metadataFile ? await readMetadata(metadataFile) : null;
	const classes = await answerNames(file, request.classes, metadata);
	const taken = await titlesBeside(out, await readModelIndex(out), name);
	const source = { ...model, label: file, fileName: basename(file), metadata, classes };
	const scale = request.testset ? await labelsOfFolder(request.testset) : KELLGREN_LAWRENCE_SCALE;
	const imported = await importModel(source, { ...request, scale, taken });
	const heatCentre = request.phantoms
		? await heatCentreOn(request.phantoms, imported.graph, imported.preparation)
		: null;
	const card: ModelCard = heatCentre ? { ...imported.card, heatCentre } : imported.card;
	await replaceTogether([target], async ([parent]) => {
		const folder = join(parent, name);
		await mkdir(folder);
		for (const { name, bytes } of imported.files) await writeFile(join(folder, name), bytes);
		await writeFile(join(folder, 'card.json'), `${JSON.stringify(card, null, '\t')}\n`);
	});
	report(card, request, metadataFile, imported.preprocessingReason);
}

/** What the labels of a packed test set can be. */
async function labelsOfFolder(testset: string): Promise<LabelScale> {
	return labelsOf(await loadTestSetManifest(new FileStore(nodeFiles(testset))));
}

/** The folder of the network and the index beside it, which are replaced together. */
async function modelFolder(
	{ file, name, out, phantoms, testset }: ModelArguments,
	metadataFile: string | null
): Promise<OutputPlaces> {
	const sources: Source[] = [{ option: 'the model file', path: file }];
	if (phantoms) sources.push({ option: '--phantoms', path: phantoms });
	if (testset) sources.push({ option: '--testset', path: testset });
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
						`answers in the file: ${card.answersInFile.join(', ')}; put into the order of the classes: ${card.classes.join(', ')}`
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
		return 'shares of the classes that are not known; say so with --training-prior';
	}
	return `classes with shares of ${trainingPrior.map((share) => share.toPrecision(3)).join(', ')}`;
}

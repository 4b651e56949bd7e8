import { basename, join } from 'node:path';
import type { ModelCard } from '../../src/lib/core/records/model-card.ts';
import { loadModelCard, loadModelIndex } from '../../src/lib/data/models/load-models.ts';
import { sha256 } from '../../src/lib/data/files/sha256.ts';
import { withAnswersInOrder } from '../../src/lib/keras/grade-order.ts';
import { readKerasFile } from '../../src/lib/keras/read-keras-file.ts';
import type { EngineReader } from '../../src/lib/runtime/reader/reader.ts';
import type { ReadyModel } from '../../src/lib/runtime/reader/reader.types.ts';
import { folderUrl, nodeFiles, readWholeFile } from '../node-files.ts';
import { FileStore } from '../../src/lib/data/files/file-store.ts';

export interface CheckedNetwork extends ReadyModel {
	card: ModelCard;
}

/** The networks of a folder, ready to read knees, in the order of its index. */
export async function openNetworks(
	folder: string,
	reader: EngineReader
): Promise<CheckedNetwork[]> {
	const files = new FileStore(nodeFiles(folder));
	const { models } = await loadModelIndex(files);
	const networks: CheckedNetwork[] = [];
	for (const name of models) {
		const card = await loadModelCard(files, name);
		const ready = await reader.load(card, folderUrl(join(folder, name)), () => {});
		networks.push({ ...ready, card });
	}
	return networks;
}

export interface UnquantisedNetwork extends ReadyModel {
	source: { file: string; sha256: string };
}

/**
 * The network a card was made from, in float32, ready under a name of its own.
 * @throws Error where the card was made from another file
 */
export async function openUnquantised(
	path: string,
	{ card, features, grid }: CheckedNetwork,
	reader: EngineReader
): Promise<UnquantisedNetwork> {
	const bytes = await readWholeFile(path);
	const hash = await sha256(bytes);
	if (hash !== card.source.sha256) {
		throw new Error(
			`${path} is not the file ${card.name} was made from: its SHA-256 is ${hash}, the card says ${card.source.sha256} (${card.source.file}).`
		);
	}
	const read = await readKerasFile(bytes, path);
	const { answersInFile, classes } = card;
	const graph = answersInFile
		? withAnswersInOrder(
				read,
				classes.map((name) => answersInFile.indexOf(name))
			)
		: read;
	const ready = await reader.add(`${card.name} unquantised`, async () => graph, card, hash);
	const source = { file: basename(path), sha256: hash };
	return { ...ready, features, grid, source };
}

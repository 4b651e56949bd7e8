import { existsSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import * as v from 'valibot';
import type { Confusion } from '../../src/lib/core/metrics/confusion.ts';
import type { LabelScale } from '../../src/lib/core/labels/label-scale.ts';
import { answerCount } from '../../src/lib/core/network/layer-shapes.ts';
import type { LayerGraph } from '../../src/lib/core/network/layer-graph.ts';
import type {
	InputPreparation,
	ModelCard,
	Preprocessing
} from '../../src/lib/core/records/model-card.ts';
import { PREPROCESSING_CHOICES } from '../../src/lib/core/image/preprocessing.ts';
import { modelCardSchema } from '../../src/lib/data/schemas/model-card-schema.ts';
import { parseJson } from '../../src/lib/data/schemas/parse-json.ts';
import { sha256, sha256OfLines } from '../../src/lib/data/files/sha256.ts';
import {
	defaultPreprocessing,
	recogniseArchitecture
} from '../../src/lib/data/models/architectures.ts';
import { UnsupportedNetworkError } from '../../src/lib/engine/errors.ts';
import { shardPaths } from '../../src/lib/keras/layers-model-json.ts';
import { readLayersModel } from '../../src/lib/keras/tfjs-layers-model.ts';
import { inClassOrder } from '../../src/lib/runtime/model-import/class-order.ts';
import type { ReadyModel } from '../../src/lib/runtime/reader/reader.types.ts';
import type { EngineReader } from '../../src/lib/runtime/reader/reader.ts';
import { answerNames } from '../model/answer-names.ts';
import { describeFolder, readModelFile } from '../model/read-model-file.ts';
import { findMetadata, readMetadata } from '../model/metadata-file.ts';
import { folderUrl, readWholeFile } from '../node-files.ts';

/** What was asked for; null leaves it to what is stored with the model. */
export type AskedPreparation = { [Key in keyof InputPreparation]: InputPreparation[Key] | null };

export interface OpenModel extends ReadyModel, InputPreparation {
	/** Of the val split, measured when it was trained; null where nothing is stored with the model. */
	storedVal: Confusion | null;
	/** The same network for images prepared in another way; null where these are not of its channels. */
	preparedAs: (preprocessing: Preprocessing) => Promise<ReadyModel | null>;
}

/**
 * Makes a model folder, a .h5 or a .keras file ready to read knees.
 * @param asked Overrides what is stored with the model or fits its topology.
 * @throws Error naming the file and the reason.
 */
export async function openModel(
	path: string,
	asked: AskedPreparation,
	scale: LabelScale,
	reader: EngineReader
): Promise<OpenModel> {
	if (!statSync(path).isDirectory()) return openKerasFile(path, asked, scale, reader);
	if (existsSync(join(path, 'card.json'))) return openCardFolder(path, asked, scale, reader);
	return openLayersModel(path, asked, scale, reader);
}

async function openCardFolder(
	path: string,
	asked: AskedPreparation,
	scale: LabelScale,
	reader: EngineReader
): Promise<OpenModel> {
	const file = join(path, 'card.json');
	const stored = parseJson(await readWholeFile(file), modelCardSchema, file);
	requireClasses(path, stored.classes.length, scale);
	const exposure = asked.exposure ?? stored.exposure;
	const preprocessing = asked.preprocessing ?? stored.preprocessing;
	const card = { ...stored, exposure, preprocessing };
	const load = (as: ModelCard) => reader.load(as, folderUrl(path), () => {});
	const ready = await load(card);
	const storedVal = card.metrics.val?.confusion ?? null;
	const preparedAs = (preprocessing: Preprocessing) =>
		fitting(() => load({ ...card, name: TRIAL, preprocessing }));
	return { ...ready, exposure, preprocessing, storedVal, preparedAs };
}

async function openKerasFile(
	path: string,
	asked: AskedPreparation,
	scale: LabelScale,
	reader: EngineReader
): Promise<OpenModel> {
	const { bytes, graph: read } = await readModelFile(path);
	const metadataFile = findMetadata(path);
	const metadata = metadataFile ? await readMetadata(metadataFile) : null;
	const { graph } = inClassOrder(path, read, await answerNames(path, null, metadata), scale);
	requireAnswers(path, graph, scale);
	const preparation = {
		exposure: asked.exposure ?? metadata?.exposure ?? 'as-is',
		preprocessing:
			asked.preprocessing ?? metadata?.preprocessing ?? fittingPreprocessing(graph, path)
	};
	const name = basename(path, extname(path));
	const storedVal = metadata?.metrics.val?.confusion ?? null;
	return addGraph(name, graph, preparation, await sha256(bytes), storedVal, reader);
}

async function openLayersModel(
	path: string,
	asked: AskedPreparation,
	scale: LabelScale,
	reader: EngineReader
): Promise<OpenModel> {
	const file = join(path, 'model.json');
	if (!existsSync(file)) {
		throw new Error(`${path}: ${await describeFolder(path)}`);
	}
	const text = await readWholeFile(file);
	const json = parseJson(text, v.unknown(), file);
	const shards = await Promise.all(
		shardPaths(json, file).map((shard) => readWholeFile(join(path, shard)))
	);
	const graph = readLayersModel(json, shards, file);
	requireAnswers(path, graph, scale);
	const preparation = {
		exposure: asked.exposure ?? 'as-is',
		preprocessing: asked.preprocessing ?? fittingPreprocessing(graph, path)
	};
	const fingerprint = await sha256OfLines(await Promise.all([text, ...shards].map(sha256)));
	const name = basename(resolve(path));
	return addGraph(name, graph, preparation, fingerprint, null, reader);
}

function requireAnswers(path: string, graph: LayerGraph, scale: LabelScale): void {
	requireClasses(path, answerCount(graph), scale);
}

/** @throws Error naming the path where a model answers in another number of classes than the labels have */
function requireClasses(path: string, found: number, { classes }: LabelScale): void {
	if (found === classes.length) return;
	const names = classes.map(({ name }) => name).join(', ');
	throw new Error(
		`${path}: the model distinguishes ${found} classes, the labels of the test set have ${classes.length}: ${names}`
	);
}

async function addGraph(
	name: string,
	graph: LayerGraph,
	preparation: InputPreparation,
	fingerprint: string,
	storedVal: Confusion | null,
	reader: EngineReader
): Promise<OpenModel> {
	const read = async () => graph;
	const ready = await reader.add(name, read, preparation, fingerprint);
	const preparedAs = (preprocessing: Preprocessing) =>
		fitting(() => reader.add(TRIAL, read, { ...preparation, preprocessing }, fingerprint));
	return { ...ready, ...preparation, storedVal, preparedAs };
}

/** Names a network that is tried out; no model folder and no file can be called that. */
const TRIAL = '/trial';

async function fitting(make: () => Promise<ReadyModel>): Promise<ReadyModel | null> {
	try {
		return await make();
	} catch (error) {
		if (error instanceof UnsupportedNetworkError) return null;
		throw error;
	}
}

function fittingPreprocessing(graph: LayerGraph, path: string): Preprocessing {
	const chosen = defaultPreprocessing(graph, recogniseArchitecture(graph));
	if (!chosen) {
		throw new Error(
			`${path}: how images are prepared for this network is not known. Say so with --preprocess: ${PREPROCESSING_CHOICES}.`
		);
	}
	process.stderr.write(`${path}: preprocessing ${chosen.mode} (${chosen.reason})\n`);
	return chosen.mode;
}

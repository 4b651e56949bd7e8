import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelCard } from '../../src/lib/core/records/model-card.ts';
import type { FeatureGrid, Readings } from '../../src/lib/core/records/study.ts';
import {
	loadStoredMaps,
	loadStoredProbabilities,
	loadStudyManifest,
	studyCount
} from '../../src/lib/data/sources/stored-study.ts';
import { collectReadings } from '../evaluate/collect-readings.ts';
import { nodeFiles } from '../node-files.ts';
import type { EngineReader } from '../../src/lib/runtime/reader/reader.ts';
import type { ReadyModel } from '../../src/lib/runtime/reader/reader.types.ts';
import type { CheckedSet, PhantomSets } from './checked-set.ts';
import type { CheckedNetwork } from './open-networks.ts';
import { FileStore } from '../../src/lib/data/files/file-store.ts';

/** The part of the readings that checks need; rows as the knees were given. */
export interface CheckedReadings extends Pick<Readings, 'probabilities'> {
	/** `[knees, classes, cells]`, 0-1 */
	maps: Float32Array;
	grid: FeatureGrid;
	classCount: number;
}

/** What the engine says now of knees of one set, by network. */
export async function readNow(
	reader: EngineReader,
	networks: readonly ReadyModel[],
	{ knees, shards, classCount }: Pick<CheckedSet, 'knees' | 'shards' | 'classCount'>
): Promise<Map<string, CheckedReadings>> {
	const { readings, maps } = await collectReadings(reader, networks, knees, shards, classCount);
	return new Map(
		networks.map(({ name, grid }) => {
			const { probabilities } = readings.get(name)!;
			return [name, { probabilities, maps: maps.get(name)!.values, grid, classCount }];
		})
	);
}

/**
 * What is stored of knees of the phantoms, by network.
 * @returns null unless the results are of this very test set, network and preparation of images
 */
export async function readStored(
	folder: string,
	{ card, fingerprint }: CheckedNetwork,
	{ all, fingerprint: testset }: PhantomSets,
	knees: CheckedSet['knees']
): Promise<CheckedReadings | null> {
	if (!existsSync(join(folder, 'study.json'))) return null;
	const classCount = card.classes.length;
	const files = new FileStore(nodeFiles(folder));
	const manifest = await loadStudyManifest(files);
	const model = manifest.models.find((stored) => stored.name === card.name);
	if (manifest.testset !== testset || model?.fingerprint !== fingerprint) return null;
	if (!samePreparation(model, card)) return null;
	const order = manifest.splits.flatMap(({ split }) => all.filter((knee) => knee.split === split));
	const rows = new Map(order.map(({ id }, row) => [id, row]));
	if (order.length !== studyCount(manifest) || !knees.every(({ id }) => rows.has(id))) return null;
	const probabilities = await loadStoredProbabilities(files, model, order.length, classCount);
	const maps = await loadStoredMaps(files, model, order.length, classCount);
	const wanted = knees.map(({ id }) => rows.get(id)!);
	return {
		probabilities: rowsOf(probabilities, wanted, order.length),
		maps: rowsOf(maps.values, wanted, order.length),
		grid: model.grid,
		classCount
	};
}

function samePreparation(
	a: Pick<ModelCard, 'exposure' | 'preprocessing'>,
	b: Pick<ModelCard, 'exposure' | 'preprocessing'>
): boolean {
	return a.exposure === b.exposure && a.preprocessing === b.preprocessing;
}

function rowsOf(values: Float32Array, rows: readonly number[], count: number): Float32Array {
	const width = values.length / count;
	const picked = new Float32Array(rows.length * width);
	rows.forEach((row, i) => picked.set(values.subarray(row * width, (row + 1) * width), i * width));
	return picked;
}

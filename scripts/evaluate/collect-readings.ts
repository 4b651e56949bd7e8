import type { Readings } from '../../src/lib/core/records/study.ts';
import type { KneeRecord } from '../../src/lib/core/records/test-set.ts';
import type { EngineReader } from '../../src/lib/runtime/reader/reader.ts';
import type {
	ReadyModel,
	RunBatch,
	RunRequest
} from '../../src/lib/runtime/reader/reader.types.ts';
import { Progress } from '../progress.ts';

/** The readings of all knees by each network; rows as the knees were given. */
export async function collectReadings(
	reader: EngineReader,
	models: readonly ReadyModel[],
	knees: KneeRecord[],
	shards: RunRequest['shards'],
	classCount: number
): Promise<Map<string, Readings>> {
	const collected = new Map(
		models.map((model) => [model.name, emptyReadings(model, knees.length, classCount)])
	);
	const progress = new Progress('Readings', models.length * knees.length);
	await reader.run(
		{ models: models.map(({ name }) => name), knees, shards },
		(batch) => addBatch(collected.get(batch.model)!, batch),
		({ doneAll }) => progress.update(doneAll)
	);
	return collected;
}

function emptyReadings(
	{ features, grid }: ReadyModel,
	count: number,
	classCount: number
): Readings {
	return {
		count,
		logits: new Float32Array(count * classCount),
		probabilities: new Float32Array(count * classCount),
		pooled: new Float32Array(count * features),
		maps: new Float32Array(count * classCount * grid.rows * grid.columns),
		mapPeaks: new Float32Array(count * classCount)
	};
}

function addBatch(all: Readings, { rows, readings }: RunBatch): void {
	for (const key of ['logits', 'probabilities', 'pooled', 'maps', 'mapPeaks'] as const) {
		const width = readings[key].length / readings.count;
		rows.forEach((row, i) => {
			all[key].set(readings[key].subarray(i * width, (i + 1) * width), row * width);
		});
	}
}

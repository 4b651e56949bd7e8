import { READING_METHOD } from '../../src/lib/core/explain/attribution-methods.ts';
import type { ClassMaps, ExplainedReadings } from '../../src/lib/core/records/attribution.ts';
import type { Readings } from '../../src/lib/core/records/study.ts';
import type { KneeRecord } from '../../src/lib/core/records/test-set.ts';
import type { EngineReader } from '../../src/lib/runtime/reader/reader.ts';
import type {
	ReadyModel,
	RunBatch,
	RunRequest
} from '../../src/lib/runtime/reader/reader.types.ts';
import { allocateMaps } from '../../src/lib/engine/attribution/class-maps.ts';
import { allocateReadings } from '../../src/lib/engine/run/readings.ts';
import { Progress } from '../progress.ts';

export interface CollectedReadings {
	/** By network. */
	readings: Map<string, Readings>;
	maps: Map<string, ClassMaps>;
}

/** The readings of all knees by each network, and their maps; rows as the knees were given. */
export async function collectReadings(
	reader: EngineReader,
	models: readonly ReadyModel[],
	knees: KneeRecord[],
	shards: RunRequest['shards'],
	classCount: number
): Promise<CollectedReadings> {
	const collected = new Map(
		models.map((model) => [model.name, emptyReadings(model, knees.length, classCount)])
	);
	const progress = new Progress('Readings', models.length * knees.length);
	await reader.run(
		{ models: models.map(({ name }) => name), knees, shards, explain: READING_METHOD },
		(batch) => addBatch(collected.get(batch.model)!, batch),
		({ doneAll }) => progress.update(doneAll)
	);
	return {
		readings: new Map([...collected].map(([name, { readings }]) => [name, readings])),
		maps: new Map([...collected].map(([name, { maps }]) => [name, maps]))
	};
}

function emptyReadings(
	{ features, grid }: ReadyModel,
	count: number,
	classCount: number
): ExplainedReadings {
	const shape = { classes: classCount, features, cells: grid.rows * grid.columns };
	return { readings: allocateReadings(count, shape), maps: allocateMaps(count, shape) };
}

function addBatch(all: ExplainedReadings, { model, rows, readings, maps }: RunBatch): void {
	const pairs = [
		...(['logits', 'probabilities', 'pooled'] as const).map(
			(key) => [all.readings[key], readings[key]] as const
		),
		[all.maps.values, maps!.values] as const,
		[all.maps.peaks, maps!.peaks] as const
	];
	for (const [into, from] of pairs) {
		const width = into.length / all.readings.count;
		if (from.length !== width * readings.count) {
			throw new RangeError(
				`A batch of ${model} has ${from.length / readings.count} numbers a knee, not ${width}.`
			);
		}
		rows.forEach((row, i) => into.set(from.subarray(i * width, (i + 1) * width), row * width));
	}
}

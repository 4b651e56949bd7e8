import { preprocessingFit } from '../../src/lib/core/metrics/one-sided-answers.ts';
import type { LabelScale } from '../../src/lib/core/labels/label-scale.ts';
import { argmaxRows } from '../../src/lib/core/scores/predictions.ts';
import {
	NAMED_PREPROCESSINGS,
	type NamedPreprocessing
} from '../../src/lib/core/image/preprocessing.ts';
import type { KneeRecord } from '../../src/lib/core/records/test-set.ts';
import type { EngineReader } from '../../src/lib/runtime/reader/reader.ts';
import type { ReadyModel, RunRequest } from '../../src/lib/runtime/reader/reader.types.ts';
import type { OpenModel } from './open-models.ts';

const MOST_OF_A_CLASS = 10;

/**
 * The named preprocessing under which a network's answers fit labelled knees best; null where none of the others fits better
 * than its own. Read with each are the first ten knees of every class.
 */
export async function likelierPreprocessing(
	model: OpenModel,
	knees: readonly KneeRecord[],
	shards: RunRequest['shards'],
	reader: EngineReader,
	{ classes, ordinal }: LabelScale
): Promise<NamedPreprocessing | null> {
	const classCount = classes.length;
	const sample = Array.from({ length: classCount }, (_, grade) => grade).flatMap((grade) =>
		knees.filter((knee) => knee.grade === grade).slice(0, MOST_OF_A_CLASS)
	);
	const grades = sample.map(({ grade }) => grade);
	const fitOf = async (ready: ReadyModel) =>
		preprocessingFit(
			grades,
			argmaxRows(await probabilities(ready, sample, shards, reader, classCount), classCount),
			classCount,
			ordinal
		);
	let best: NamedPreprocessing | null = null;
	let bestFit = await fitOf(model);
	for (const preprocessing of NAMED_PREPROCESSINGS) {
		if (preprocessing === model.preprocessing) continue;
		const trial = await model.preparedAs(preprocessing);
		if (!trial) continue;
		const fit = await fitOf(trial);
		if (fit <= bestFit) continue;
		best = preprocessing;
		bestFit = fit;
	}
	return best;
}

async function probabilities(
	{ name }: ReadyModel,
	knees: KneeRecord[],
	shards: RunRequest['shards'],
	reader: EngineReader,
	classCount: number
): Promise<Float32Array> {
	const all = new Float32Array(classCount * knees.length);
	await reader.run(
		{ models: [name], knees, shards },
		({ rows, readings }) =>
			rows.forEach((row, i) =>
				all.set(
					readings.probabilities.subarray(classCount * i, classCount * (i + 1)),
					classCount * row
				)
			),
		() => {}
	);
	return all;
}

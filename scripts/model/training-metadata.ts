import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import * as v from 'valibot';
import {
	parsePreprocessing,
	PREPROCESSING_CHOICES,
	type Preprocessing
} from '../../src/lib/core/image/preprocessing.ts';
import {
	inputPreparationEntries,
	trainingPriorSchema
} from '../../src/lib/data/schemas/model-card-schema.ts';
import { parseJson } from '../../src/lib/data/schemas/parse-json.ts';
import { readWholeFile } from '../node-files.ts';

const number = v.nullish(v.number(), null);
const counts = v.pipe(v.array(v.number()), v.length(5));
const confusion = v.pipe(v.array(counts), v.length(5));
const split = v.nullish(v.object({ confusion }));
const metrics = v.object({ train: split, val: split, test: split });
const splitCounts = v.object({
	train: v.optional(counts),
	val: v.optional(counts),
	test: v.optional(counts)
});

/** Names by place, as a list or as the `class_indices` of Keras's generators. */
const classNames = v.union([
	v.array(v.union([v.string(), v.pipe(v.number(), v.transform(String))])),
	v.pipe(
		v.record(v.string(), v.number()),
		v.check((indices) => {
			const places = Object.values(indices).sort((a, b) => a - b);
			return places.every((place, at) => place === at);
		}, 'Expected places from 0 on, each once'),
		v.transform((indices) => {
			const sorted = Object.entries(indices).sort(([, a], [, b]) => a - b);
			return sorted.map(([name]) => name);
		})
	)
]);

const schema = v.object({
	architecture: v.optional(v.picklist(['xception', 'resnet50', 'inception_resnet_v2', 'other'])),
	title: v.optional(v.string()),
	width: number,
	parameters: number,
	exposure: inputPreparationEntries.exposure,
	preprocessing: v.optional(
		v.pipe(
			v.string(),
			v.transform(parsePreprocessing),
			v.custom<Preprocessing>((value) => value !== null, `Expected ${PREPROCESSING_CHOICES}`)
		)
	),
	/** In the order of the network's answers, under the names they go by in recipes. */
	classes: v.optional(classNames),
	class_names: v.optional(classNames),
	class_indices: v.optional(classNames),
	trainingData: v.nullish(
		v.object({
			description: v.string(),
			synthetic: v.boolean(),
			counts: v.optional(splitCounts, {}),
			phantomCounts: v.optional(splitCounts)
		})
	),
	/** Shares of the grades that the scores are probabilities for. */
	trainingPrior: v.optional(trainingPriorSchema),
	recipe: v.optional(v.record(v.string(), v.unknown()), {}),
	augmentation: v.optional(v.unknown()),
	history: v.optional(
		v.array(
			v.object({
				step: v.number(),
				imageSize: v.number(),
				loss: number,
				valLoss: number,
				valBalancedAccuracy: number
			})
		),
		[]
	),
	metrics: v.optional(metrics, {}),
	/** On drawn knees, where it was trained on real ones too. */
	phantomMetrics: v.optional(metrics, {}),
	seed: number,
	kerasVersion: v.nullish(v.string(), null),
	durationSeconds: number
});

/** What the training recipe writes beside a network. */
export type TrainingMetadata = v.InferOutput<typeof schema>;

/** `<name>.metadata.json`, `<file>.metadata.json` or `metadata.json` beside a model file; else null. */
export function findMetadata(modelFile: string): string | null {
	const folder = dirname(modelFile);
	const file = basename(modelFile);
	const candidates = [
		`${basename(file, extname(file))}.metadata.json`,
		`${file}.metadata.json`,
		'metadata.json'
	].map((name) => join(folder, name));
	return candidates.find((path) => existsSync(path)) ?? null;
}

/** @throws Error naming the file and the first wrong field. */
export async function readMetadata(path: string): Promise<TrainingMetadata> {
	return parseJson(await readWholeFile(path), schema, path);
}

import * as v from 'valibot';
import {
	parsePreprocessing,
	PREPROCESSING_CHOICES,
	type Preprocessing
} from '#lib/core/image/preprocessing.ts';
import {
	inputPreparationEntries,
	trainingPriorSchema
} from '#lib/data/schemas/model-card-schema.ts';
import { parseJson } from '#lib/data/schemas/parse-json.ts';

const number = v.nullish(v.number(), null);
const counts = v.array(v.number());
const confusion = v.pipe(
	v.array(counts),
	v.check((rows) => rows.every((row) => row.length === rows.length), 'Expected a square matrix')
);
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
	/** Shares of the classes that the scores are probabilities for. */
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

/** @throws Error naming the file and the first wrong field. */
export function parseMetadata(bytes: Uint8Array, path: string): TrainingMetadata {
	return parseJson(bytes, schema, path);
}

/** What the network's answers are called, in their order; null where the training does not say. */
export function classNamesOf(metadata: TrainingMetadata | null): string[] | null {
	return metadata?.classes ?? metadata?.class_names ?? metadata?.class_indices ?? null;
}

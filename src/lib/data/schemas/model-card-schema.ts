import * as v from 'valibot';
import type { ModelCard, ModelIndex } from '#lib/core/records/model-card.ts';
import {
	parsePreprocessing,
	PREPROCESSING_CHOICES,
	type Preprocessing
} from '#lib/core/image/preprocessing.ts';
import { FEWEST_CLASSES, MOST_CLASSES } from '#lib/core/labels/label-scale.ts';
import { oddClassList } from '#lib/core/records/card-class-lists.ts';
import { boxSchema } from './box-schema.ts';
import {
	countSchema,
	fileReferenceSchema,
	relativePathSchema,
	sha256Schema
} from './file-schema.ts';
import { modelChecksSchema } from './model-checks-schema.ts';

const countsSchema = v.array(countSchema);
const nullableNumber = v.nullable(v.number());
const triple = v.tuple([countSchema, countSchema, countSchema]);

function bySplit<Schema extends v.GenericSchema>(schema: Schema) {
	const entry = v.optional(schema);
	return v.object({ train: entry, val: entry, test: entry });
}

const metricsSchema = v.object({
	confusion: v.array(countsSchema),
	balancedAccuracy: v.number(),
	accuracy: v.number(),
	quadraticWeightedKappa: v.number(),
	recall: v.array(nullableNumber),
	f1: v.array(nullableNumber)
});

/** Fields of an `InputPreparation`; cards that were written before exposures were standardised lack one. */
export const inputPreparationEntries = {
	exposure: v.optional(v.picklist(['as-is', 'standardised']), 'as-is'),
	preprocessing: v.custom<Preprocessing>(
		(value) => typeof value === 'string' && parsePreprocessing(value) === value,
		`Expected ${PREPROCESSING_CHOICES}`
	)
};

const share = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));

/** Shares of the classes that scores are probabilities for. */
export const trainingPriorSchema = v.pipe(
	v.array(share),
	v.check(
		(shares) => Math.abs(shares.reduce((sum, one) => sum + one, 0) - 1) <= 1e-6,
		'The shares of the classes must sum to 1.'
	)
);

const entries = {
	format: v.literal('kneelens-model-card'),
	version: v.literal(1),
	name: relativePathSchema,
	title: v.string(),
	architecture: v.picklist(['xception', 'resnet50', 'inception_resnet_v2', 'other']),
	widthMultiplier: nullableNumber,
	parameters: countSchema,
	inputSize: triple,
	seen: v.optional(boxSchema),
	...inputPreparationEntries,
	classes: v.pipe(v.array(v.string()), v.minLength(FEWEST_CLASSES), v.maxLength(MOST_CLASSES)),
	answersInFile: v.optional(v.array(v.string())),
	featureMap: triple,
	heatCentre: v.optional(v.object({ x: v.number(), y: v.number() })),
	trainingData: v.nullable(
		v.object({
			description: v.string(),
			synthetic: v.boolean(),
			counts: bySplit(countsSchema),
			phantomCounts: v.optional(bySplit(countsSchema))
		})
	),
	trainingPrior: v.optional(trainingPriorSchema),
	metrics: bySplit(metricsSchema),
	phantomMetrics: v.optional(bySplit(metricsSchema)),
	history: v.array(
		v.object({
			step: countSchema,
			imageSize: countSchema,
			loss: nullableNumber,
			valLoss: nullableNumber,
			valBalancedAccuracy: nullableNumber
		})
	),
	recipe: v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.boolean()]))),
	weights: v.object({
		dtype: v.picklist(['float32', 'float16', 'uint16']),
		bytes: countSchema,
		files: v.pipe(v.array(fileReferenceSchema), v.minLength(1))
	}),
	source: v.object({
		file: v.string(),
		sha256: sha256Schema,
		kerasVersion: v.nullable(v.string())
	}),
	notice: v.string(),
	checks: v.optional(modelChecksSchema)
};

/** A model's card, all of whose lists are of as many classes as it names. */
export const modelCardSchema = v.pipe(
	v.object(entries),
	v.rawCheck(({ dataset, addIssue }) => {
		const found = dataset.typed ? oddClassList(dataset.value) : null;
		if (found) addIssue({ message: found });
	})
) satisfies v.GenericSchema<unknown, ModelCard>;

export const modelIndexSchema = v.object({
	format: v.literal('kneelens-models'),
	version: v.literal(1),
	models: v.array(relativePathSchema)
}) satisfies v.GenericSchema<unknown, ModelIndex>;

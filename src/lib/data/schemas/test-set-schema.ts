import * as v from 'valibot';
import type { ImageProperties } from '#lib/core/image/image-properties.ts';
import type { KneeRecord, KneeTruth, TestSetManifest } from '#lib/core/records/test-set.ts';
import { MOST_CLASSES } from '#lib/core/labels/label-scale.ts';
import { boxSchema } from './box-schema.ts';
import { countSchema, fileReferenceSchema, sha256Schema } from './file-schema.ts';
import { labelScaleSchema } from './label-scale-schema.ts';

const splitSchema = v.picklist(['train', 'val', 'test']);
const gradeSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4));
const classSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_CLASSES - 1));
const finite = v.pipe(v.number(), v.finite());

const shardSchema = v.object({
	...fileReferenceSchema.entries,
	first: countSchema,
	count: countSchema
});

export const testSetManifestSchema = v.object({
	format: v.literal('kneelens-testset'),
	version: v.literal(1),
	name: v.string(),
	synthetic: v.boolean(),
	description: v.string(),
	generator: v.nullable(v.object({ version: v.string(), seed: v.number() })),
	image: v.object({ width: v.literal(224), height: v.literal(224) }),
	labels: v.optional(labelScaleSchema),
	splits: v.array(
		v.object({
			split: splitSchema,
			gradeCounts: v.array(countSchema),
			subjects: countSchema,
			shards: v.array(shardSchema)
		})
	),
	knees: fileReferenceSchema,
	truths: v.nullable(fileReferenceSchema),
	properties: v.optional(fileReferenceSchema),
	fingerprint: sha256Schema
}) satisfies v.GenericSchema<unknown, TestSetManifest>;

const compartmentsSchema = v.object({ medial: finite, lateral: finite });

const truthSchema = v.object({
	secondReaderGrade: gradeSchema,
	jointSpaceMm: compartmentsSchema,
	narrowing: compartmentsSchema,
	osteophytes: v.array(
		v.object({
			site: v.picklist(['femur-medial', 'femur-lateral', 'tibia-medial', 'tibia-lateral']),
			mm: finite,
			x: finite,
			y: finite,
			radius: finite
		})
	),
	sclerosis: compartmentsSchema,
	attritionMm: compartmentsSchema,
	jointSpace: v.object({ medial: boxSchema, lateral: boxSchema }),
	millimetresPerPixel: finite,
	negative: v.boolean(),
	phantom: v.unknown()
}) satisfies v.GenericSchema<unknown, KneeTruth>;

export const truthsSchema = v.record(v.string(), truthSchema);

const propertiesSchema = v.object({
	exposure: finite,
	contrast: finite,
	sharpness: finite,
	negative: v.boolean()
}) satisfies v.GenericSchema<unknown, ImageProperties>;

export const imagePropertiesSchema = v.record(v.string(), propertiesSchema);

export const kneeRecordsSchema = v.array(
	v.object({
		id: v.pipe(v.string(), v.minLength(1)),
		subject: v.pipe(v.string(), v.minLength(1)),
		side: v.nullable(v.picklist(['L', 'R'])),
		split: splitSchema,
		grade: classSchema,
		sha256: sha256Schema
	})
) satisfies v.GenericSchema<unknown, KneeRecord[]>;

import * as v from 'valibot';
import type { StudyManifest } from '#lib/core/records/study.ts';
import { boxSchema } from './box-schema.ts';
import { countSchema, fileReferenceSchema, sha256Schema } from './file-schema.ts';
import { inputPreparationEntries } from './model-card-schema.ts';

const gridSchema = v.object({
	rows: countSchema,
	columns: countSchema,
	offsetX: v.number(),
	offsetY: v.number(),
	strideX: v.number(),
	strideY: v.number(),
	seen: v.optional(boxSchema)
});

export const studyManifestSchema = v.object({
	format: v.literal('kneelens-study'),
	version: v.literal(1),
	created: v.string(),
	engine: v.object({ version: v.string(), backend: v.string() }),
	testset: sha256Schema,
	splits: v.array(v.object({ split: v.picklist(['train', 'val', 'test']), count: countSchema })),
	models: v.array(
		v.object({
			name: v.string(),
			fingerprint: sha256Schema,
			...inputPreparationEntries,
			likelierPreprocessing: v.optional(inputPreparationEntries.preprocessing),
			features: countSchema,
			grid: gridSchema,
			probabilities: fileReferenceSchema,
			features8: fileReferenceSchema,
			maps8: fileReferenceSchema
		})
	)
}) satisfies v.GenericSchema<unknown, StudyManifest>;

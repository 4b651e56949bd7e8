import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { notesFileSchema } from '#lib/data/sources/notes-file.ts';
import { modelCardSchema, modelIndexSchema } from '#lib/data/schemas/model-card-schema.ts';
import { studyManifestSchema } from '#lib/data/schemas/study-schema.ts';
import {
	imagePropertiesSchema,
	kneeRecordsSchema,
	testSetManifestSchema,
	truthsSchema
} from '#lib/data/schemas/test-set-schema.ts';

interface Format {
	/** File name in docs/schemas. */
	file: string;
	title: string;
	schema: GenericSchema;
}

const FORMATS: readonly Format[] = [
	{
		file: 'testset-manifest.schema.json',
		title: 'manifest.json of a test set',
		schema: testSetManifestSchema
	},
	{ file: 'cases.schema.json', title: 'knees.json of a test set', schema: kneeRecordsSchema },
	{
		file: 'properties.schema.json',
		title: 'properties.json of a test set',
		schema: imagePropertiesSchema
	},
	{
		file: 'truths.schema.json',
		title: 'truths.json of a synthetic test set',
		schema: truthsSchema
	},
	{ file: 'model-index.schema.json', title: 'index.json of the models', schema: modelIndexSchema },
	{ file: 'model-card.schema.json', title: 'card.json of a model', schema: modelCardSchema },
	{ file: 'study.schema.json', title: 'study.json of stored results', schema: studyManifestSchema },
	{ file: 'notes.schema.json', title: 'Exported notes', schema: notesFileSchema }
];

/**
 * The JSON Schema (draft 2020-12) of every JSON file that is read, as text, by file name. A check that JSON Schema cannot express
 * (a path that stays in its folder, shares that sum to 1) is left out; docs/FORMATS.md names these.
 */
export function jsonSchemas(): Map<string, string> {
	return new Map(FORMATS.map(({ file, title, schema }) => [file, schemaText(title, schema)]));
}

function schemaText(title: string, schema: GenericSchema): string {
	const { $schema, ...rest } = toJsonSchema(schema, {
		target: 'draft-2020-12',
		typeMode: 'input',
		ignoreActions: ['check', 'raw_check', 'finite'],
		overrideSchema: ({ valibotSchema }) =>
			valibotSchema.type === 'custom' ? { type: 'string' } : undefined
	});
	return `${JSON.stringify({ $schema, title, ...rest }, null, '\t')}\n`;
}

import * as v from 'valibot';
import type { FileReference } from '#lib/core/test-set.ts';

export const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

export const sha256Schema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in hex'));

/** A path that stays below the folder of the file that names it. */
export const relativePathSchema = v.pipe(
	v.string(),
	v.regex(
		/^(?!\/)(?!.*(^|\/)\.\.(\/|$))(?!.*[\\:?#])[^\s].*$/,
		'not a relative path inside the folder'
	)
);

export const fileReferenceSchema = v.object({
	file: relativePathSchema,
	bytes: countSchema,
	sha256: sha256Schema
}) satisfies v.GenericSchema<unknown, FileReference>;

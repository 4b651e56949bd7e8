import * as v from 'valibot';
import type { FileReference } from '#lib/core/records/test-set.ts';

export const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

export const sha256Schema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in hex'));

/**
 * A path that stays below the folder of the file that names it, also once it is resolved as an address: that leaves out tabs
 * and line ends, takes `\` for `/` and decodes `%2e`.
 */
export const relativePathSchema = v.pipe(
	v.string(),
	v.check(staysBelow, 'not a relative path inside the folder')
);

const INSIDE = /^(?!\/)(?!.*(^|\/)\.\.(\/|$))(?!.*[\\:?#\p{Cc}])\S(.*\S)?$/u;

function staysBelow(path: string): boolean {
	let text = path;
	for (;;) {
		if (!INSIDE.test(text)) return false;
		const decoded = decode(text);
		if (decoded === text) return true;
		if (decoded === null) return false;
		text = decoded;
	}
}

/** Null where a percent sign encodes nothing. */
function decode(text: string): string | null {
	try {
		return decodeURIComponent(text);
	} catch {
		return null;
	}
}

export const fileReferenceSchema = v.object({
	file: relativePathSchema,
	bytes: countSchema,
	sha256: sha256Schema
}) satisfies v.GenericSchema<unknown, FileReference>;

import * as v from 'valibot';
import { asSentence } from '#lib/core/as-sentence.ts';

/**
 * Reads a JSON file of a known shape.
 * @param file What to call the file in errors.
 * @throws Error naming the file, the path of the first wrong field and what was expected there.
 */
export function parseJson<Output>(
	bytes: Uint8Array,
	schema: v.GenericSchema<unknown, Output>,
	file: string
): Output {
	let value: unknown;
	try {
		value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (error) {
		throw new Error(asSentence(`${file} is not valid JSON: ${(error as Error).message}`), {
			cause: error
		});
	}
	const result = v.safeParse(schema, value);
	if (result.success) return result.output;
	const issue = result.issues[0];
	const path = v.getDotPath(issue);
	throw new Error(asSentence(`${file}: ${path ? `${path}: ` : ''}${issue.message}`));
}

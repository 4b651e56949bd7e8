import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonSchemas } from './json-schemas.ts';

const FOLDER = 'docs/schemas';

/** Writes the JSON Schemas of the files that are read into docs/schemas. */
export async function runSchemas(): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	for (const [file, text] of jsonSchemas()) await writeFile(join(FOLDER, file), text);
}

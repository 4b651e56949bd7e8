import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jsonSchemas } from '../../../scripts/schemas/json-schemas.ts';

test('the JSON Schemas in docs/schemas are those of the schemas that files are read by: npm run schemas', () => {
	const written = new Map(
		readdirSync('docs/schemas')
			.toSorted()
			.map((file) => [file, readFileSync(`docs/schemas/${file}`, 'utf8')])
	);
	const schemas = new Map([...jsonSchemas()].toSorted(([a], [b]) => (a < b ? -1 : 1)));
	expect(Object.fromEntries(written)).toEqual(Object.fromEntries(schemas));
});

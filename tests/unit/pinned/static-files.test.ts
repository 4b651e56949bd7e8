import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** SHA-256 of every file that the site serves as it is, by its path below static/. */
const PINNED: Record<string, string> = JSON.parse(
	readFileSync('tests/fixtures/pinned/static-files.json', 'utf8')
);

it('serves the very bits of the test set, the networks and the stored results', () => {
	const files = readdirSync('static', { recursive: true, withFileTypes: true }).filter((entry) =>
		entry.isFile()
	);
	const hashes = files.map(({ parentPath, name }) => {
		const path = join(parentPath, name);
		const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
		return [path.slice('static/'.length).replaceAll('\\', '/'), hash];
	});
	expect(Object.fromEntries(hashes)).toEqual(PINNED);
});

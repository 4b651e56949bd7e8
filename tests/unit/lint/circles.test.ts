import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { afterEach, expect, test } from 'vitest';
import config from '../../../.dependency-cruiser.js';

let folder: string;

afterEach(() => rm(folder, { recursive: true }));

/** The rules that a tree of files breaks. */
async function brokenRules(files: Record<string, string>): Promise<string[]> {
	folder = await mkdtemp(join(tmpdir(), 'circles-'));
	for (const [path, text] of Object.entries(files)) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), text);
	}
	const { forbidden, options } = config;
	const cruising = { ...options, ruleSet: { forbidden }, validate: true, baseDir: folder };
	const { output } = await cruise(['.'], cruising as ICruiseOptions);
	const { violations } = (output as ICruiseResult).summary;
	return [...new Set(violations.map(({ rule }) => rule.name))].sort();
}

test('two files that need each other are a circle', async () => {
	const broken = await brokenRules({
		'first/one.ts': `import { other } from '../second/other.ts';\nexport const one = () => other;\n`,
		'second/other.ts': `import { one } from '../first/one.ts';\nexport const other = () => one;\n`
	});
	expect(broken).toContain('no-circle-of-files');
});

test('so are two that need only a type of each other, under its own rule', async () => {
	const broken = await brokenRules({
		'one.ts': `import type { Other } from './other.ts';\nexport interface One { other: Other }\n`,
		'other.ts': `import type { One } from './one.ts';\nexport interface Other { one: One }\n`
	});
	expect(broken).toEqual(['no-circle-of-types']);
});

test('one that needs another is none', async () => {
	const broken = await brokenRules({
		'first/one.ts': `import { other } from '../second/other.ts';\nexport const one = other;\n`,
		'second/other.ts': `export const other = 1;\n`
	});
	expect(broken).toEqual([]);
});

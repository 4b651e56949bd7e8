import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const FOLDERS = ['src', 'scripts', 'tests', 'docs', 'training'];
const SOURCE = /^[\w./-]+\.(ts|svelte|mjs|js|py|css|html)$/;
const FOLDER = new RegExp(`^(${FOLDERS.join('|')})/[\\w./-]*$`);

const files = FOLDERS.flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file))
);
const names = new Set([...files.map((file) => basename(file)), ...readdirSync('.')]);
const documents = [
	...readdirSync('.').filter((file) => file.endsWith('.md')),
	...files.filter((file) => /^(docs|training)\/.*\.md$/.test(file) && !/\/out\//.test(file))
];

test.each(documents)('every source file, folder and link that %s names is there', (document) => {
	const text = readFileSync(document, 'utf8').replace(/^```[^]*?^```/gm, '');
	const code = [...text.matchAll(/`([^`\n]+)`/g)].map(([, word]) => word);
	const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
		.map(([, link]) => link)
		.filter((link) => !/^[a-z]+:/.test(link));
	const missing = [
		...code.filter((word) => SOURCE.test(word) && !isSource(word, document)),
		...code.filter((word) => FOLDER.test(word) && !SOURCE.test(word) && !existsSync(word)),
		...links.filter((link) => !existsSync(join(dirname(document), link)))
	];
	expect(missing).toEqual([]);
});

/** As a path from the root, from src/lib, from the document's folder, or as the name of a file alone. */
function isSource(word: string, document: string): boolean {
	if (!word.includes('/')) return names.has(word);
	return ['', 'src/lib', dirname(document)].some((folder) => existsSync(join(folder, word)));
}

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeForeign } from '../../../scripts/site/static-files.ts';
import { contentOf, putFiles } from './output/folder-content.ts';

it('keeps hidden folders and files of the system out of the site', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'static-'));
	putFiles(join(folder, 'static'), {
		'.nojekyll': '',
		'.well-known/security.txt': '',
		'.kneelens-AbCd12/new/testset/test-000.zip': '',
		'models/.old/card.json': '',
		'models/x/card.json': '',
		'models/.DS_Store': '',
		'testset/Thumbs.db': ''
	});
	cpSync(join(folder, 'static'), join(folder, 'client'), { recursive: true });
	putFiles(join(folder, 'client'), { '.vite/manifest.json': '' });
	const before = contentOf(join(folder, 'static'));
	await removeForeign(join(folder, 'static'), join(folder, 'client'));
	expect(contentOf(join(folder, 'static'))).toEqual(before);
	const files = contentOf(join(folder, 'client'));
	expect(
		Object.keys(files)
			.filter((path) => files[path] === '')
			.sort()
	).toEqual(['.nojekyll', '.vite/manifest.json', '.well-known/security.txt', 'models/x/card.json']);
	rmSync(folder, { recursive: true });
});

import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outputFolder, type Source } from '../../../../scripts/output/output-folder.ts';
import { replaceTogether } from '../../../../scripts/output/replace-together.ts';
import { TEST_SET } from '../../../../scripts/output/written-files.ts';
import { contentOf, putFiles } from './folder-content.ts';

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);

beforeEach(() => {
	folder = realpathSync(mkdtempSync(join(tmpdir(), 'output-')));
});

afterEach(() => rmSync(folder, { recursive: true }));

const listed = (file: string, text: string) => ({
	file,
	sha256: createHash('sha256').update(text).digest('hex')
});

/** A packed test set as far as its files go. */
function putSet(path: string): void {
	const manifest = {
		format: 'kneelens-testset',
		splits: [{ shards: [listed('test-000.zip', 'images')] }],
		knees: listed('knees.json', 'knees'),
		truths: null
	};
	putFiles(at(path), {
		'manifest.json': JSON.stringify(manifest),
		'knees.json': 'knees',
		'test-000.zip': 'images'
	});
}

/** As a command does it. */
async function replace(target: string, sources: Source[] = []): Promise<void> {
	const output = await outputFolder('--out', target, TEST_SET, sources);
	await replaceTogether([output], async ([fresh]) => {
		putFiles(join(fresh, output.name), { 'manifest.json': 'new' });
	});
}

const from = (path: string): Source => ({ option: '--from', path });

describe('a folder is replaced', () => {
	it.each<[string, () => void]>([
		['that does not exist', () => {}],
		['that is empty', () => mkdirSync(at('out'))],
		['that a command wrote', () => putSet('out')],
		[
			'of which files are missing',
			() => {
				putSet('out');
				rmSync(at('out/knees.json'));
			}
		]
	])('%s', async (_, prepare) => {
		prepare();
		await replace(at('out'));
		expect(contentOf(folder)).toEqual({ out: 'folder', 'out/manifest.json': 'new' });
	});

	it('with what the system keeps in it', async () => {
		putSet('out');
		putFiles(at('out'), { '.DS_Store': 'view', 'Thumbs.db': 'small', 'desktop.ini': 'icon' });
		await replace(at('out'));
		expect(contentOf(at('out'))).toEqual({
			'.DS_Store': 'view',
			'Thumbs.db': 'small',
			'desktop.ini': 'icon',
			'manifest.json': 'new'
		});
	});

	it('where a link leads, and the link stays', async () => {
		putSet('real');
		symlinkSync('real', at('out'));
		await replace(at('out'));
		expect(contentOf(folder)).toEqual({
			out: 'link to real',
			real: 'folder',
			'real/manifest.json': 'new'
		});
	});

	it('in a folder that is made for it, which goes again when nothing comes', async () => {
		const output = await outputFolder('--out', at('a/b/out'), TEST_SET, []);
		const failing = replaceTogether([output], () => Promise.reject(new Error('full')));
		await expect(failing).rejects.toThrow('full');
		expect(contentOf(folder)).toEqual({});
		await replace(at('a/b/out'));
		expect(contentOf(folder)['a/b/out/manifest.json']).toBe('new');
	});
});

describe('a folder is refused and stays as it is', () => {
	const images = () => putFiles(at('in'), { '0/1L.png': 'left', '4/1R.png': 'right' });
	it.each<[string, () => void, string, RegExp]>([
		['the source', images, 'in', /--out .*in is or is inside --from .*in\. Choose/],
		['the source by another way', images, 'in/0/..', /is or is inside --from/],
		[
			'the source by a link',
			() => {
				images();
				symlinkSync('in', at('alias'));
			},
			'alias',
			/is or is inside --from/
		],
		['a folder of the source', images, 'in/0', /is or is inside --from/],
		['a new folder in the source', images, 'in/packed/set', /is or is inside --from/],
		['the folder around the source', images, '.', /is or holds --from .*in, which would be lost/],
		[
			'other files',
			() => putFiles(at('out'), { 'thesis.txt': 'years of work' }),
			'out',
			/--out .*out is not a packed test set that this command wrote, and it holds thesis\.txt\. Choose/
		],
		[
			'a manifest of something else',
			() => putFiles(at('out'), { 'manifest.json': '{"format":"other"}', 'a.txt': '' }),
			'out',
			/is not a packed test set .*holds a\.txt, manifest\.json/
		],
		[
			'files beside those of an older set',
			() => {
				putSet('out');
				putFiles(at('out'), { 'notes.txt': 'mine', 'more/a.txt': '1', 'more/b.txt': '2' });
			},
			'out',
			/holds files that this command did not write: more\/a\.txt, more\/b\.txt, notes\.txt\./
		],
		[
			'an empty folder and a link beside those of an older set',
			() => {
				putSet('out');
				mkdirSync(at('out/later'));
				symlinkSync('/etc/hostname', at('out/link'));
			},
			'out',
			/did not write: later, link\./
		],
		[
			'a file that was changed since',
			() => {
				putSet('out');
				writeFileSync(at('out/knees.json'), 'corrected by hand');
			},
			'out',
			/holds files that were changed after they were written: knees\.json\./
		],
		['a file', () => putFiles(folder, { out: 'text' }), 'out', /is a file, not a folder/],
		[
			'a broken link',
			() => symlinkSync('gone', at('out')),
			'out',
			/is a link to a place that does not exist/
		]
	])('%s', async (_, prepare, target, message) => {
		prepare();
		const before = contentOf(folder);
		await expect(replace(`${folder}/${target}`, [from(at('in'))])).rejects.toThrow(message);
		expect(contentOf(folder)).toEqual(before);
	});

	it('the folder the command runs in', async () => {
		await expect(replace('.')).rejects.toThrow(/--out \. is or holds the folder this command/);
	});

	it('files that came while it was being written', async () => {
		putSet('out');
		const output = await outputFolder('--out', at('out'), TEST_SET, []);
		const before = contentOf(at('out'));
		const late = replaceTogether([output], async ([fresh]) => {
			putFiles(join(fresh, output.name), { 'manifest.json': 'new' });
			writeFileSync(at('out/late.txt'), 'just saved');
		});
		await expect(late).rejects.toThrow(/did not write: late\.txt/);
		expect(contentOf(folder)).toEqual({
			out: 'folder',
			...Object.fromEntries(Object.entries(before).map(([path, text]) => [`out/${path}`, text])),
			'out/late.txt': 'just saved'
		});
	});
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkImages } from '../../../scripts/testset/check-images.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'check-images-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('a damaged file of a split that is only counted is not counted', async () => {
	const data = new Uint8Array(224 * 224);
	writeFileSync(join(folder, 'knee.png'), encode({ width: 224, height: 224, channels: 1, data }));
	writeFileSync(join(folder, 'empty.png'), '');
	const files = ['knee.png', 'empty.png'].map((path) => ({
		path,
		split: 'train' as const,
		grade: 0 as const
	}));
	const looked: number[] = [];
	const { usable, unusable } = await checkImages(
		folder,
		files,
		new Map(),
		() => false,
		(done) => looked.push(done)
	);
	expect(usable).toEqual([{ file: files[0], conversion: null }]);
	expect(unusable.map(({ path }) => path)).toEqual(['empty.png']);
	expect(looked).toEqual([1, 2]);
});

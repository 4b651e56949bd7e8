import fs, { mkdtempSync, rmSync } from 'node:fs';
import type promises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contentOf, putFiles } from './folder-content.ts';

/** Which of the moves fails, and whether the process dies with it: then nothing else is changed on the disk. */
const failure = vi.hoisted(() => ({ at: -1, deadly: false, moves: 0 }));
const died = vi.hoisted(
	() => () => failure.deadly && failure.at >= 0 && failure.moves > failure.at
);

vi.mock('node:fs', async (original) => {
	const real = await original<typeof fs>();
	const renameSync: typeof fs.renameSync = (from, to) => {
		if (failure.moves++ === failure.at || died()) throw new Error('EBUSY');
		real.renameSync(from, to);
	};
	const rmSync: typeof fs.rmSync = (path, options) => {
		if (!died()) real.rmSync(path, options);
	};
	return { ...real, renameSync, rmSync, default: { ...real, renameSync, rmSync } };
});

vi.mock('node:fs/promises', async (original) => {
	const real = await original<typeof promises>();
	const rm: typeof promises.rm = async (path, options) => {
		if (!died()) await real.rm(path, options);
	};
	return { ...real, rm };
});

let folder: string;
const files = { 'a.txt': 'old a', 'b/c.txt': 'old c', 'gone.txt': 'old', mine: 'text' };
const old = { ...files, b: 'folder' };
const fresh = { 'a.txt': 'new a', b: 'folder', 'b/d.txt': 'new d', mine: 'text' };

beforeEach(() => {
	vi.resetModules();
	vi.spyOn(process.stderr, 'write').mockReturnValue(true);
	folder = mkdtempSync(join(tmpdir(), 'replace-'));
	putFiles(folder, files);
	Object.assign(failure, { at: -1, deadly: false, moves: 0 });
});

afterEach(() => {
	vi.restoreAllMocks();
	Object.assign(failure, { at: -1 });
	rmSync(folder, { recursive: true });
});

async function replace(): Promise<void> {
	const { replaceTogether } = await import('../../../../scripts/output/replace-together.ts');
	const places = ['a.txt', 'b', 'gone.txt'];
	const output = { parent: folder, places, beforeMove: async () => {} };
	await replaceTogether([output], async ([into]) => {
		putFiles(into, { 'a.txt': 'new a', 'b/d.txt': 'new d' });
	});
}

/** What the next process does. */
async function finish(): Promise<void> {
	vi.resetModules();
	Object.assign(failure, { at: -1 });
	const { finishAbandoned } = await import('../../../../scripts/output/abandoned.ts');
	await finishAbandoned(folder);
}

// Move 0 is that of the plan; then come a.txt (old, new), b (old, new) and gone.txt (old).
describe('replaceTogether', () => {
	it('replaces files and folders', async () => {
		await replace();
		expect(contentOf(folder)).toEqual(fresh);
	});

	it.each([0, 1, 2, 3, 4, 5])('undoes all moves when move %i fails', async (at) => {
		failure.at = at;
		await expect(replace()).rejects.toThrow('EBUSY');
		expect(contentOf(folder)).toEqual(old);
	});

	it.each([
		[0, old],
		[1, fresh],
		[2, fresh],
		[3, fresh],
		[4, fresh],
		[5, fresh]
	])('ends with all old or all new when the process dies at move %i', async (at, expected) => {
		Object.assign(failure, { at, deadly: true });
		await expect(replace()).rejects.toThrow('EBUSY');
		await finish();
		expect(contentOf(folder)).toEqual(expected);
	});
});

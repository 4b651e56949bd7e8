import { readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';
import { isSystemFile } from '../../src/lib/data/files/system-files.ts';
import { finishAbandoned } from '../output/abandoned.ts';

/**
 * Keeps out of the site what is no part of it: hidden folders below `static`, such as those of commands that are writing or
 * were interrupted, and files of the system. What an interrupted command left is put in order first.
 */
export function staticFiles(folder = 'static'): Plugin {
	return {
		name: 'static-files',
		async config(_, { command }) {
			if (command !== 'build') return;
			for (const written of [folder, join(folder, 'models')]) await finishAbandoned(written);
		},
		async writeBundle({ dir }) {
			if (dir) await removeForeign(folder, dir);
		}
	};
}

/** @param copy of `folder`, in which alone something is removed */
export async function removeForeign(folder: string, copy: string): Promise<void> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	for (const entry of entries) {
		const hidden = entry.name.startsWith('.') && entry.name !== '.well-known';
		if (entry.isDirectory() ? !hidden : !isSystemFile(entry.name)) continue;
		const path = join(relative(folder, entry.parentPath), entry.name);
		await rm(join(copy, path), { recursive: true, force: true });
	}
}

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FetchBytes } from '../src/lib/data/file-reference.ts';

/** The address of a folder, ending with `/`. */
export function folderUrl(folder: string): string {
	return `${pathToFileURL(resolve(folder)).href}/`;
}

/** Files of this machine; relative paths are taken from `folder`. */
export function nodeFiles(folder: string): FetchBytes {
	const base = folderUrl(folder);
	return async (path, signal, options) => {
		signal?.throwIfAborted();
		const bytes = await readFile(new URL(path, base), { signal });
		options?.onBytes?.(bytes.length);
		return bytes;
	};
}

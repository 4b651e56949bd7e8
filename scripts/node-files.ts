import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FetchBytes } from '../src/lib/data/files/file-store.ts';

/** The address of a folder, ending with `/`. */
export function folderUrl(folder: string): string {
	return `${pathToFileURL(resolve(folder)).href}/`;
}

/** Files of this machine; relative paths are taken from `folder`. */
export function nodeFiles(folder: string): FetchBytes {
	const base = folderUrl(folder);
	return async (path, signal, options) => {
		const bytes = await readWholeFile(fileURLToPath(new URL(path, base)), signal);
		options?.onBytes?.(bytes.length);
		return bytes;
	};
}

/**
 * The bytes of a file.
 * @throws Error also for a named pipe or a device, which could be waited for without end
 */
export async function readWholeFile(path: string, signal?: AbortSignal): Promise<Buffer> {
	signal?.throwIfAborted();
	const found = await stat(path);
	if (found.isDirectory()) throw new Error(`${path} is a folder, a file was expected.`);
	if (!found.isFile()) throw new Error(`${path} is not a regular file but a pipe or a device.`);
	return readFile(path, { signal });
}

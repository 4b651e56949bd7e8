import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Every file below a folder with its bytes, every link with where it leads, every folder. */
export function contentOf(folder: string): Record<string, string> {
	return Object.fromEntries(
		readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
			const path = join(entry.parentPath, entry.name);
			const content = entry.isSymbolicLink()
				? `link to ${readlinkSync(path)}`
				: entry.isFile()
					? readFileSync(path, 'latin1')
					: 'folder';
			return [relative(folder, path), content];
		})
	);
}

/** Writes files by their paths below a folder. */
export function putFiles(folder: string, files: Record<string, string | Uint8Array>): void {
	for (const [path, bytes] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), bytes);
	}
}

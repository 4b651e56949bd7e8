import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderFiles {
	/** Paths with `/`, of `strange` too. */
	files: string[];
	/** What is no file that can be read, with what it is. */
	strange: ReadonlyMap<string, string>;
}

/**
 * All files below a folder; links are followed, a folder within itself only once.
 * @throws Error in a sentence where it is no folder
 */
export async function filesBelow(folder: string): Promise<FolderFiles> {
	const found = await stat(folder).catch(() => null);
	if (!found) throw new Error(`${folder} does not exist.`);
	if (!found.isDirectory()) throw new Error(`${folder} is not a folder.`);
	const files: string[] = [];
	const strange = new Map<string, string>();
	const walk = async (path: string, above: readonly string[]): Promise<void> => {
		const place = await realpath(join(folder, path));
		if (above.includes(place)) return;
		for (const name of (await readdir(place)).sort()) {
			const inside = path === '' ? name : `${path}/${name}`;
			const entry = await stat(join(place, name)).catch(() => null);
			if (entry?.isDirectory()) await walk(inside, [...above, place]);
			else {
				files.push(inside);
				if (!entry) strange.set(inside, 'a broken link');
				else if (!entry.isFile()) strange.set(inside, 'neither a file nor a folder');
			}
		}
	};
	await walk('', []);
	return { files, strange };
}

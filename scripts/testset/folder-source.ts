import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { decodeKneePng } from '../../src/lib/data/grey-png.ts';
import { planImageFolder, type FolderPlan } from '../../src/lib/data/image-folder.ts';
import type { PackSource } from './pack.ts';

/** The labelled knees below a folder, by their names; no image is read. */
export async function readFolderPlan(folder: string): Promise<FolderPlan> {
	const found = await stat(folder).catch(() => null);
	if (!found) throw new Error(`${folder} does not exist.`);
	if (!found.isDirectory()) throw new Error(`${folder} is not a folder.`);
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files: string[] = [];
	const folders: string[] = [];
	for (const entry of entries) {
		const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
		(entry.isDirectory() ? folders : files).push(path);
	}
	if (files.length === 0) throw new Error(`${folder} is empty: there is no image in it.`);
	return planImageFolder(files.sort(), folders.sort(), folder);
}

/** A test set of real images; the training split is only counted unless `packTrain`. */
export async function folderSource(folder: string, packTrain: boolean): Promise<PackSource> {
	const plan = await readFolderPlan(folder);
	const splits = plan.splits.map((split) => ({
		split,
		packed: split !== 'train' || packTrain,
		knees: plan.images
			.filter((image) => image.split === split)
			.map(({ path, id, subject, side, grade }) => ({
				id,
				subject,
				side,
				grade,
				read: async () => {
					const file = join(folder, path);
					return { pixels: decodeKneePng(await readFile(file), file), truth: null };
				}
			}))
	}));
	for (const path of plan.ignored) process.stderr.write(`Passed over ${join(folder, path)}\n`);
	if (!splits.some((split) => split.packed)) {
		throw new Error(
			`${folder} has only a train folder, which is counted but not packed. Add val or test, or give --pack-train.`
		);
	}
	const name = basename(resolve(folder));
	return {
		name: `Knee radiographs from ${name}`,
		synthetic: false,
		description: `Radiographs packed from the folder ${name}; the grade of a knee is the name of its folder.`,
		generator: null,
		splits
	};
}

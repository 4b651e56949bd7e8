import { basename, join, resolve } from 'node:path';
import type { SplitName } from '../../src/lib/core/records/test-set.ts';
import { planImageFolder } from '../../src/lib/data/images/image-folder.ts';
import { nameImages } from '../../src/lib/data/images/image-names.ts';
import { Progress } from '../progress.ts';
import { checkImages, readKneeImage } from './check-images.ts';
import { filesBelow } from './folder-files.ts';
import { conversionNotes, unusableWords } from './folder-notes.ts';
import type { PackSource } from './pack.ts';

export interface FolderOptions {
	/** Else the training split is only counted. */
	packTrain: boolean;
	/** Whether files that cannot be used are left out; else one of them refuses the folder. */
	skipUnreadable: boolean;
}

/**
 * A test set of real images. What had to be done to read them is told on stderr.
 * @throws Error in a sentence, with the reason of every file that cannot be used
 */
export async function folderSource(
	folder: string,
	{ packTrain, skipUnreadable }: FolderOptions
): Promise<PackSource> {
	const found = await filesBelow(folder);
	if (found.files.length === 0) throw new Error(`${folder} is empty: there is no image in it.`);
	const plan = planImageFolder(found.files, folder);
	const isPacked = ({ split }: { split: SplitName }) => split !== 'train' || packTrain;
	const progress = new Progress('Looked at', plan.files.length);
	const checked = await checkImages(folder, plan.files, found.strange, isPacked, (done) =>
		progress.update(done)
	);
	const names = nameImages(
		checked.usable.map(({ file }) => file),
		folder
	);
	const unusable = [...plan.unusable, ...checked.unusable, ...names.twins].sort((a, b) =>
		a.path < b.path ? -1 : 1
	);
	const files = plan.unusable.length + plan.files.length;
	if (unusable.length > 0 && !skipUnreadable) throw new Error(unusableWords(unusable, files));
	if (!names.images.some(isPacked)) {
		throw new Error(
			names.images.length === 0
				? `${folder} has no image that can be used. ${unusable[0]?.reason ?? ''}`
				: `${folder} has only a train folder, which is counted but not packed. Add val or test, or give --pack-train.`
		);
	}
	const splits = plan.splits.filter((name) => names.images.some(({ split }) => split === name));
	const kept = new Set(names.images.map(({ path }) => path));
	const notes = conversionNotes(checked.usable.filter(({ file }) => kept.has(file.path)));
	const unnamed = names.unnamed.filter((path) => kept.has(path));
	if (unnamed.length > 0) {
		notes.push(
			`${unnamed.length} of ${kept.size} names (${unnamed[0]}${unnamed.length > 1 ? ', ...' : ''}) do not give subject and side as 9000099L does: each counts as a subject of its own.`
		);
	}
	const left = unusable.map(({ reason }) => `Left out: ${reason}`);
	for (const path of plan.ignored) left.push(`Skipped: ${join(folder, path)}`);
	for (const line of [...left, ...notes]) process.stderr.write(`${line}\n`);
	if (unusable.length > 0) {
		process.stderr.write(`${unusable.length} of ${files} files were left out.\n`);
	}
	const name = basename(resolve(folder));
	return {
		name: `Knee radiographs from ${name}`,
		synthetic: false,
		description: [
			`Radiographs packed from the folder ${name}; the grade of a knee is the name of its folder.`,
			...(unnamed.length > 0
				? [`Of ${unnamed.length} of them subject and side are not known: each counts as a subject.`]
				: []),
			...(unusable.length > 0
				? [`${unusable.length} files that could not be used were left out.`]
				: [])
		].join(' '),
		generator: null,
		splits: splits.map((split) => ({
			split,
			packed: isPacked({ split }),
			knees: names.images
				.filter((image) => image.split === split)
				.map(({ path, id, subject, side, grade }) => ({
					id,
					subject,
					side,
					grade,
					read: async () => ({ pixels: (await readKneeImage(folder, path)).pixels, truth: null })
				}))
		}))
	};
}

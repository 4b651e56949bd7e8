import type { Side, SplitName } from '#lib/core/test-set.ts';

/** A PNG of a labelled folder; `path` is relative to it, with `/`. */
export interface FolderImage {
	path: string;
	id: string;
	subject: string;
	side: Side;
	split: SplitName;
	grade: number;
}

export interface FolderPlan {
	/** In the order train, val, test, then by id, so that any part of a split is a fair sample of it. */
	images: FolderImage[];
	splits: SplitName[];
	/** Files and folders that are no part of the layout and were passed over. */
	ignored: string[];
}

const splitNames: readonly SplitName[] = ['train', 'val', 'test'];
const grades = ['0', '1', '2', '3', '4'];
const layout = '{train,val,test}/{0,1,2,3,4}/<subject><L|R>.png or {0,1,2,3,4}/<subject><L|R>.png';

/**
 * Sorts the files of a folder of labelled knees into splits and grades. A folder without splits is one split,
 * `test`.
 * @param files Paths relative to the folder.
 * @param folders Paths of all folders below it, so that empty ones are seen.
 * @param root What to call the folder in errors.
 * @throws Error naming the file or folder and the reason.
 */
export function planImageFolder(files: string[], folders: string[], root: string): FolderPlan {
	const parts = files.filter((file) => !isHidden(file)).map((file) => file.split('/'));
	const tops = new Set(folders.map((folder) => folder.split('/')[0]));
	const splits = splitNames.filter((split) => tops.has(split));
	const hasGrades = grades.some((grade) => tops.has(grade));
	if (splits.length > 0 && hasGrades) {
		throw new Error(
			`${root} has both split folders (${splits.join(', ')}) and grade folders. Expected ${layout}`
		);
	}
	if (splits.length === 0 && !hasGrades) {
		throw new Error(`${root} has no grade folders. Expected ${layout}`);
	}
	const images: FolderImage[] = [];
	const ignored: string[] = [];
	for (const path of parts) {
		const [split, grade, ...rest] = splits.length > 0 ? path : ['test', ...path];
		if (!isSplit(split) || !grades.includes(grade) || rest.length === 0) {
			if (isSplit(split) && /^\d+$/.test(grade ?? '') && rest.length > 0) {
				throw new Error(`${root}/${path.join('/')}: ${grade} is no grade. Grades are 0 to 4.`);
			}
			ignored.push(path.join('/'));
			continue;
		}
		images.push(folderImage(path.join('/'), rest, split, Number(grade), root));
	}
	checkEmptyFolders(images, folders, splits, root);
	checkNames(images, root);
	return { images: images.sort(byPlace), splits: splits.length ? splits : ['test'], ignored };
}

function folderImage(
	path: string,
	rest: string[],
	split: SplitName,
	grade: number,
	root: string
): FolderImage {
	if (rest.length > 1) {
		throw new Error(`${root}/${path} lies in a folder inside a grade folder. Expected ${layout}`);
	}
	const name = rest[0];
	if (!/\.png$/i.test(name)) {
		throw new Error(`${root}/${path} is not a PNG file. Convert it, or take it out of the folder.`);
	}
	const match = /^([\w-]+)([LR])\.png$/i.exec(name);
	if (!match || (match[2] !== 'L' && match[2] !== 'R')) {
		throw new Error(
			`${root}/${path}: the name does not say subject and side. Expected e.g. 9000099L.png or 9000099R.png.`
		);
	}
	const [, subject, side] = match;
	return { path, id: `${subject}${side}`, subject, side, split, grade };
}

function checkEmptyFolders(
	images: FolderImage[],
	folders: string[],
	splits: readonly SplitName[],
	root: string
): void {
	const depth = splits.length > 0 ? 2 : 1;
	for (const folder of folders) {
		const path = folder.split('/');
		if (path.length > depth || !(splits.length ? isSplit(path[0]) : true)) continue;
		if (!path.every((part, i) => (i === depth - 1 ? grades.includes(part) : true))) continue;
		if (!images.some((image) => image.path.startsWith(`${folder}/`))) {
			throw new Error(`${root}/${folder} is empty. Expected images in ${layout}`);
		}
	}
}

function checkNames(images: FolderImage[], root: string): void {
	const byId = new Map<string, FolderImage>();
	const bySubject = new Map<string, FolderImage>();
	for (const image of images) {
		const twin = byId.get(image.id);
		if (twin) {
			throw new Error(
				`${root}/${image.path} has the same name as ${root}/${twin.path}. A knee can be in one split and one grade only.`
			);
		}
		byId.set(image.id, image);
		const other = bySubject.get(image.subject);
		if (other && other.split !== image.split) {
			throw new Error(
				`${root}/${image.path}: subject ${image.subject} is also in ${other.split} (${other.path}). Both knees of a person belong to one split, or the splits are not independent.`
			);
		}
		bySubject.set(image.subject, image);
	}
}

function byPlace(a: FolderImage, b: FolderImage): number {
	return splitNames.indexOf(a.split) - splitNames.indexOf(b.split) || (a.id < b.id ? -1 : 1);
}

function isSplit(name: string): name is SplitName {
	return (splitNames as readonly string[]).includes(name);
}

function isHidden(file: string): boolean {
	return file
		.split('/')
		.some((part) => part.startsWith('.') || part === 'Thumbs.db' || part === '__MACOSX');
}

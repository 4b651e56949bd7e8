import { gradeOfFolder } from '#lib/core/labels/grade-names.ts';
import type { SplitName } from '#lib/core/records/test-set.ts';

/** A file of a labelled folder; `path` is relative to it, with `/`. */
export interface PlacedFile {
	path: string;
	split: SplitName;
	grade: number;
}

/** A file that should be an image of a knee and cannot be used; the reason is a sentence that names it. */
export interface UnusableFile {
	path: string;
	reason: string;
}

export interface FolderPlan {
	files: PlacedFile[];
	/** In the order train, val, test. */
	splits: SplitName[];
	unusable: UnusableFile[];
	/** Files that are no part of the layout and were passed over. */
	ignored: string[];
}

const splitNames: readonly SplitName[] = ['train', 'val', 'test'];
const splitWords: Readonly<Record<string, SplitName>> = {
	train: 'train',
	training: 'train',
	val: 'val',
	valid: 'val',
	validation: 'val',
	test: 'test',
	testing: 'test'
};
const layout =
	'{train,val,test}/GRADE/IMAGE or GRADE/IMAGE, where GRADE is 0 to 4, KL0 to KL4, Healthy, Doubtful, Minimal, Moderate or Severe, or both as in 0Normal';

type Path = readonly string[];

/**
 * Sorts the files of a folder of labelled knees into splits and grades by the names of the folders they lie in. A folder
 * without splits is one split, `test`; a single folder that holds the set is gone into.
 * @param files Paths relative to the folder.
 * @param root What to call the folder in errors.
 * @throws Error naming the folder and the reason where there is no such layout, or two folders mean the same.
 */
export function planImageFolder(files: readonly string[], root: string): FolderPlan {
	const shown = files.filter((file) => !isHidden(file)).sort();
	const set = findSet(
		shown.map((file) => file.split('/')),
		root
	);
	const within = (path: Path) => set.every((part, i) => part === path[i]);
	const here = [root, ...set].join('/');
	const tops = foldersOf(shown, set);
	const splitTops = tops.filter((top) => splitOf(top) !== null);
	const gradeTops = tops.filter((top) => gradeOfFolder(top) !== null);
	if (splitTops.length > 0 && gradeTops.length > 0) {
		throw new Error(
			`${here} has both split folders (${splitTops.join(', ')}) and grade folders (${gradeTops.join(', ')}). Expected ${layout}.`
		);
	}
	requireDifferent(splitTops, splitOf, (name) => `the split ${name}`, here);
	const hasSplits = splitTops.length > 0;
	for (const top of hasSplits ? splitTops : ['']) {
		const at = hasSplits ? [...set, top] : set;
		const folders = foldersOf(shown, at).filter((name) => gradeOfFolder(name) !== null);
		requireDifferent(folders, gradeOfFolder, (grade) => `grade ${grade}`, [root, ...at].join('/'));
	}
	const plan: FolderPlan = { files: [], splits: [], unusable: [], ignored: [] };
	for (const file of shown) {
		const path = file.split('/');
		const below = within(path) ? path.slice(set.length) : [];
		const split = hasSplits ? splitOf(below[0] ?? '') : 'test';
		const [folder, ...rest] = hasSplits ? below.slice(1) : below;
		if (split === null || rest.length === 0) {
			plan.ignored.push(file);
			continue;
		}
		const grade = gradeOfFolder(folder);
		if (grade !== null && rest.length === 1) plan.files.push({ path: file, split, grade });
		else if (grade !== null) {
			const reason = `${root}/${file} is in a folder inside the folder of a grade. Move it up.`;
			plan.unusable.push({ path: file, reason });
		} else if (/^\W*(kl|grade)?\W*\d+\W*$/i.test(folder)) {
			const reason = `${root}/${file}: ${folder} is not a grade. Grades are 0 to 4.`;
			plan.unusable.push({ path: file, reason });
		} else plan.ignored.push(file);
	}
	if (plan.files.length === 0 && plan.unusable.length === 0) {
		throw new Error(`${here} has no image in the folder of a grade. Expected ${layout}.`);
	}
	plan.splits = splitNames.filter((name) => plan.files.some(({ split }) => split === name));
	return plan;
}

/** The way to the folder that has splits or grades in it. */
function findSet(paths: readonly Path[], root: string): Path {
	const isLayout = (name: string) => splitOf(name) !== null || gradeOfFolder(name) !== null;
	let set: Path = [];
	for (;;) {
		const depth = set.length;
		const inside = paths.filter((path) => set.every((part, i) => part === path[i]));
		const tops = new Set(inside.filter((path) => path.length > depth + 1).map((p) => p[depth]));
		if ([...tops].some(isLayout)) return set;
		const holding = [...tops].filter((top) =>
			inside.some((path) => path[depth] === top && path.slice(depth + 1, -1).some(isLayout))
		);
		if (holding.length !== 1) {
			const here = [root, ...set].join('/');
			throw new Error(
				holding.length === 0
					? `${here} has no grade folders. Expected ${layout}.`
					: `${here} holds several sets: ${holding.join(', ')}. Choose one of these folders.`
			);
		}
		set = [...set, holding[0]];
	}
}

/** Names of the folders in a folder that hold files. */
function foldersOf(files: readonly string[], folder: Path): string[] {
	const prefix = folder.map((part) => `${part}/`).join('');
	const inside = files.filter((file) => file.startsWith(prefix));
	const names = inside.map((file) => file.slice(prefix.length).split('/'));
	return [...new Set(names.filter((path) => path.length > 1).map(([name]) => name))];
}

function requireDifferent<Meaning>(
	folders: readonly string[],
	meaningOf: (name: string) => Meaning,
	words: (meaning: Meaning) => string,
	root: string
): void {
	const first = new Map<Meaning, string>();
	for (const folder of folders) {
		const meaning = meaningOf(folder);
		const other = first.get(meaning);
		if (other !== undefined) {
			throw new Error(
				`${root}/${other} and ${root}/${folder} are both ${words(meaning)}. Put their files into one folder.`
			);
		}
		first.set(meaning, folder);
	}
}

function splitOf(name: string): SplitName | null {
	const word = name.toLowerCase();
	return Object.hasOwn(splitWords, word) ? splitWords[word] : null;
}

const systemFiles = new Set(['thumbs.db', 'ehthumbs.db', 'desktop.ini', '__macosx', '@eadir']);

/** What systems put into folders by themselves. */
function isHidden(file: string): boolean {
	return file
		.split('/')
		.some(
			(part) => part.startsWith('.') || systemFiles.has(part.toLowerCase()) || part === 'Icon\r'
		);
}

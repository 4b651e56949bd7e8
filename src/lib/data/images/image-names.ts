import type { Side, SplitName } from '#lib/core/records/test-set.ts';
import type { PlacedFile, UnusableFile } from './image-folder.ts';

/** An image of a labelled folder with the knee it shows. */
export interface NamedImage extends PlacedFile {
	id: string;
	subject: string;
	/** Null where the name does not say it. */
	side: Side | null;
}

export interface NamedImages {
	/** In the order train, val, test, then by id, so that any part of a split is a fair sample of it. */
	images: NamedImage[];
	/** Files whose names do not say subject and side: each counts as a subject of its own. */
	unnamed: string[];
	/** Files of one name, of which at most one can be the knee of that name. */
	twins: UnusableFile[];
}

const order: readonly SplitName[] = ['train', 'val', 'test'];

/**
 * Says which knee each file shows by its name, `<subject><L|R>`; digits may be followed by l or r too. Any other name is a
 * subject of its own without a side; its id is the name, with split and grade in front where several have it.
 * @param root What to call the folder in errors.
 * @throws Error where a subject is in two splits
 */
export function nameImages(files: readonly PlacedFile[], root: string): NamedImages {
	const stems = new Map<string, number>();
	for (const { path } of files) stems.set(stemOf(path), (stems.get(stemOf(path)) ?? 0) + 1);
	const unnamed: string[] = [];
	const named = files.map((file): NamedImage => {
		const stem = stemOf(file.path);
		const knee = kneeOf(stem);
		if (knee) return { ...file, ...knee, id: `${knee.subject}${knee.side}` };
		unnamed.push(file.path);
		const alone = stems.get(stem) === 1 && stem !== '__proto__';
		const id = alone ? stem : `${file.split}-${file.grade}-${stem}`;
		return { ...file, id, subject: id, side: null };
	});
	const byId = new Map<string, NamedImage[]>();
	for (const image of named) byId.set(image.id, [...(byId.get(image.id) ?? []), image]);
	const images: NamedImage[] = [];
	const twins: UnusableFile[] = [];
	for (const image of named) {
		const other = byId.get(image.id)!.find((one) => one !== image);
		if (!other) images.push(image);
		else {
			const reason = `${root}/${image.path} has the same name as ${root}/${other.path}. A knee can be in one split and one grade only.`;
			twins.push({ path: image.path, reason });
		}
	}
	checkSubjects(images, root);
	return { images: images.sort(byPlace), unnamed, twins };
}

/** The name without folders and ending, in composed characters and without control characters. */
function stemOf(path: string): string {
	const name = path.slice(path.lastIndexOf('/') + 1).replace(/(?<=.)\.\w{1,5}$/, '');
	return name.normalize('NFC').replace(/\p{Cc}/gu, '_');
}

function kneeOf(stem: string): { subject: string; side: Side } | null {
	const match = /^([\w-]*[a-z\d_-])([LR])$/.exec(stem) ?? /^(\d+)([lr])$/.exec(stem);
	return match && { subject: match[1], side: match[2].toUpperCase() as Side };
}

function checkSubjects(images: readonly NamedImage[], root: string): void {
	const bySubject = new Map<string, NamedImage>();
	for (const image of images) {
		const other = bySubject.get(image.subject);
		if (other && other.split !== image.split) {
			throw new Error(
				`${root}/${image.path}: subject ${image.subject} is also in ${other.split} (${other.path}). Both knees of a person belong to one split, or the splits are not independent.`
			);
		}
		bySubject.set(image.subject, image);
	}
}

function byPlace(a: NamedImage, b: NamedImage): number {
	return order.indexOf(a.split) - order.indexOf(b.split) || (a.id < b.id ? -1 : 1);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

/** A kind of folder that a command writes and may replace. */
export interface FolderKind {
	/** What it is called, e.g. "packed test set". */
	title: string;
	/** The file that lists all others. */
	list: string;
	/** Every other file by its path, with its SHA-256. */
	schema: v.GenericSchema<unknown, ReadonlyMap<string, string>>;
}

const reference = v.object({ file: v.string(), sha256: v.string() });
type Reference = v.InferOutput<typeof reference>;

function byPath(references: readonly (Reference | null | undefined)[]): Map<string, string> {
	return new Map(
		references.flatMap((listed) => (listed ? [[listed.file, listed.sha256] as const] : []))
	);
}

export const TEST_SET: FolderKind = {
	title: 'packed test set',
	list: 'manifest.json',
	schema: v.pipe(
		v.object({
			format: v.literal('kneelens-testset'),
			splits: v.array(v.object({ shards: v.array(reference) })),
			knees: reference,
			truths: v.nullish(reference),
			properties: v.nullish(reference)
		}),
		v.transform(({ splits, knees, truths, properties }) =>
			byPath([knees, truths, properties, ...splits.flatMap(({ shards }) => shards)])
		)
	)
};

export const STUDY: FolderKind = {
	title: 'folder of stored results',
	list: 'study.json',
	schema: v.pipe(
		v.object({
			format: v.literal('kneelens-study'),
			models: v.array(
				v.object({ probabilities: reference, features8: reference, maps8: reference })
			)
		}),
		v.transform(({ models }) =>
			byPath(
				models.flatMap(({ probabilities, features8, maps8 }) => [probabilities, features8, maps8])
			)
		)
	)
};

export const MODEL: FolderKind = {
	title: 'model folder',
	list: 'card.json',
	schema: v.pipe(
		v.object({
			format: v.literal('kneelens-model-card'),
			weights: v.object({ files: v.array(reference) })
		}),
		v.transform(({ weights }) => byPath(weights.files))
	)
};

export const IMAGE_FOLDERS: FolderKind = {
	title: 'folder of drawn knees',
	list: 'READY',
	schema: v.pipe(
		v.object({ format: v.literal('kneelens-image-folders'), files: v.array(reference) }),
		v.transform(({ files }) => byPath(files))
	)
};

/** The SHA-256 of every file that the list of a folder names; null where it has no list of this kind. */
export async function listedFiles(
	folder: string,
	{ list, schema }: FolderKind
): Promise<ReadonlyMap<string, string> | null> {
	try {
		const { success, output } = v.safeParse(
			schema,
			JSON.parse(await readFile(join(folder, list), 'utf8'))
		);
		return success ? output : null;
	} catch {
		return null;
	}
}

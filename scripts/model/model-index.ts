import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelIndex } from '../../src/lib/core/records/model-card.ts';
import { modelCardSchema, modelIndexSchema } from '../../src/lib/data/schemas/model-card-schema.ts';
import { parseJson } from '../../src/lib/data/schemas/parse-json.ts';
import { readWholeFile } from '../node-files.ts';

export const INDEX_FILE = 'index.json';

const FIRST = ['xception', 'resnet50', 'inception_resnet_v2'];

/** The list of networks in a folder; an empty one where there is none yet. */
export async function readModelIndex(folder: string): Promise<ModelIndex> {
	const path = join(folder, INDEX_FILE);
	if (!existsSync(path)) return { format: 'kneelens-models', version: 1, models: [] };
	return parseJson(await readWholeFile(path), modelIndexSchema, path);
}

/** Titles of the networks in a folder but the one of this name; a card that cannot be read has none. */
export async function titlesBeside(
	folder: string,
	{ models }: ModelIndex,
	name: string
): Promise<string[]> {
	const titles = await Promise.all(
		models.filter((other) => other !== name).map((other) => titleOf(join(folder, other)))
	);
	return titles.filter((title) => title !== null);
}

async function titleOf(folder: string): Promise<string | null> {
	try {
		const path = join(folder, 'card.json');
		return parseJson(await readWholeFile(path), modelCardSchema, path).title;
	} catch {
		return null;
	}
}

/** The index with one network more: the three of the notebook first, then others as they came. */
export function withModel(index: ModelIndex, name: string): ModelIndex {
	const names = new Set([...index.models, name]);
	const first = FIRST.filter((known) => names.has(known));
	return { ...index, models: [...first, ...[...names].filter((other) => !FIRST.includes(other))] };
}

/** The text of index.json. */
export function formatModelIndex(index: ModelIndex): string {
	return `${JSON.stringify(index, null, '\t')}\n`;
}

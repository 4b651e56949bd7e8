import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
	classNamesOf,
	type TrainingMetadata
} from '../../src/lib/data/models/training-metadata.ts';
import { readWholeFile } from '../node-files.ts';

/**
 * What the answers of a network are called, in their order: as asked for, else as the metadata says, else as a `labels.txt`
 * beside the file does, which Teachable Machine writes; null where nothing says it.
 */
export async function answerNames(
	file: string,
	asked: readonly string[] | null,
	metadata: TrainingMetadata | null
): Promise<readonly string[] | null> {
	return asked ?? classNamesOf(metadata) ?? (await labelsBeside(file));
}

/** Lines such as "0 Healthy", or a name each; null where there is no such file. */
async function labelsBeside(file: string): Promise<string[] | null> {
	const path = join(dirname(file), 'labels.txt');
	if (!existsSync(path)) return null;
	const lines = new TextDecoder()
		.decode(await readWholeFile(path))
		.split(/\r?\n/)
		.filter((line) => line.trim() !== '');
	const counted = lines.every((line, at) => line.startsWith(`${at} `));
	return lines.map((line, at) => (counted ? line.slice(`${at} `.length) : line).trim());
}

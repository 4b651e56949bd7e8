import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import {
	parseMetadata,
	type TrainingMetadata
} from '../../src/lib/data/models/training-metadata.ts';
import { readWholeFile } from '../node-files.ts';

/** `<name>.metadata.json`, `<file>.metadata.json` or `metadata.json` beside a model file; else null. */
export function findMetadata(modelFile: string): string | null {
	const folder = dirname(modelFile);
	const file = basename(modelFile);
	const candidates = [
		`${basename(file, extname(file))}.metadata.json`,
		`${file}.metadata.json`,
		'metadata.json'
	].map((name) => join(folder, name));
	return candidates.find((path) => existsSync(path)) ?? null;
}

/** @throws Error naming the file and the first wrong field. */
export async function readMetadata(path: string): Promise<TrainingMetadata> {
	return parseMetadata(await readWholeFile(path), path);
}

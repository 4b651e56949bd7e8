import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { predictionColumns } from '../../src/lib/data/sources/predictions-csv.ts';
import { sha256 } from '../../src/lib/data/files/sha256.ts';
import { finishAbandoned } from '../output/abandoned.ts';
import { checkOutside, realPlace, type Source } from '../output/output-folder.ts';
import type { OutputPlaces } from '../output/replace-together.ts';

export const METRICS = 'metrics.json';
export const PREDICTIONS = ['predictions.csv', 'predictions-val.csv'] as const;

/** Enough to tell a metrics.json of this command from any other; `files` is missing in those of earlier versions. */
const metricsSchema = v.object({
	knees: v.number(),
	testset: v.string(),
	engine: v.object({ version: v.string() }),
	ensembles: v.object({ mean: v.object({ confusion: v.array(v.array(v.number())) }) }),
	files: v.optional(v.array(v.object({ file: v.string(), sha256: v.string() })))
});

/**
 * metrics.json and the predictions it was computed from, in a folder that may hold other files.
 * @throws Error in a sentence where the folder is or lies in a source, or holds files of these names that this command did
 * not write or that were changed since
 */
export async function resultFiles(
	folder: string,
	sources: readonly Source[]
): Promise<OutputPlaces> {
	const place = await realPlace(folder);
	const found = await stat(place).catch(() => null);
	if (found && !found.isDirectory()) {
		throw new Error(`--out ${folder} is a file, not a folder. Choose another name.`);
	}
	await checkOutside('--out', folder, sources);
	await finishAbandoned(place);
	await checkResults(folder, place);
	return {
		parent: place,
		places: [...PREDICTIONS, METRICS],
		beforeMove: () => checkResults(folder, place)
	};
}

async function checkResults(folder: string, place: string): Promise<void> {
	const refuse = (file: string, reason: string) =>
		new Error(
			`${join(folder, file)} ${reason}. Choose another folder with --out, or move it away; nothing was changed.`
		);
	const read = async (file: string): Promise<Buffer | null> => {
		const found = await stat(join(place, file)).catch(() => null);
		if (!found) return null;
		if (!found.isFile()) throw refuse(file, 'is not a file');
		return readFile(join(place, file));
	};
	const text = await read(METRICS);
	const metrics = text && parsed(text);
	if (text && !metrics) throw refuse(METRICS, 'was not written by this command');
	for (const file of PREDICTIONS) {
		const bytes = await read(file);
		if (!bytes) continue;
		if (!metrics) throw refuse(file, `is there without the ${METRICS} of this command`);
		const listed = metrics.files?.find((one) => one.file === file)?.sha256;
		const classCount = metrics.ensembles.mean.confusion.length;
		const header = `${predictionColumns(classCount).join(',')}\n`;
		const unchanged = metrics.files
			? listed === (await sha256(bytes))
			: bytes.subarray(0, header.length).toString('utf8') === header;
		if (!unchanged) throw refuse(file, 'differs from what this command wrote');
	}
}

function parsed(bytes: Buffer): v.InferOutput<typeof metricsSchema> | null {
	try {
		const { success, output } = v.safeParse(metricsSchema, JSON.parse(bytes.toString('utf8')));
		return success ? output : null;
	} catch {
		return null;
	}
}

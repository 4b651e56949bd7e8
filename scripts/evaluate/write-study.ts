import { join } from 'node:path';
import type { Readings, StudyManifest, StudyModel } from '../../src/lib/core/records/study.ts';
import { describeFile } from '../../src/lib/data/files/file-reference.ts';
import {
	encodeFeatures,
	encodeMaps,
	encodeProbabilities
} from '../../src/lib/data/sources/stored-study.ts';
import type { Preprocessing } from '../../src/lib/core/image/preprocessing.ts';
import { writeFile } from '../output/write-file.ts';
import type { OpenModel } from './open-models.ts';
import type { PreprocessingWarning } from './preprocessing-warnings.ts';

/** Writes the results that the notebook shows before anything has run into an empty folder; rows follow `splits`. */
export async function writeStudy(
	folder: string,
	about: Pick<StudyManifest, 'engine' | 'testset' | 'splits'>,
	models: readonly OpenModel[],
	readings: ReadonlyMap<string, Readings>,
	warnings: readonly PreprocessingWarning[]
): Promise<void> {
	const entries: StudyModel[] = [];
	for (const model of models) {
		const likelier = warnings.find((warning) => warning.model === model.name)?.likelier ?? null;
		entries.push(await writeModel(folder, model, likelier, readings.get(model.name)!));
	}
	const manifest: StudyManifest = {
		format: 'kneelens-study',
		version: 1,
		created: new Date().toISOString(),
		...about,
		models: entries
	};
	await writeFile(join(folder, 'study.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
}

async function writeModel(
	folder: string,
	{ name, fingerprint, exposure, preprocessing, features, grid }: OpenModel,
	likelierPreprocessing: Preprocessing | null,
	readings: Readings
): Promise<StudyModel> {
	const write = async (file: string, bytes: Uint8Array) => {
		await writeFile(join(folder, file), bytes);
		return describeFile(file, bytes);
	};
	const { probabilities, pooled, maps, mapPeaks } = readings;
	return {
		name,
		fingerprint,
		exposure,
		preprocessing,
		...(likelierPreprocessing && { likelierPreprocessing }),
		features,
		grid,
		probabilities: await write(`${name}-probabilities.bin`, encodeProbabilities(probabilities)),
		features8: await write(`${name}-features.bin`, encodeFeatures(pooled, features)),
		maps8: await write(`${name}-maps.bin`, encodeMaps(maps, mapPeaks))
	};
}

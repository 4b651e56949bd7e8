import { join } from 'node:path';
import type { ClassMaps } from '../../src/lib/core/records/attribution.ts';
import type { Readings, StudyManifest, StudyModel } from '../../src/lib/core/records/study.ts';
import { describeFile } from '../../src/lib/data/files/file-reference.ts';
import {
	encodeFeatures,
	encodeMaps,
	encodeProbabilities
} from '../../src/lib/data/sources/stored-study.ts';
import type { Preprocessing } from '../../src/lib/core/image/preprocessing.ts';
import { writeFile } from '../output/write-file.ts';
import type { CollectedReadings } from './collect-readings.ts';
import type { OpenModel } from './open-models.ts';
import type { PreprocessingWarning } from './preprocessing-warnings.ts';

/** Writes the results that the notebook shows before anything has run into an empty folder; rows follow `splits`. */
export async function writeStudy(
	folder: string,
	about: Pick<StudyManifest, 'engine' | 'testset' | 'splits'>,
	models: readonly OpenModel[],
	{ readings, maps }: CollectedReadings,
	warnings: readonly PreprocessingWarning[]
): Promise<void> {
	const entries: StudyModel[] = [];
	for (const model of models) {
		const likelier = warnings.find((warning) => warning.model === model.name)?.likelier ?? null;
		const { name } = model;
		entries.push(await writeModel(folder, model, likelier, readings.get(name)!, maps.get(name)!));
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
	{ probabilities, pooled }: Readings,
	maps: ClassMaps
): Promise<StudyModel> {
	const write = async (file: string, bytes: Uint8Array) => {
		await writeFile(join(folder, file), bytes);
		return describeFile(file, bytes);
	};
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
		maps8: await write(`${name}-maps.bin`, encodeMaps(maps))
	};
}

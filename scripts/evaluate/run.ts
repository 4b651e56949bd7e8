import { labelsOf } from '../../src/lib/core/records/test-set.ts';
import type { LabelScale } from '../../src/lib/core/labels/label-scale.ts';
import { speakOf } from '../../src/lib/core/text/nouns.ts';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Confusion } from '../../src/lib/core/metrics/confusion.ts';
import type { Readings } from '../../src/lib/core/records/study.ts';
import type { FileReference, KneeRecord, SplitName } from '../../src/lib/core/records/test-set.ts';
import { describeFile } from '../../src/lib/data/files/file-reference.ts';
import { formatPredictionsCsv } from '../../src/lib/data/sources/predictions-csv.ts';
import { EngineReader } from '../../src/lib/runtime/reader/reader.ts';
import { parseArguments, usage, type EvaluateArguments } from './arguments.ts';
import { collectReadings } from './collect-readings.ts';
import { engineVersion } from './engine-version.ts';
import {
	chooseWeightsFrom,
	ensembleMetrics,
	systemMetrics,
	type MetricsFile
} from './metrics-file.ts';
import { openModel, type OpenModel } from './open-models.ts';
import { kneesOf, openTestSet } from './open-test-set.ts';
import { METRICS, PREDICTIONS, resultFiles } from './result-files.ts';
import { writeStudy } from './write-study.ts';
import {
	preprocessingWarnings,
	warningText,
	type PreprocessingWarning
} from './preprocessing-warnings.ts';
import { nodeFiles } from '../node-files.ts';
import { finishAbandonedAround } from '../output/abandoned.ts';
import {
	checkOutside,
	outputFolder,
	type OutputFolder,
	type Source
} from '../output/output-folder.ts';
import { replaceTogether } from '../output/replace-together.ts';
import { writeFile } from '../output/write-file.ts';
import { STUDY } from '../output/written-files.ts';
import { FileStore } from '../../src/lib/data/files/file-store.ts';

/**
 * `npm run evaluate` without its process.
 * @throws Error in plain words; all results are as they were then
 */
export async function runEvaluate(words: readonly string[]): Promise<void> {
	const options = parseArguments(words);
	if (!options) {
		process.stdout.write(usage);
		return;
	}
	const inputs = [options.testset, ...options.models];
	await finishAbandonedAround(inputs);
	for (const path of options.models) {
		if (!existsSync(path)) throw new Error(`${path} does not exist.`);
	}
	const sources = [
		{ option: '--testset', path: options.testset },
		...options.models.map((path) => ({ option: '--models', path }))
	];
	const results = await resultFiles(options.out, sources);
	const study =
		options.study === null ? null : await studyFolder(options.study, options.out, sources);
	const set = await openTestSet(options.testset, options.split, options.skipUnreadable);
	const scale = labelsOf(set.manifest);
	speakOf(scale);
	const classCount = scale.classes.length;
	const reader = new EngineReader({ files: new FileStore(nodeFiles('.')) });
	try {
		kneesOf(set, options.split);
		const { backend } = await reader.start('wasm');
		const engine = { version: await engineVersion(), backend };
		let warnings: readonly PreprocessingWarning[] = [];
		const metrics = await replaceTogether(
			study ? [results, study] : [results],
			async ([resultsFolder, studyParent]) => {
				const models = await openModels(options, scale, reader);
				const splits = splitsToRead(options, set.knees);
				const knees = splits.flatMap((split) => kneesOf(set, split));
				const { readings, maps } = await collectReadings(
					reader,
					models,
					knees,
					set.shards,
					classCount
				);
				warnings = await preprocessingWarnings(models, knees, readings, set.shards, reader, scale);
				const testset = set.manifest.fingerprint;
				if (study) {
					const counts = splits.map((split) => ({ split, count: kneesOf(set, split).length }));
					const folder = join(studyParent, study.name);
					await mkdir(folder);
					const about = { engine, testset, splits: counts };
					await writeStudy(folder, about, models, { readings, maps }, warnings);
				}
				const metrics: MetricsFile = {
					split: options.split,
					knees: knees.filter(({ split }) => split === options.split).length,
					testset,
					engine,
					...evaluate(options.split, models, knees, readings, scale),
					files: await writePredictions(resultsFolder, options, models, knees, readings, classCount)
				};
				const text = `${JSON.stringify(metrics, null, '\t')}\n`;
				await writeFile(join(resultsFolder, METRICS), text);
				return metrics;
			}
		);
		report(metrics, scale);
		for (const warning of warnings) process.stderr.write(`${warningText(warning, scale)}\n`);
	} finally {
		await reader.dispose();
		await set.close();
	}
}

/** Where stored results go: not where the results of this run go too, since a folder of stored results holds nothing else. */
async function studyFolder(
	study: string,
	out: string,
	sources: readonly Source[]
): Promise<OutputFolder> {
	const folder = await outputFolder('--study', study, STUDY, sources);
	await checkOutside('--out', out, [{ option: '--study', path: study }]);
	return folder;
}

async function openModels(
	{ models, preprocess, exposure }: EvaluateArguments,
	scale: LabelScale,
	reader: EngineReader
): Promise<OpenModel[]> {
	const opened: OpenModel[] = [];
	for (const [i, path] of models.entries()) {
		const asked = { preprocessing: preprocess[i], exposure: exposure[i] };
		const model = await openModel(path, asked, scale, reader);
		if (opened.some(({ name }) => name === model.name)) {
			throw new Error(`${path}: another model is called ${model.name} too. Rename one of them.`);
		}
		opened.push(model);
	}
	return opened;
}

/** The split to judge and val, which the weights come from; for stored results val and test. */
function splitsToRead({ split, study }: EvaluateArguments, knees: KneeRecord[]): SplitName[] {
	const wanted = new Set<SplitName>(study ? ['val', 'test', split] : ['val', split]);
	return [...wanted].filter((name) => knees.some((knee) => knee.split === name));
}

/**
 * predictions.csv for the split that is judged, and predictions-val.csv for the one the weights come from.
 * @returns what was written
 */
async function writePredictions(
	folder: string,
	{ split }: EvaluateArguments,
	models: readonly OpenModel[],
	knees: readonly KneeRecord[],
	readings: ReadonlyMap<string, Readings>,
	classCount: number
): Promise<FileReference[]> {
	const write = async (file: string, wanted: SplitName) => {
		const rows = models.flatMap(({ name }) =>
			knees.flatMap(({ id, subject, side, split, grade }, row) => {
				if (split !== wanted) return [];
				const scores = scoresOf(readings.get(name)!, row, classCount);
				return [
					{ image: id, subject, side, split, grade, model: name, probabilities: [...scores] }
				];
			})
		);
		const bytes = new TextEncoder().encode(formatPredictionsCsv(rows, classCount));
		await writeFile(join(folder, file), bytes);
		return describeFile(file, bytes);
	};
	const [judged, val] = PREDICTIONS;
	const files = [await write(judged, split)];
	if (split !== 'val' && knees.some((knee) => knee.split === 'val')) {
		files.push(await write(val, 'val'));
	}
	return files;
}

function evaluate(
	split: SplitName,
	models: readonly OpenModel[],
	knees: readonly KneeRecord[],
	readings: ReadonlyMap<string, Readings>,
	scale: LabelScale
): Pick<MetricsFile, 'models' | 'ensembles'> {
	const classCount = scale.classes.length;
	const part = (wanted: SplitName) => {
		const rows = [...knees.keys()].filter((row) => knees[row].split === wanted);
		const probabilities = new Map(
			models.map(({ name }) => {
				const all = readings.get(name)!;
				return [name, rows.flatMap((row) => [...scoresOf(all, row, classCount)])];
			})
		);
		return { grades: rows.map((row) => knees[row].grade), probabilities };
	};
	const judged = part(split);
	const val = part('val');
	const valNow = new Map<string, Confusion>();
	for (const [name, scores] of val.probabilities) {
		valNow.set(name, systemMetrics(val.grades, scores, scale).confusion);
	}
	const weightsFrom = chooseWeightsFrom(
		val.grades.length > 0 ? valNow : null,
		new Map(models.map(({ name, storedVal }) => [name, storedVal]))
	);
	return {
		models: Object.fromEntries(
			models.map(({ name, exposure, preprocessing, fingerprint }) => [
				name,
				{
					...systemMetrics(judged.grades, judged.probabilities.get(name)!, scale),
					exposure,
					preprocessing,
					fingerprint
				}
			])
		),
		ensembles: ensembleMetrics(judged.grades, judged.probabilities, weightsFrom, scale)
	};
}

/** Of one knee, `[classes]`. */
function scoresOf({ probabilities }: Readings, row: number, classCount: number): Float32Array {
	return probabilities.subarray(row * classCount, (row + 1) * classCount);
}

function report({ models, ensembles, split, knees }: MetricsFile, { ordinal }: LabelScale): void {
	process.stdout.write(`${knees} knees of ${split}\n`);
	for (const [name, { balancedAccuracy, quadraticWeightedKappa }] of [
		...Object.entries(models),
		...Object.entries(ensembles).map(
			([scheme, metrics]) => [`ensemble ${scheme}`, metrics] as const
		)
	]) {
		const kappa = ordinal ? `, quadratic weighted kappa ${show(quadraticWeightedKappa)}` : '';
		process.stdout.write(`${name}: balanced accuracy ${show(balancedAccuracy)}${kappa}\n`);
	}
	const { weightsFrom } = ensembles.accuracy;
	process.stdout.write(`Weights: ${weightsFrom?.note}\n`);
}

function show(value: number | null): string {
	return value === null ? 'undefined' : value.toFixed(4);
}

import type { SplitName } from '#lib/core/test-set.ts';
import type { StudyManifest, StudyModel } from '#lib/core/study.ts';
import { httpFiles } from '#lib/data/http-files.ts';
import { loadModelCard, loadModelIndex } from '#lib/data/load-models.ts';
import { loadKnees, loadTestSetManifest } from '#lib/data/load-test-set.ts';
import {
	loadStoredFeatures,
	loadStoredMaps,
	loadStoredProbabilities,
	loadStudyManifest,
	studyCount
} from '#lib/data/stored-study.ts';
import { KneeTable } from './knee-table.ts';
import { Study, type StudyWorkers } from './study.svelte.ts';
import type { StaticUrls } from './urls.ts';

/**
 * Fetches what the page needs before it can show anything: the list of knees and the model cards.
 * @throws Error naming the file and the reason
 */
export async function openStudy(
	urls: StaticUrls,
	workers: StudyWorkers,
	signal?: AbortSignal
): Promise<Study> {
	const testset = httpFiles(urls.testset);
	const models = httpFiles(urls.models);
	const loadTable = async () => {
		const manifest = await loadTestSetManifest(testset, signal);
		return new KneeTable(manifest, await loadKnees(testset, manifest, signal));
	};
	const loadCards = async () => {
		const index = await loadModelIndex(models, signal);
		return Promise.all(index.models.map((name) => loadModelCard(models, name, signal)));
	};
	const [table, cards] = await Promise.all([loadTable(), loadCards()]);
	return new Study(table, cards, urls, workers);
}

/**
 * Fetches the stored results that belong to this very test set and these very networks: probabilities
 * first, then heat maps. What does not belong or fails is said in the study, never shown.
 */
export async function loadStoredResults(study: Study, signal?: AbortSignal): Promise<void> {
	const files = httpFiles(study.urls.study);
	const manifest = await loadStudyManifest(files, signal).catch((error: unknown) => {
		study.stored = { kind: 'absent', reason: 'They could not be fetched.' };
		study.warn(error);
		return null;
	});
	if (!manifest) return;
	const rows = storedRows(study.table, manifest);
	const models = await study.matching(manifest, rows.length);
	const count = studyCount(manifest);
	await Promise.all(
		models.map(async (model) => {
			const probabilities = await loadStoredProbabilities(files, model, count, signal);
			const results = resultsOf(study, model);
			results.setStored(rows, probabilities, model.grid);
			results.features.offer({
				rows,
				bytes: model.features8.bytes,
				load: () => loadStoredFeatures(files, model, count)
			});
		})
	).then(
		() => {
			if (models.length > 0) study.stored = { kind: 'shown', created: manifest.created };
		},
		(error: unknown) => {
			study.stored = { kind: 'absent', reason: 'Some of them could not be fetched.' };
			study.warn(error);
		}
	);
	await Promise.all(
		models.map(async (model) => {
			const { maps, mapPeaks } = await loadStoredMaps(files, model, count, signal);
			resultsOf(study, model).setStoredMaps(rows, maps, mapPeaks);
		})
	).catch((error: unknown) => study.warn(error));
}

/** Rows of the stored results in file order: all knees of the first split, then of the next. */
function storedRows(table: KneeTable, manifest: StudyManifest): number[] {
	return manifest.splits.flatMap(({ split }) => [...table.rows(split as SplitName)]);
}

function resultsOf(study: Study, model: StudyModel) {
	return study.results.find(({ name }) => name === model.name)!;
}

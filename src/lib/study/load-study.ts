import { asError } from '#lib/core/async/as-error.ts';
import { asSentence } from '#lib/core/as-sentence.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import { FileStore } from '#lib/data/files/file-store.ts';
import { httpFiles } from '#lib/data/files/http-files.ts';
import { loadModelCard, loadModelIndex } from '#lib/data/models/load-models.ts';
import {
	loadKnees,
	loadTestSetManifest,
	requireKellgrenLawrence
} from '#lib/data/sources/load-test-set.ts';
import { KneeTable } from './readings/knee-table.ts';
import { Study, type StudyWorkers } from './study.svelte.ts';
import type { StaticUrls } from './urls.ts';

/**
 * Fetches what the page needs before it can show anything: the list of knees and the model cards. A network whose card
 * cannot be had is left out, and the study says so.
 * @throws Error naming the file and the reason, where there is no list of knees or no network at all
 */
export async function openStudy(
	urls: StaticUrls,
	workers: StudyWorkers,
	signal?: AbortSignal
): Promise<Study> {
	const testset = new FileStore(httpFiles(urls.testset));
	const loadTable = async () => {
		const manifest = await loadTestSetManifest(testset, signal);
		requireKellgrenLawrence(manifest);
		return new KneeTable(manifest, await loadKnees(testset, manifest, signal));
	};
	const [table, { cards, failures }] = await Promise.all([
		loadTable(),
		loadCards(new FileStore(httpFiles(urls.models)), signal)
	]);
	const study = new Study(table, cards, urls, workers);
	for (const { name, error } of failures) {
		const text = `${asSentence(error.message)} The page shows the others; reload it to try again.`;
		study.warn(`Network ${name}, left out`, new Error(text, { cause: error }));
	}
	return study;
}

async function loadCards(files: FileStore, signal: AbortSignal | undefined) {
	const index = await loadModelIndex(files, signal);
	const cards: ModelCard[] = [];
	const failures: { name: string; error: Error }[] = [];
	const loading = index.models.map((name) => loadModelCard(files, name, signal));
	for (const [i, outcome] of (await Promise.allSettled(loading)).entries()) {
		if (outcome.status === 'fulfilled') cards.push(outcome.value);
		else failures.push({ name: index.models[i], error: asError(outcome.reason) });
	}
	if (cards.length === 0 && failures.length > 0) throw failures[0].error;
	return { cards, failures };
}

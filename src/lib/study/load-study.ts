import type { ImageProperties } from '#lib/core/image/image-properties.ts';
import { asSentence } from '#lib/core/as-sentence.ts';
import { openHttpSource, type StaticUrls } from '#lib/data/sources/http-source.ts';
import type { StudySource } from '#lib/data/sources/study-source.ts';
import { browserStorage, type PageStorage } from './page-storage.ts';
import { FetchedOnce } from './readings/fetched-once.ts';
import { KneeImages } from './readings/knee-images.ts';
import { KneeTable } from './readings/knee-table.ts';
import { KneeTruths } from './readings/knee-truths.ts';
import { LiveRun } from './readings/live-run.svelte.ts';
import { ModelResults } from './readings/model-results.svelte.ts';
import { RunSpeeds } from './readings/run-speeds.ts';
import { StoredResults } from './readings/stored-results.svelte.ts';
import { Study, type StudyWorkers } from './study.svelte.ts';

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
	return studyOf(await openHttpSource(urls, signal), workers, browserStorage());
}

/** The study of a source, whatever it comes from. */
export function studyOf(
	source: StudySource,
	workers: StudyWorkers,
	storage: PageStorage | null
): Study {
	const { manifest, knees, cards, served = null } = source;
	const table = new KneeTable(manifest, knees);
	const results = cards.map((card) => new ModelResults(card, knees.length, table.classCount));
	const study = new Study({
		table,
		results,
		stored: new StoredResults(table, results, source.stored),
		images: new KneeImages(source.image ?? null),
		truths: new KneeTruths(table, source.truths ?? nothingKnown),
		properties: new FetchedOnce<ReadonlyMap<string, ImageProperties>>(
			source.properties ?? nothingKnown
		),
		run: new LiveRun(table, results, served, workers.createReader, new RunSpeeds(storage)),
		workers,
		served,
		storage
	});
	for (const { name, error } of source.missing) {
		const text = `${asSentence(error.message)} The page shows the others; reload it to try again.`;
		study.warn(`Network ${name}, left out`, new Error(text, { cause: error }));
	}
	return study;
}

async function nothingKnown<Value>(): Promise<ReadonlyMap<string, Value>> {
	return new Map();
}

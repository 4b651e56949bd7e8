import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { Exposure } from '#lib/core/records/model-card.ts';
import { Study } from '#lib/study/study.svelte.ts';
import { drawKneeMap } from '#lib/runtime/maps/knee-map.ts';
import type { Compute } from '#lib/runtime/compute/computations.ts';
import { computeOnPage } from '../compute-on-page.ts';
import { fakeCard } from './fake-study-cards.ts';
import { tableOfScale } from './fake-study-cases.ts';
import { FakeImages } from './fake-study-images.ts';
import { fakeTable } from './fake-study-knees.ts';
import { fakeReader, keyOf, type FakeReaderOptions } from './fake-study-reader.ts';
import { fakeProperties } from './fake-study-properties.ts';
import { FAKE_NETWORKS, fakeReadings, type FakeNetwork } from './fake-study-readings.ts';
import { DrawnTruths } from './fake-study-truths.ts';
import type { ImageProperties } from '#lib/core/image/image-properties.ts';
import { FileStore } from '#lib/data/files/file-store.ts';
import { FetchedOnce } from '#lib/study/readings/fetched-once.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { KneeTruth } from '#lib/core/records/test-set.ts';
import { KneeTruths } from '#lib/study/readings/knee-truths.ts';
import { LiveRun } from '#lib/study/readings/live-run.svelte.ts';
import { ModelResults } from '#lib/study/readings/model-results.svelte.ts';
import { RunSpeeds } from '#lib/study/readings/run-speeds.ts';
import { StoredResults } from '#lib/study/readings/stored-results.svelte.ts';

const noFiles = new FileStore((path) => Promise.reject(new Error(`${path} is not served here.`)));

export interface FakeStudyOptions extends FakeReaderOptions {
	seed?: number;
	/** Knees of the splits, even numbers; 0 packs none. */
	test?: number;
	val?: number;
	/** Of the labels; knees of Kellgren-Lawrence grades by default. */
	scale?: LabelScale;
	/** Networks of the study; those of the notebook by default. */
	networks?: readonly FakeNetwork[];
	/** Networks whose stored results there are; all by default. */
	stored?: readonly string[];
	/** The first so many test knees are read live too, by every network. */
	live?: number;
	/** What is made of a file; else it is decoded. */
	readOwnImage?: Compute['readOwnImage'];
	/** Intervals: computed when `study.intervals.update()` asks, never ready, or failing. */
	intervals?: 'computed' | 'pending' | 'failing';
	/** False leaves the validation figures out of the cards. */
	cardMetrics?: boolean;
	/** False leaves out of the cards which shares of the grades the scores are for. */
	trainingPrior?: boolean;
	/** What is in the phantoms, by id; by default what was drawn into each, and of all together invented signs. */
	truths?: (table: KneeTable) => ReadonlyMap<string, KneeTruth>;
	/** How the images look; invented by default. */
	properties?: (table: KneeTable) => ReadonlyMap<string, ImageProperties>;
	/** Where `study.stored.fetch()` finds stored results; nowhere by default. */
	storedFiles?: FileStore;
	/** What the cards say of the networks' exposure; as-is by default. */
	exposure?: Exposure;
}

/**
 * A whole study of invented readings of real phantoms, without network or workers. Always the same for the
 * same options. `study.run.begin('auto')` runs its invented reader, `study.intervals.update()` the bootstrap.
 */
export function fakeStudy(options: FakeStudyOptions = {}): Study {
	const {
		networks = FAKE_NETWORKS,
		seed = 1,
		test = 400,
		val = 200,
		live = 0,
		cardMetrics = true,
		trainingPrior = true,
		exposure = 'as-is',
		scale
	} = options;
	const stored = options.stored ?? networks.map(({ name }) => name);
	const counts = { test, val };
	const table = scale ? tableOfScale(seed, counts, scale) : fakeTable(seed, counts);
	const cards = networks.map((network) => {
		const { trainingPrior: prior, ...card } = { ...fakeCard(network, scale), exposure };
		return {
			...card,
			...(trainingPrior && { trainingPrior: prior }),
			...(!cardMetrics && { metrics: {} })
		};
	});
	const base = 'http://localhost/';
	const served = { testset: `${base}testset/`, models: `${base}models/` };
	const storage = localStorage;
	const results = cards.map((card) => new ModelResults(card, table.knees.length, table.classCount));
	const study = new Study({
		table,
		results,
		stored: new StoredResults(table, results, options.storedFiles ?? noFiles),
		images: new FakeImages(null),
		truths: options.truths
			? new KneeTruths(table, async () => options.truths!(table))
			: new DrawnTruths(table),
		properties: new FetchedOnce(async () => (options.properties ?? fakeProperties)(table)),
		run: new LiveRun(table, results, served, () => fakeReader(options), new RunSpeeds(storage)),
		workers: {
			compute: fakeCompute(options.intervals),
			readOwnImage: options.readOwnImage,
			drawKneeMap: async (input, onProgress) => drawKneeMap(input, onProgress)
		},
		served,
		storage
	});

	const readingsOf = (network: FakeNetwork, rows: readonly number[]) =>
		fakeReadings(
			network,
			rows.map((row) => table.grades[row]),
			rows.map((row) => keyOf(table.knees[row].id)),
			scale
		);
	const all = [...table.knees.keys()];
	const liveRows = table.evaluatedRows.slice(0, live);
	networks.forEach((network, m) => {
		const results = study.results[m];
		if (stored.includes(network.name)) {
			const { readings, maps } = readingsOf(network, all);
			const { probabilities, pooled } = readings;
			results.setStored(all, probabilities);
			results.explanations.setStored(all, maps, network.grid);
			results.features.offer({ rows: all, bytes: 4096, load: async () => pooled });
		}
		if (live === 0) return;
		const { readings, maps } = readingsOf(network, liveRows);
		results.addLive(liveRows, readings);
		results.explanations.addLive(liveRows, maps, network.grid);
	});
	for (const { name } of study.results.filter(({ hasStored }) => !hasStored)) {
		study.stored.leaveOut(name, 'There are none.');
	}
	return study;
}

/** The computations themselves; or a worker that never answers, or cannot be started. */
function fakeCompute(state: FakeStudyOptions['intervals']): Compute {
	if (state === 'pending') return computeOnPage(() => new Promise(() => {}));
	if (state === 'failing') {
		return computeOnPage(() => Promise.reject(new Error('The worker could not be started.')));
	}
	return computeOnPage();
}

import { asError } from '#lib/core/async/as-error.ts';
import type { Agreement } from '#lib/core/metrics/agreement.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { speakOf } from '#lib/core/text/nouns.ts';
import type { ImageProperties } from '#lib/core/image/image-properties.ts';
import type { KneeTruth } from '#lib/core/records/test-set.ts';
import type { KneeReader } from '#lib/runtime/reader/reader.types.ts';
import type { MissingWorker } from '#lib/runtime/compute/compute-client.ts';
import type { Compute } from '#lib/runtime/compute/computations.ts';
import type { ServedFolders } from '#lib/data/sources/study-source.ts';
import type { DrawKneeMap } from '#lib/runtime/maps/knee-map-client.ts';
import { Intervals } from './answers/intervals.svelte.ts';
import type { PageStorage } from './page-storage.ts';
import { agreementWithStored } from './readings/agreement-with-stored.ts';
import type { FetchedOnce } from './readings/fetched-once.ts';
import { KneeFilter } from './selection/knee-filter.svelte.ts';
import type { KneeImages } from './readings/knee-images.ts';
import { KneeMaps } from './maps/knee-maps.svelte.ts';
import { KneeNotes } from './selection/knee-notes.svelte.ts';
import { KneeSlices } from './slices/knee-slices.svelte.ts';
import type { KneeTruths } from './readings/knee-truths.ts';
import type { KneeTable } from './readings/knee-table.ts';
import type { LiveRun } from './readings/live-run.svelte.ts';
import type { ModelResults } from './readings/model-results.svelte.ts';
import { SelectionState } from './selection/selection.svelte.ts';
import type { StoredResults } from './readings/stored-results.svelte.ts';
import { LiveSystems, type Systems } from './systems/systems.svelte.ts';
import { ViewSettings } from './view/view-settings.svelte.ts';

export interface Warning {
	/** A few words: "Network resnet50, left out". */
	what: string;
	error: Error;
}

/** What runs outside the page; tests give it their own. */
export interface StudyWorkers {
	createReader: () => KneeReader;
	compute: Compute;
	/** Reads somebody's image; `compute` does where it is not given. */
	readOwnImage?: Compute['readOwnImage'];
	/** Tells when the program of the computations cannot be had. */
	watchCompute?: (onMissing: (missing: MissingWorker | null) => void) => void;
	drawKneeMap: DrawKneeMap;
}

/** What a study is made of: what its source gives, what reads and computes for it, where it keeps something. */
export interface StudyParts {
	table: KneeTable;
	/** Of each model, in the order they are shown. */
	results: readonly ModelResults[];
	stored: StoredResults;
	images: KneeImages;
	truths: KneeTruths;
	/** How each image looks, by id; empty where the set does not say. */
	properties: FetchedOnce<ReadonlyMap<string, ImageProperties>>;
	run: LiveRun;
	workers: Omit<StudyWorkers, 'createReader'>;
	/** From where models can be run; null where there is only what was stored. */
	served: ServedFolders | null;
	/** What survives the visit; null where nothing does. */
	storage: PageStorage | null;
}

/** What a warning about a link is filed under. */
export const LINK = 'Link';

/** Everything the notebook's cells share: the knees, what each network says, the selection, the run. */
export class Study {
	readonly table: KneeTable;
	readonly served: ServedFolders | null;
	readonly storage: PageStorage | null;
	readonly results: readonly ModelResults[];
	readonly stored: StoredResults;
	readonly images: KneeImages;
	readonly truths: KneeTruths;
	/** How each image looks, by id; empty where the set does not say. */
	readonly properties: FetchedOnce<ReadonlyMap<string, ImageProperties>>;
	readonly slices: KneeSlices;
	readonly filter: KneeFilter;
	readonly systems: Systems;
	readonly notes: KneeNotes;
	readonly selection: SelectionState;
	readonly intervals: Intervals;
	readonly run: LiveRun;
	readonly maps: KneeMaps;
	/** What is too slow for the page, outside of it. */
	readonly compute: Compute;
	/** Reads a file of somebody's as the networks read it. */
	readonly readOwnImage: Compute['readOwnImage'];
	readonly view = new ViewSettings();
	/** Why nothing can be computed now; what was asked waits. Null while it can. */
	missingCompute = $state.raw<MissingWorker | null>(null);
	/** What is missing or wrong and not needed to go on. */
	warnings = $state.raw<readonly Warning[]>([]);

	/** Stored against live readings of the evaluated knees that were read live, one network at a time. */
	readonly agreements: readonly Agreement[] = $derived.by(() =>
		this.results.map((results) => agreementWithStored(this.table, results))
	);

	constructor(parts: StudyParts) {
		const { table, results, workers } = parts;
		speakOf(table.scale);
		this.table = table;
		this.served = parts.served;
		this.storage = parts.storage;
		this.results = results;
		this.stored = parts.stored;
		this.images = parts.images;
		this.truths = parts.truths;
		this.properties = parts.properties;
		this.run = parts.run;
		this.slices = new KneeSlices(table, {
			properties: () => parts.properties.get(),
			truths: () => parts.truths.all()
		});
		this.filter = new KneeFilter(table, this.slices);
		this.systems = new LiveSystems(table, results, this.filter);
		this.notes = new KneeNotes(table, parts.storage);
		this.selection = new SelectionState(table, this.systems, this.notes, this.filter);
		this.intervals = new Intervals(table, this.systems, workers.compute);
		this.compute = workers.compute;
		this.readOwnImage = workers.readOwnImage ?? workers.compute.readOwnImage;
		workers.watchCompute?.((missing) => (this.missingCompute = missing));
		this.maps = new KneeMaps(table, results, workers.drawKneeMap);
	}

	/** What labels, readings and scores are of. */
	get scale(): LabelScale {
		return this.table.scale;
	}

	/** What was drawn into a knee; null for a real one. */
	async truthOf(row: number): Promise<KneeTruth | null> {
		return this.truths.of(row);
	}

	/** @param what is missing or wrong, in a few words */
	warn(what: string, thrown: unknown): void {
		this.warnings = [...this.warnings, { what, error: asError(thrown) }];
	}

	/** Takes a warning back that was read. */
	unwarn(warning: Warning): void {
		this.warnings = this.warnings.filter((other) => other !== warning);
	}

	async dispose(): Promise<void> {
		this.images.dispose();
		this.maps.dispose();
		await this.run.dispose();
	}
}

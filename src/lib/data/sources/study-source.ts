import type { ImageProperties } from '#lib/core/image/image-properties.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { KneeRecord, KneeTruth, TestSetManifest } from '#lib/core/records/test-set.ts';
import type { FileStore } from '#lib/data/files/file-store.ts';

/** A model that is listed and cannot be shown, with the reason. */
export interface MissingModel {
	name: string;
	error: Error;
}

/** Folders that a worker can fetch from as well as the page: absolute addresses, each ending with `/`. */
export interface ServedFolders {
	/** Holds a folder for each model. */
	models: string;
	/** What the shards of the manifest are named relative to. */
	testset: string;
}

/**
 * A study that was opened: a test set and what models say of it. What a source may lack is optional, and the page leaves out what
 * needs it.
 */
export interface StudySource {
	readonly manifest: TestSetManifest;
	/** All that are packed, in the order of splits and shards. */
	readonly knees: readonly KneeRecord[];
	/** In the order they are shown. */
	readonly cards: readonly ModelCard[];
	readonly missing: readonly MissingModel[];
	/** What the models said before: `study.json` and the files that it names. */
	readonly stored: FileStore;
	/** From where models can be run; without it, there is only what was stored. */
	readonly served?: ServedFolders;

	/**
	 * The image of a knee, a PNG of grey values.
	 * @throws Error naming the file that cannot be had or is damaged
	 */
	image?(knee: KneeRecord): Promise<Uint8Array>;

	/** What was drawn into each phantom, by id; throws as `image` does. */
	truths?(): Promise<ReadonlyMap<string, KneeTruth>>;

	/** How each image looks, by id; throws as `image` does. */
	properties?(): Promise<ReadonlyMap<string, ImageProperties>>;
}

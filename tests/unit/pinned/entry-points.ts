import { loadModelCard } from '#lib/data/models/load-models.ts';
import { loadTestSetManifest } from '#lib/data/sources/load-test-set.ts';
import { loadStudyManifest } from '#lib/data/sources/stored-study.ts';
import { phantomSource } from '../../../scripts/testset/phantom-source.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

/* The one place where the tests here name modules. */

type Files = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** The splits of the synthetic set as `npm run testset` draws them. */
export const drawnSplits = (seed: number) => phantomSource(seed).splits;

/** Reads `<name>/card.json`. */
export const readCard = (files: Files, name: string): Promise<unknown> =>
	loadModelCard(new FileStore(files), name);

/** Reads manifest.json of a test set. */
export const readTestSet = (files: Files): Promise<unknown> =>
	loadTestSetManifest(new FileStore(files));

/** Reads study.json. */
export const readStudy = (files: Files): Promise<unknown> =>
	loadStudyManifest(new FileStore(files));

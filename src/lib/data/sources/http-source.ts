import { asError } from '#lib/core/async/as-error.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import { labelsOf } from '#lib/core/records/test-set.ts';
import { FileStore, type ContentCache } from '#lib/data/files/file-store.ts';
import { httpFiles } from '#lib/data/files/http-files.ts';
import { loadModelCard, loadModelIndex } from '#lib/data/models/load-models.ts';
import {
	loadImageProperties,
	loadKnees,
	loadTestSetManifest,
	loadTruths,
	requireKellgrenLawrence
} from './load-test-set.ts';
import { packedImages } from './packed-images.ts';
import type { MissingModel, StudySource } from './study-source.ts';

/** Where the static files are; absolute, each ending with `/`, so that a worker can use them too. */
export interface StaticUrls {
	testset: string;
	models: string;
	study: string;
}

/**
 * The study that a site serves: the list of knees and the model cards are fetched now, everything else when it is asked for. A
 * model whose card cannot be had is left out.
 *
 * @param cache of files that were fetched before; none by default
 * @throws Error naming the file and the reason, where there is no list of knees or no model at all
 */
export async function openHttpSource(
	urls: StaticUrls,
	signal?: AbortSignal,
	cache: ContentCache | null = null
): Promise<StudySource> {
	const [testset, models, stored] = [urls.testset, urls.models, urls.study].map(
		(url) => new FileStore(httpFiles(url), cache)
	);
	const [{ manifest, knees }, loaded] = await Promise.all([
		loadTestSet(testset, signal),
		loadCards(models, signal)
	]);
	const { cards, missing } = ofTheseClasses(loaded, labelsOf(manifest));
	return {
		manifest,
		knees,
		cards,
		missing,
		stored,
		served: { models: urls.models, testset: urls.testset },
		image: packedImages(testset, manifest, knees),
		...(manifest.truths && { truths: () => loadTruths(testset, manifest) }),
		...(manifest.properties && { properties: () => loadImageProperties(testset, manifest) })
	};
}

async function loadTestSet(files: FileStore, signal: AbortSignal | undefined) {
	const manifest = await loadTestSetManifest(files, signal);
	requireKellgrenLawrence(manifest);
	return { manifest, knees: await loadKnees(files, manifest, signal) };
}

interface LoadedCards {
	cards: ModelCard[];
	missing: MissingModel[];
}

/** A model of other classes than the labels is left out: its predictions cannot be compared with them. */
function ofTheseClasses({ cards, missing }: LoadedCards, { classes }: LabelScale): LoadedCards {
	const misfits = cards
		.filter((card) => card.classes.length !== classes.length)
		.map(({ name, classes: own }) => ({
			name,
			error: new Error(
				`${name}/card.json lists ${own.length} classes, the labels of the test set have ${classes.length}.`
			)
		}));
	const fitting = cards.filter((card) => card.classes.length === classes.length);
	if (fitting.length === 0 && misfits.length > 0) throw misfits[0].error;
	return { cards: fitting, missing: [...missing, ...misfits] };
}

async function loadCards(files: FileStore, signal: AbortSignal | undefined): Promise<LoadedCards> {
	const index = await loadModelIndex(files, signal);
	const cards: ModelCard[] = [];
	const missing: MissingModel[] = [];
	const loading = index.models.map((name) => loadModelCard(files, name, signal));
	for (const [i, outcome] of (await Promise.allSettled(loading)).entries()) {
		if (outcome.status === 'fulfilled') cards.push(outcome.value);
		else missing.push({ name: index.models[i], error: asError(outcome.reason) });
	}
	if (cards.length === 0 && missing.length > 0) throw missing[0].error;
	return { cards, missing };
}

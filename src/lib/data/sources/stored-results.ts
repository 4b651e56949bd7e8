import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { StudyManifest, StudyModel } from '#lib/core/records/study.ts';
import { modelFingerprint } from '#lib/data/models/load-models.ts';

/** What stored results must be of to be shown. */
export interface ResultsSubject {
	/** Fingerprint of the test set. */
	testset: string;
	/** Knees of this test set in the splits that the stored results name, all together. */
	knees: number;
	cards: readonly ModelCard[];
}

export interface MatchedResults {
	/** Those of this very test set by these very networks, at most one for each. */
	models: StudyModel[];
	/** Why a network has none, in a sentence, by its name. */
	refused: ReadonlyMap<string, string>;
}

/**
 * The stored results that may be shown: those of the same images, computed by the same weights from the same exposure and
 * preprocessing. All of it is compared by what the files say of themselves; their own SHA-256 is checked as they are fetched.
 */
export async function matchStoredResults(
	manifest: StudyManifest,
	{ testset, knees, cards }: ResultsSubject
): Promise<MatchedResults> {
	const models: StudyModel[] = [];
	const refused = new Map<string, string>();
	const stored = manifest.splits.reduce((sum, { count }) => sum + count, 0);
	for (const card of cards) {
		const candidates = manifest.models.filter(({ name }) => name === card.name);
		const fingerprint = await modelFingerprint(card);
		const fitting = candidates.find((model) => isOf(model, card, fingerprint));
		if (manifest.testset !== testset || stored !== knees) {
			refused.set(card.name, 'The stored results belong to another test set.');
		} else if (fitting) {
			models.push(fitting);
		} else {
			refused.set(card.name, refusal(candidates, fingerprint));
		}
	}
	return { models, refused };
}

function isOf(model: StudyModel, card: ModelCard, fingerprint: string): boolean {
	return (
		model.fingerprint === fingerprint &&
		model.exposure === card.exposure &&
		model.preprocessing === card.preprocessing
	);
}

function refusal(candidates: readonly StudyModel[], fingerprint: string): string {
	if (candidates.length === 0) return 'There are no stored results for this network.';
	return candidates.some((model) => model.fingerprint === fingerprint)
		? 'The stored results were computed from images prepared differently.'
		: 'The stored results belong to other weights of this network.';
}

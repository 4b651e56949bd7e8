import { balancedClassWeights } from '#lib/core/class-weights.ts';
import type { ModelCard } from '#lib/core/model-card.ts';
import type { TestSetManifest } from '#lib/core/test-set.ts';
import { listed, trainingSets } from './training-sets.ts';

/** Balanced weights of the grades of one training set. */
export interface ClassWeightRow {
	/** Which networks' training, where they differ; empty where there is one for all. */
	of: string;
	weights: readonly (number | null)[];
}

/** From the cards; from the set's own training split where no card says what it was trained on. */
export function classWeightRows(
	manifest: TestSetManifest,
	cards: readonly ModelCard[]
): ClassWeightRow[] {
	const sets = trainingSets(cards);
	if (sets.length === 0) {
		return manifest.splits
			.filter(({ split }) => split === 'train')
			.map(({ gradeCounts }) => ({ of: '', weights: balancedClassWeights(gradeCounts) }));
	}
	return sets.map(({ networks, counts }) => ({
		of: sets.length === 1 && networks.length === cards.length ? '' : listed(networks),
		weights: balancedClassWeights(counts)
	}));
}

/** Which networks were trained with these weights, in a sentence or two. */
export function classWeightUse(cards: readonly ModelCard[]): string {
	const balanced = trainingSets(cards).flatMap((set) => set.balanced);
	const others = cards.map(({ title }) => title).filter((title) => !balanced.includes(title));
	if (balanced.length === 0) return 'The model cards do not say whether training used them.';
	if (others.length === 0) return 'All networks were trained with these weights.';
	return `Trained with these weights: ${listed(balanced)}. The cards do not say so of ${listed(others)}.`;
}

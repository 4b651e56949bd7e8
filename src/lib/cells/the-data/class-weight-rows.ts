import { balancedClassWeights } from '#lib/core/metrics/class-weights.ts';
import { ADJUSTED_LOSS, type ModelCard } from '#lib/core/records/model-card.ts';
import type { TestSetManifest } from '#lib/core/records/test-set.ts';
import { listed, trainingSets } from './training-sets.ts';

/** Balanced weights of the grades of one training set. */
export interface ClassWeightRow {
	/** Which networks' training, where they differ; empty where there is one for all. */
	of: string;
	weights: readonly (number | null)[];
}

/**
 * From the cards, without networks whose loss makes up for rare grades; from the set's own training split where no card says what it
 * was trained on.
 */
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
	return sets.flatMap(({ networks, counts, adjusted }) => {
		const weighted = networks.filter((title) => !adjusted.includes(title));
		if (weighted.length === 0) return [];
		const all = sets.length === 1 && weighted.length === cards.length;
		return [{ of: all ? '' : listed(weighted), weights: balancedClassWeights(counts) }];
	});
}

/** Which networks were trained with these weights, or with what instead, in sentences. */
export function classWeightUse(cards: readonly ModelCard[]): string {
	const sets = trainingSets(cards);
	const balanced = sets.flatMap((set) => set.balanced);
	const adjusted = sets.flatMap((set) => set.adjusted);
	const others = cards
		.map(({ title }) => title)
		.filter((title) => !balanced.includes(title) && !adjusted.includes(title));
	const all = (titles: readonly string[]) => titles.length === cards.length;
	return [
		adjusted.length === 0
			? ''
			: `${all(adjusted) ? 'All networks' : listed(adjusted)} ${adjusted.length === 1 ? 'was' : 'were'} trained without class weights: by ${ADJUSTED_LOSS}, which removes the frequency of the grades from the scores.`,
		all(balanced)
			? 'All networks were trained with these weights.'
			: balanced.length === 0
				? ''
				: `Trained with these weights: ${listed(balanced)}.`,
		others.length === 0
			? ''
			: all(others)
				? 'The model cards do not say whether training used them.'
				: `The card${others.length === 1 ? '' : 's'} of ${listed(others)} ${others.length === 1 ? 'does' : 'do'} not say so.`
	]
		.filter(Boolean)
		.join(' ');
}

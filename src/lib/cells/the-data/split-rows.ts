import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { SplitName, TestSetManifest } from '#lib/core/records/test-set.ts';
import { listed, trainingSets } from './training-sets.ts';

/** One row of the distribution of grades. */
export interface SplitRow {
	name: string;
	/** Null for knees that only the model cards know of. */
	split: SplitName | null;
	counts: readonly number[];
	/** Null where unknown. */
	subjects: number | null;
}

export const SPLIT_TITLES: Readonly<Record<SplitName, string>> = {
	train: 'Training',
	val: 'Validation',
	test: 'Test'
};

/**
 * The splits of the set in the order training, validation, test. What a network was trained on comes from its
 * card where that is something else than the set's own training split.
 */
export function splitRows(manifest: TestSetManifest, cards: readonly ModelCard[]): SplitRow[] {
	const own = manifest.splits.map(({ split, gradeCounts, subjects }) => ({
		name: SPLIT_TITLES[split],
		split,
		counts: gradeCounts,
		subjects
	}));
	const train = own.find(({ split }) => split === 'train');
	const sets = trainingSets(cards);
	const elsewhere = sets.filter(({ counts }) => counts.join() !== train?.counts.join());
	const single = !train && elsewhere.length === 1 && elsewhere[0].networks.length === cards.length;
	const foreign = elsewhere.map(({ networks, counts }) => ({
		name: single ? SPLIT_TITLES.train : `Training of ${listed(networks)}`,
		split: null,
		counts,
		subjects: null
	}));
	const rest = own.filter(({ split }) => split !== 'train');
	return train ? [train, ...foreign, ...rest] : [...foreign, ...rest];
}

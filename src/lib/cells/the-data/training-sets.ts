import { ADJUSTED_LOSS, type ModelCard } from '#lib/core/records/model-card.ts';

/** Knees that one or more networks were trained on. */
export interface TrainingSet {
	/** Titles of the networks. */
	networks: string[];
	counts: number[];
	/** Titles of those whose recipe says that it weighted the grades by `balancedClassWeights`. */
	balanced: string[];
	/** Titles of those whose loss makes up for rare grades instead: no knee of them weighed more than another. */
	adjusted: string[];
}

/** The networks by the knees they were trained on; those whose card does not say are left out. */
export function trainingSets(cards: readonly ModelCard[]): TrainingSet[] {
	const sets = new Map<string, TrainingSet>();
	for (const { title, trainingData, recipe } of cards) {
		const counts = trainingData?.counts.train;
		if (!counts) continue;
		const set = sets.get(counts.join()) ?? {
			networks: [],
			counts,
			balanced: [],
			adjusted: []
		};
		set.networks.push(title);
		if (recipe.classWeights === 'balanced') set.balanced.push(title);
		if (recipe.loss === ADJUSTED_LOSS) set.adjusted.push(title);
		sets.set(counts.join(), set);
	}
	return [...sets.values()];
}

/** "A", "A and B", "A, B and C". */
export function listed(names: readonly string[]): string {
	if (names.length < 2) return names.join();
	return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

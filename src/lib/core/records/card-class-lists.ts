import type { ModelCard } from './model-card.ts';

/** The first list that is not of the card's classes, with its length; null where all are. */
export function oddClassList(card: ModelCard): string | null {
	const { classes, answersInFile, trainingData, trainingPrior } = card;
	const lists: [string, readonly unknown[] | undefined][] = [
		['answersInFile', answersInFile],
		['trainingPrior', trainingPrior]
	];
	for (const split of ['train', 'val', 'test'] as const) {
		lists.push(
			[`trainingData.counts.${split}`, trainingData?.counts[split]],
			[`trainingData.phantomCounts.${split}`, trainingData?.phantomCounts?.[split]]
		);
		for (const field of ['metrics', 'phantomMetrics'] as const) {
			const metrics = card[field]?.[split];
			const at = `${field}.${split}`;
			lists.push(
				[`${at}.confusion`, metrics?.confusion],
				...(metrics?.confusion ?? []).map((row, place): [string, number[]] => [
					`${at}.confusion.${place}`,
					row
				]),
				[`${at}.recall`, metrics?.recall],
				[`${at}.f1`, metrics?.f1]
			);
		}
	}
	const odd = lists.find(([, list]) => list && list.length !== classes.length);
	return odd ? `${odd[0]}: ${odd[1]!.length} entries, where classes lists ${classes.length}` : null;
}

import type { ChartReader } from '#lib/charts/series/reader.types.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** Every reader of the study for the key: its networks, then the ensemble. */
export function readersOf({ results }: Study): ChartReader[] {
	return [
		...results.map(({ card }, mark) => ({ mark, name: card.title })),
		{ mark: 'ensemble' as const, name: 'Ensemble' }
	];
}

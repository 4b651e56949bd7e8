import type { Study } from '#lib/study/study.svelte.ts';

export const ensemble = {
	id: 'ensemble',
	title: 'Ensembles',
	question: 'Does averaging the networks beat the best of them?',
	appliesTo: ({ results }: Pick<Study, 'results'>) => results.length > 1
};

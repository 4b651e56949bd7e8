import type { Study } from '#lib/study/study.svelte.ts';

export const agreement = {
	id: 'agreement',
	title: 'Model disagreement',
	question: 'On which knees do the networks disagree, and which one dissents?',
	appliesTo: ({ results }: Pick<Study, 'results'>) => results.length > 1
};

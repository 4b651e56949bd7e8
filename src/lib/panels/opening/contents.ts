import type { ContentsEntry } from '#lib/components/layout/ContentsNav.svelte';

const CELLS = [
	{ id: 'data', title: 'The data' },
	{ id: 'models', title: 'The models' },
	{ id: 'each-model', title: 'Each model' },
	{ id: 'ensemble', title: 'The ensemble' },
	{ id: 'comparison', title: 'Which is better' },
	{ id: 'difference', title: 'A minus B' },
	{ id: 'mistakes', title: 'Where it goes wrong' },
	{ id: 'agreement', title: 'Where they disagree' },
	{ id: 'slices', title: 'For which knees' },
	{ id: 'suspects', title: 'Doubtful labels' },
	{ id: 'certainty', title: 'How surely' },
	{ id: 'decision', title: 'From scores to a grade' },
	{ id: 'map', title: 'A map of the knees' },
	{ id: 'where-they-look', title: 'Where they look' },
	{ id: 'own-xray', title: 'Your own X-ray' },
	{ id: 'reader-mode', title: 'Read them yourself' },
	{ id: 'export', title: 'Take it with you' }
];

/** The cells in page order; ids are the anchors that links to them use. */
export const CONTENTS: readonly ContentsEntry[] = CELLS.map((cell, index) => ({
	...cell,
	number: index + 1
}));

import type { ContentsEntry } from '#lib/components/ContentsNav.svelte';

/** The cells in page order; ids are the anchors that links to them use. */
export const CONTENTS: readonly ContentsEntry[] = [
	{ id: 'data', number: 1, title: 'The data' },
	{ id: 'models', number: 2, title: 'The models' },
	{ id: 'each-model', number: 3, title: 'Each model' },
	{ id: 'ensemble', number: 4, title: 'The ensemble' },
	{ id: 'difference', number: 5, title: 'A minus B' },
	{ id: 'mistakes', number: 6, title: 'Where it goes wrong' },
	{ id: 'where-they-look', number: 7, title: 'Where they look' },
	{ id: 'own-xray', number: 8, title: 'Your own X-ray' },
	{ id: 'reader-mode', number: 9, title: 'Read them yourself' }
];

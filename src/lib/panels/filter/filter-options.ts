import type { Study } from '#lib/study/study.svelte.ts';

/** What can be filtered by, a slice an option, after an option that chooses nothing. */
export function filterOptions({ slices, filter }: Study): { value: string; label: string }[] {
	return [
		{ value: '', label: 'Choose a slice' },
		...slices.families.flatMap(({ title, slices: members }) =>
			members
				.filter(({ id }) => !filter.has(id))
				.map(({ id, words }) => ({ value: id, label: `${title}: ${words}` }))
		)
	];
}

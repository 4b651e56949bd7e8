import { nouns } from '#lib/core/text/nouns.ts';
import type { Selection } from '#lib/study/selection/selected-rows.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { gradeWords, selectionWords, systemWords } from '#lib/words/selection-words.ts';

/** What an empty selection means, as a sentence without its full stop. */
export function emptyTitle(study: Study, selection: Selection): string {
	const { systems } = study;
	if (study.selection.hidden > 0) return `No ${nouns.case} of the selection passes the filter`;
	if ('system' in selection && systems.get(selection.system)?.known === 0) {
		return capitalised(`${systemWords(study, selection.system)} has read no ${nouns.case} yet`);
	}
	if (selection.kind === 'mistakes') {
		return capitalised(
			`${systemWords(study, selection.system)} has read every ${nouns.case} correctly so far`
		);
	}
	if (selection.kind === 'tagged') {
		return selection.tag === null
			? `None of these ${nouns.cases} has a note or a tag`
			: `No ${nouns.case} is tagged “${selection.tag}” any more`;
	}
	if (selection.kind !== undefined && selection.kind !== 'matrix') {
		return `No ${nouns.case} is ${selectionWords(study, selection)}`;
	}
	const { truth, read, system, merging = 'none' } = selection;
	const name = (place: number) =>
		merging === 'none' ? study.scale.classes[place].name : gradeWords(study.scale, place, merging);
	const knee = truth === null ? nouns.case : `${name(truth)} ${nouns.case}`;
	if (read === null) return `There is no ${knee} among those read`;
	const as = `as ${name(read)}`;
	const none =
		merging === 'none' &&
		systems.models.every(({ confusion }) => truth !== null && confusion[truth][read] === 0);
	if (none) return `No network read a ${knee} ${as}`;
	return capitalised(`${systemWords(study, system)} read no ${knee} ${as}`);
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

import { GRADES } from '#lib/core/grades.ts';
import type { Selection } from '#lib/notebook/selected-rows.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';
import { selectionWords, systemWords } from './selection-words.ts';

/** What an empty selection means, as a sentence without its full stop. */
export function emptyTitle(study: Study, selection: Selection): string {
	const { systems } = study;
	if ('system' in selection && systems.get(selection.system)?.known === 0) {
		return capitalised(`${systemWords(study, selection.system)} has read no knee yet`);
	}
	if (selection.kind === 'mistakes') {
		return capitalised(`${systemWords(study, selection.system)} reads every knee right so far`);
	}
	if (selection.kind === 'agreement' || selection.kind === 'grade') {
		return `No knee is ${selectionWords(study, selection)}`;
	}
	const { truth, read, system } = selection;
	const knee = truth === null ? 'knee' : `${GRADES[truth].name} knee`;
	if (read === null) return `There is no ${knee} among those read`;
	const as = `as ${GRADES[read].name}`;
	const none = systems.models.every(
		({ confusion }) => truth !== null && confusion[truth][read] === 0
	);
	if (none) return `No network read a ${knee} ${as}`;
	return capitalised(`${systemWords(study, system)} read no ${knee} ${as}`);
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

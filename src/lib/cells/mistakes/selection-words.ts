import { SCHEME_TITLES } from '#lib/cells/each-model/chart-reader.ts';
import { GRADES } from '#lib/core/grades.ts';
import type { Selection, SelectionOrder } from '#lib/notebook/selected-rows.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';
import { ENSEMBLE, type SystemId } from '#lib/notebook/systems.svelte.ts';

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five'];

/** A small number as a word. */
export function numberWord(count: number): string {
	return NUMBERS[count] ?? String(count);
}

/** "right by two of the three networks" */
export function agreementWords(right: number, of: number): string {
	if (of === 1) return right === 1 ? 'right by the network' : 'wrongly by the network';
	const all = of === 2 ? 'both networks' : `all ${numberWord(of)} networks`;
	if (right === of) return `right by ${all}`;
	if (right === 0) return `wrongly by ${all}`;
	return `right by ${numberWord(right)} of the ${numberWord(of)} networks`;
}

/** Who reads, inside a sentence: a network's name, or "the F1-weighted ensemble". */
export function systemWords({ systems }: Study, id: SystemId): string {
	if (id === ENSEMBLE)
		return `the ${SCHEME_TITLES[systems.scheme]} ensemble`.replace('Mean', 'mean');
	return systems.get(id)?.title ?? id;
}

/** The selection in words, e.g. "true 2, read as 1 by ResNet50". */
export function selectionWords(study: Study, selection: Selection): string {
	switch (selection.kind) {
		case 'agreement': {
			const words = `read ${agreementWords(selection.right, study.systems.models.length)}`;
			return selection.truth === null ? words : `true ${selection.truth}, ${words}`;
		}
		case 'grade':
			return `true ${selection.truth} ${GRADES[selection.truth].name}`;
		case 'mistakes':
			return `read wrongly by ${systemWords(study, selection.system)}`;
		default: {
			const { truth, read, system } = selection;
			const by = `by ${systemWords(study, system)}`;
			return `${truth === null ? '' : `true ${truth}, `}read ${read === null ? by : `as ${read} ${by}`}`;
		}
	}
}

/** The order in words, as it stands after "Knee 1 of 32". */
export function orderWords(order: SelectionOrder): string {
	return { surest: 'surest first', closest: 'closest call first', number: 'by number' }[order];
}

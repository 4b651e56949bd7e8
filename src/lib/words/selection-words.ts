import { ensembleInSentence } from './chart-reader.ts';
import { numberWord } from './count-words.ts';
import { RULE_TITLES } from './rule-words.ts';
import { classGroups, UNMERGED, type Merging } from '#lib/core/labels/class-groups.ts';
import { classLabel, classWord } from '#lib/core/labels/class-label.ts';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { schemeOfId } from '#lib/study/systems/compared-systems.ts';
import {
	amongOf,
	type DifferenceSelection,
	type ListedSelection,
	type RuleSelection,
	type ScreeningSelection,
	type Selection
} from '#lib/study/selection/selected-rows.ts';
import { readingBasis } from '#lib/study/systems/reading-basis.ts';
import { positiveFrom, type ScreeningOutcome } from '#lib/study/answers/screened-knees.ts';
import type { SelectionOrder } from '#lib/study/selection/selection-order.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { ENSEMBLE, type SystemId } from '#lib/study/systems/systems.svelte.ts';

const SCREENING_WORDS: Readonly<Record<ScreeningOutcome, (threshold: string) => string>> = {
	found: (from) => `${from} or above and found`,
	missed: (from) => `${from} or above and missed`,
	alarm: (from) => `below ${from} and called positive`,
	passed: (from) => `below ${from} and cleared`
};

/** "correctly by two of the three networks" */
export function agreementWords(right: number, of: number): string {
	if (of === 1) return right === 1 ? 'correctly by the network' : 'wrongly by the network';
	const all = of === 2 ? 'both networks' : `all ${numberWord(of)} networks`;
	if (right === of) return `correctly by ${all}`;
	if (right === 0) return `wrongly by ${all}`;
	return `correctly by ${numberWord(right)} of the ${numberWord(of)} networks`;
}

/** Who reads, inside a sentence: a network's name, or "the F1-weighted ensemble". */
export function systemWords({ systems }: Study, id: SystemId): string {
	const scheme = id === ENSEMBLE ? systems.scheme : schemeOfId(id);
	if (scheme) return ensembleInSentence(scheme);
	return systems.get(id)?.title ?? id;
}

/** The class from which on a case is positive: "KL 2". */
function thresholdWord(scale: LabelScale): string {
	const word = classWord(scale, positiveFrom(scale));
	return scale === KELLGREN_LAWRENCE_SCALE ? `KL ${word}` : word;
}

/** The selection in words, e.g. "true 2, read as 1 by ResNet50". */
export function selectionWords(study: Study, selection: Selection): string {
	switch (selection.kind) {
		case 'agreement': {
			const words = `read ${agreementWords(selection.right, study.systems.models.length)}`;
			return selection.truth === null
				? words
				: `true ${classWord(study.scale, selection.truth)}, ${words}`;
		}
		case 'grade':
			return `true ${classLabel(study.scale, selection.truth)}`;
		case 'rule':
			return `${ruleChangeWords(study, selection)} by ${systemWords(study, selection.system)}`;
		case 'screening':
			return `${screeningWords(study.scale, selection)} by ${systemWords(study, selection.system)}`;
		case 'mistakes':
			return `read wrongly by ${systemWords(study, selection.system)}`;
		case 'tagged':
			return selection.tag === null ? 'with a note or a tag' : `tagged “${selection.tag}”`;
		case 'listed':
			return listedWords(study, selection);
		case 'difference': {
			const { truth, merging } = selection;
			const words = differenceWords(study, selection);
			return truth === null ? words : `true ${gradeWords(study.scale, truth, merging)}, ${words}`;
		}
		default: {
			const { truth, read, system, merging } = selection;
			const by = `by ${systemWords(study, system)}`;
			const of = truth === null ? '' : `true ${gradeWords(study.scale, truth, merging)}, `;
			return `${of}read ${read === null ? by : `as ${gradeWords(study.scale, read, merging)} ${by}`}`;
		}
	}
}

/**
 * The words of a list; where it was chosen among other knees than those that pass the filter now, it says among which, and
 * where the readings it speaks of may be others now, that they are those of when it was made.
 */
function listedWords(study: Study, { words, basis, among }: ListedSelection): string {
	const of = among && among !== amongOf(study.filter) ? `, of ${amongWords(study, among)}` : '';
	if (basis === undefined || basis === readingBasis(study.systems)) return `${words}${of}`;
	return `${words}${of} when chosen; the rule or the ensemble is another now`;
}

function amongWords({ slices }: Study, among: string): string {
	if (among === 'all') return `all ${nouns.cases}`;
	return among
		.split(' ')
		.map((id) => slices.slice(id)?.words ?? id)
		.join(', ');
}

/** What the rule that is applied changes, without the reader: "read differently under “Shares” than under “Highest score”". */
export function ruleChangeWords({ systems }: Study, { change }: RuleSelection): string {
	const [rule, highest] = [systems.rule.kind, 'argmax' as const].map(
		(kind) => `under “${RULE_TITLES[kind]}”`
	);
	return {
		changed: `read differently ${rule} than ${highest}`,
		righted: `read correctly ${rule} and wrongly ${highest}`,
		wronged: `read wrongly ${rule} and correctly ${highest}`
	}[change];
}

/** What a screening makes of the knees, without the reader: "KL 2 or above and missed at 0.5". */
export function screeningWords(
	scale: LabelScale,
	{ outcome, threshold }: ScreeningSelection
): string {
	return `${SCREENING_WORDS[outcome](thresholdWord(scale))} at ${threshold}`;
}

/** What two systems read differently, without the true grade: "read as 1 by ResNet50 but not by Xception". */
export function differenceWords(
	study: Study,
	{ a, b, read, change, merging }: DifferenceSelection
): string {
	const [nameA, nameB] = [systemWords(study, a), systemWords(study, b)];
	const [who, not] = change === 'lost' ? [nameB, nameA] : [nameA, nameB];
	if (read === null) {
		if (change === 'moved') return `read differently by ${nameA} and ${nameB}`;
		return `read correctly by ${who} and wrongly by ${not}`;
	}
	const as = `read as ${gradeWords(study.scale, read, merging)}`;
	if (change === 'moved') return `${as} by only one of ${nameA} and ${nameB}`;
	return `${as} by ${who} but not by ${not}`;
}

/** A class in a sentence, or merged ones: "2", "0 or 1", "2 and above". */
export function gradeWords(scale: LabelScale, place: number, merging: Merging = UNMERGED): string {
	const { classes, label } = classGroups(scale, merging)[place];
	return classes.length === 1 ? classWord(scale, classes[0]) : label;
}

/** The order in words, as it stands after "Knee 1 of 32". */
export function orderWords(order: SelectionOrder): string {
	return {
		surest: 'most confident first',
		closest: 'closest call first',
		loss: 'highest loss first',
		disagreement: 'most disputed first',
		distance: 'furthest off first',
		number: 'by number'
	}[order];
}

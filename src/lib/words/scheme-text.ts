import { formatCount } from '#lib/core/text/format.ts';
import {
	type EnsembleChoice,
	type OwnWay,
	type WeightsFrom
} from '#lib/study/systems/own-ensemble.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { Systems } from '#lib/study/systems/systems.svelte.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import { SPLIT_NAMES } from './split-names.ts';

/** Short names for the switch. */
export const CHOICE_LABELS: Readonly<Record<EnsembleChoice, string>> = {
	mean: 'Mean',
	accuracy: 'Accuracy',
	f1: 'F1',
	own: 'Own'
};

/** What each way of combining is called in a list. */
export const WAY_LABELS: Readonly<Record<OwnWay, string>> = {
	mean: 'mean',
	accuracy: 'mean weighted by accuracy',
	f1: 'mean weighted by F1',
	free: 'mean with weights of your own',
	geometric: 'geometric mean',
	vote: 'majority vote'
};

/** The definition in a line; the first three are the original's own. */
export const WAY_DEFINITIONS: Readonly<Record<OwnWay, string>> = {
	get mean() {
		return `The score of a ${nouns.class} is the mean of the networks’ scores of it.`;
	},
	get accuracy() {
		return `Each network’s score of a ${nouns.class} is weighted by its recall of that ${nouns.class}, as a share of the networks’ recalls together. The original calls this accuracy.`;
	},
	get f1() {
		return `Each network’s score of a ${nouns.class} is weighted by its F1 of that ${nouns.class}, as a share of the networks’ F1 together.`;
	},
	get free() {
		return `Each network’s score of a ${nouns.class} is weighted by a weight of your own, as a share of the weights together.`;
	},
	get geometric() {
		return `The score of a ${nouns.class} is the geometric mean of the networks’ scores of it: one that rules a ${nouns.class} out rules it out for all.`;
	},
	get vote() {
		return `Every network votes for the ${nouns.class} it scores highest; of ${nouns.classes} with equally many votes the one with the higher mean score is read.`;
	}
};

/** How the chosen ensemble combines, in a line. */
export function definitionText({ scheme, own }: Systems): string {
	return WAY_DEFINITIONS[scheme === 'own' ? (own?.way ?? 'f1') : scheme];
}

/** Where the weights of an ensemble come from, by default of the chosen one, and what to mind about them. */
export function weightsText(
	{ systems, table }: Study,
	choice: EnsembleChoice = systems.scheme
): string {
	const { own, weightsSource } = systems;
	const way = choice === 'own' && own ? own.way : choice;
	if (way === 'vote') return 'Every network has one vote.';
	if (way === 'mean' || way === 'geometric') {
		return 'Nothing is measured: all networks have equal weight.';
	}
	if (choice === 'own' && own && (way === 'free' || own.from === 'shown')) {
		return ownWeightsText(own.from, SPLIT_NAMES[table.evaluated]);
	}
	switch (weightsSource.kind) {
		case 'equal':
			return `Neither validation ${nouns.cases} nor stored validation metrics are known, so all networks have equal weight.`;
		case 'cards':
			return 'From the validation metrics stored with the networks.';
		case 'val':
			return `From ${formatCount(weightsSource.knees)} validation ${nouns.cases}${
				table.evaluated === 'val'
					? ', the same knees that are shown here, so its metrics are optimistic'
					: ''
			}.`;
	}
}

/** "No network has any F1 for Severe; there all have equal weight."; empty where every grade has weights. */
export function equalClassesText({ systems, scale }: Study): string {
	const { scheme } = systems;
	if (scheme === 'own') return '';
	const names = systems.weights[scheme].equalClasses.map((grade) => scale.classes[grade].name);
	if (names.length === 0) return '';
	const metric = scheme === 'accuracy' ? 'recall' : 'F1';
	return `No network has any ${metric} for ${names.join(' and ')}; there all have equal weight.`;
}

function ownWeightsText(from: WeightsFrom, shown: string): string {
	switch (from) {
		case 'hand':
			return `Set by hand, with the metrics on the ${shown} ${nouns.cases} in view.`;
		case 'val':
			return `Found by search on the validation ${nouns.cases}.`;
		case 'shown':
			return `Chosen by the ${shown} ${nouns.cases} shown here.`;
	}
}

import { equalShares, type AssumedPrior } from '#lib/study/systems/grade-shares.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import { sharesInWords } from './share-words.ts';

const list = new Intl.ListFormat('en-GB');

/** Titles of the networks whose card does not say which shares of the classes their scores are for. */
export function networksWithoutPrior({ results }: Study): string[] {
	return results.filter(({ card }) => !card.trainingPrior).map(({ card }) => card.title);
}

/**
 * Which shares of the classes the scores of the networks are probabilities for, and how that is known, in sentences: from the
 * cards, by assumption, or not at all.
 */
export function priorText(study: Study): string {
	const { results, systems } = study;
	const groups = new Map<string, { shares: readonly number[]; titles: string[] }>();
	for (const { card } of results) {
		if (!card.trainingPrior) continue;
		const words = sharesInWords(card.trainingPrior);
		const group = groups.get(words) ?? { shares: card.trainingPrior, titles: [] };
		group.titles.push(card.title);
		groups.set(words, group);
	}
	const known = [...groups].map(([words, { titles }]) =>
		titles.length === results.length
			? `The scores of ${titles.length === 1 ? titles[0] : 'all networks'} are probabilities for ${words}, as ${titles.length === 1 ? 'its card says' : 'their cards say'}.`
			: `The scores of ${list.format(titles)} are probabilities for ${words}, as the ${titles.length === 1 ? 'card says' : 'cards say'}.`
	);
	const unknown = networksWithoutPrior(study);
	if (unknown.length === 0) return known.join(' ');
	const cards =
		unknown.length === 1
			? `The card of ${unknown[0]} does`
			: `The cards of ${list.format(unknown)} do`;
	const then =
		systems.assumedPrior === null
			? 'they are used as they are.'
			: `it is assumed that they are for ${assumedInWords(systems.assumedPrior, study.table.classCount)}.`;
	return [
		...known,
		`${cards} not say which shares of the ${nouns.classes} the scores are for; ${then}`
	].join(' ');
}

/** What the scores of a knee are, where they are shown as read. */
export function scoresText(study: Study): string {
	if (study.systems.priors.every((prior) => prior === null)) return priorText(study);
	const some = study.systems.priors.includes(null);
	return `${priorText(study)} At other shares of the ${nouns.classes}, scores as read are not probabilities; “Calibration” converts ${some ? 'those whose shares are known' : 'them'}.`;
}

/** What is assumed of networks whose card does not say: "grades as frequent as among the validation knees". */
function assumedInWords(assumed: AssumedPrior, classCount: number): string {
	return assumed === 'equal'
		? sharesInWords(equalShares(classCount))
		: `${nouns.classes} as frequent as among the validation ${nouns.cases}`;
}

import { classWord } from '#lib/core/labels/class-label.ts';
import { classesWords } from '#lib/core/labels/class-words.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import { sharesWords } from './share-words.ts';
import { formatNumber } from '#lib/core/text/format.ts';
import {
	costSchemeOf,
	type ChosenRule,
	type RuleNumbers
} from '#lib/study/systems/decision-rule.ts';
import type { ShareSource } from '#lib/study/systems/grade-shares.ts';

const anyClass = new Intl.ListFormat('en-GB', { type: 'disjunction' });

export type RuleKind = ChosenRule['kind'];

/** Short names for the switch. */
export const RULE_TITLES: Readonly<Record<RuleKind, string>> = {
	argmax: 'Highest score',
	'prior-adjusted': 'Shares',
	'minimum-cost': 'Cost',
	get 'expected-grade'() {
		return `Mean ${nouns.class}`;
	}
};

/** What each rule does, in a sentence. Which shares the scores are for stands in `priorText`. */
export const RULE_DEFINITIONS: Readonly<Record<RuleKind, string>> = {
	get argmax() {
		return `A ${nouns.case} is read as the ${nouns.class} with the highest score.`;
	},
	get 'prior-adjusted'() {
		return `Every score is multiplied by a power of the share that its ${nouns.class} has where the networks are used, divided by the share that the scores are for; the highest product decides. With exponent 0 that is the highest score, with exponent 1 the most probable ${nouns.class} at these shares.`;
	},
	get 'minimum-cost'() {
		return `A ${nouns.case} is read as the ${nouns.class} whose mistakes would cost least on average, if the scores, converted to the chosen shares of the ${nouns.classes}, are the probabilities of the true ${nouns.classes}.`;
	},
	get 'expected-grade'() {
		return `A ${nouns.case} is read as its mean ${nouns.class}, each ${nouns.class} counting by its score, converted to the chosen shares of the ${nouns.classes}, rounded; a half is rounded up. It seldom predicts the lowest or the highest ${nouns.class}, because a mean lies between them.`;
	}
};

/** The rule as it stands after "Grades are read by ". */
export function ruleInSentence(rule: ChosenRule): string {
	switch (rule.kind) {
		case 'argmax':
			return 'the highest score';
		case 'prior-adjusted': {
			const { exponent = 1, target } = rule;
			const part = exponent === 1 ? '' : `, exponent ${exponentText(exponent)}`;
			return `scores for ${sharesWords(target)}${part}`;
		}
		case 'minimum-cost':
			return `least expected cost (${costsWords(rule)} costs${converted(rule.target)})`;
		case 'expected-grade':
			return `the mean grade, rounded${converted(rule.target)}`;
	}
}

/** The numbers that a rule uses, in a sentence, so that others can read the same grades; empty where it has none. */
export function ruleNumbers(scale: LabelScale, { decision, conversion }: RuleNumbers): string {
	const sentences: string[] = [];
	if (conversion) {
		const shares = conversion.target.map((share) => formatNumber(share, 4)).join(', ');
		const exponent =
			conversion.exponent === 1 ? '' : `, their exponent is ${exponentText(conversion.exponent)}`;
		sentences.push(`The shares of ${classesWords(scale)} are ${shares}${exponent}.`);
	}
	if (decision.kind === 'minimum-cost') {
		const rows = decision.costs.map(
			(row, grade) => `of true ${nouns.class} ${classWord(scale, grade)} ${row.join(', ')}`
		);
		sentences.push(
			`Reading a ${nouns.case} as ${anyClass.format(scale.classes.map((_, place) => classWord(scale, place)))} costs ${rows.join('; ')}.`
		);
	}
	return sentences.join(' ');
}

/** What stands behind a reader's name in exports: " by least expected cost"; empty for the highest score. */
export function byRule(rule: ChosenRule): string {
	return rule.kind === 'argmax' ? '' : ` by ${ruleInSentence(rule)}`;
}

/** "0.25" */
export function exponentText(exponent: number): string {
	return String(Number(exponent.toFixed(4)));
}

/** ", scores for the shares of these knees"; empty where scores are taken as they are. */
function converted(target: ShareSource | undefined): string {
	return target === undefined ? '' : `, scores for ${sharesWords(target)}`;
}

/** "zero-one", "linear", "quadratic" or "own" */
function costsWords({ costs }: Extract<ChosenRule, { kind: 'minimum-cost' }>): string {
	const scheme = costSchemeOf(costs);
	return scheme === 'zero-one' ? '0 or 1' : (scheme ?? 'own');
}

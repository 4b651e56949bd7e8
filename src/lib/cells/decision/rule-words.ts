import type { DecisionRule } from '#lib/core/decision-rules.ts';
import { formatNumber, formatPercent } from '#lib/core/format.ts';
import { costSchemeOf, type ChosenRule } from '#lib/notebook/decision-rule.ts';

export type RuleKind = ChosenRule['kind'];

/** Short names for the switch. */
export const RULE_TITLES: Readonly<Record<RuleKind, string>> = {
	argmax: 'Highest score',
	'prior-adjusted': 'Shares',
	'minimum-cost': 'Cost',
	'expected-grade': 'Mean grade'
};

/** What each rule does, in a sentence. */
export const RULE_DEFINITIONS: Readonly<Record<RuleKind, string>> = {
	argmax: 'A knee is read as the grade with the highest score.',
	'prior-adjusted':
		'Every score is multiplied by the share that its grade has where the networks are used, divided by the share it had in training; then the highest decides. The networks were trained to give probabilities for equally frequent grades, so the share in training is 20% for each.',
	'minimum-cost':
		'A knee is read as the grade whose mistakes would cost least on average, if the scores are the chances of the true grades. They suppose equally frequent grades, as in training.',
	'expected-grade':
		'A knee is read as its mean grade, each grade counting by its score, rounded; a half goes up. It seldom reads 0 or 4, because a mean lies inside. The scores suppose equally frequent grades, as in training.'
};

/** The rule as it stands after "Grades are read by ". */
export function ruleInSentence(rule: ChosenRule): string {
	switch (rule.kind) {
		case 'argmax':
			return 'the highest score';
		case 'prior-adjusted':
			return `scores for ${sharesWords(rule.target)}`;
		case 'minimum-cost':
			return `least expected cost (${costsWords(rule)} costs)`;
		case 'expected-grade':
			return 'the mean grade, rounded';
	}
}

/** The numbers that a rule reckons with, in a sentence, so that others can read the same grades; empty where it has none. */
export function ruleNumbers(rule: DecisionRule): string {
	switch (rule.kind) {
		case 'prior-adjusted':
			return `The shares of grades 0 to 4 are ${rule.target.map((share) => formatNumber(share, 4)).join(', ')}.`;
		case 'minimum-cost': {
			const rows = rule.costs.map((row, grade) => `of true grade ${grade} ${row.join(', ')}`);
			return `Reading a knee as 0, 1, 2, 3 or 4 costs ${rows.join('; ')}.`;
		}
		default:
			return '';
	}
}

/** What stands behind a reader's name in exports: " by least expected cost"; empty for the highest score. */
export function byRule(rule: ChosenRule): string {
	return rule.kind === 'argmax' ? '' : ` by ${ruleInSentence(rule)}`;
}

/** "zero-one", "linear", "quadratic" or "own" */
function costsWords({ costs }: Extract<ChosenRule, { kind: 'minimum-cost' }>): string {
	const scheme = costSchemeOf(costs);
	return scheme === 'zero-one' ? '0 or 1' : (scheme ?? 'own');
}

function sharesWords(target: Extract<ChosenRule, { kind: 'prior-adjusted' }>['target']): string {
	if (target === 'equal') return 'equal shares of the grades';
	if (target === 'shown') return 'the shares of these knees';
	const sum = target.reduce((all, part) => all + part, 0);
	return `shares of ${target.map((part) => formatPercent(part / sum)).join(', ')}`;
}

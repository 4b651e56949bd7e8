import { costMatrix, type CostMatrix } from '#lib/core/metrics/expected-cost.ts';
import { numbersFrom, numbersTo } from './number-list.ts';
import { COST_SCHEMES, costSchemeOf, type ChosenRule } from '#lib/study/systems/decision-rule.ts';
import { shareSourceFrom, shareSourceTo } from '#lib/study/systems/grade-shares.ts';

const FIELD = '~';
const ROW = '_';

/**
 * The rule as a word of an address: `prior~shown`, `prior~val~0.25`, `prior~40-20-20-15-5`, `cost~linear`,
 * `cost~0-1-2-3-4_1-0-...~val`, `expected`, `expected~shown`; null for the highest score, which needs none. Shares stand
 * last but for the exponent, and are left out where scores are taken as they are.
 */
export function ruleToAddress(rule: ChosenRule): string | null {
	switch (rule.kind) {
		case 'argmax':
			return null;
		case 'prior-adjusted':
			return words(
				'prior',
				shareSourceTo(rule.target),
				rule.exponent === undefined ? null : numbersTo([rule.exponent])
			);
		case 'minimum-cost':
			return words(
				'cost',
				costSchemeOf(rule.costs) ?? rule.costs.map(numbersTo).join(ROW),
				rule.target === undefined ? null : shareSourceTo(rule.target)
			);
		case 'expected-grade':
			return words('expected', rule.target === undefined ? null : shareSourceTo(rule.target));
	}
}

/** The rule that {@link ruleToAddress} wrote of so many classes; null where the word is damaged. */
export function ruleFromAddress(word: string, classCount: number): ChosenRule | null {
	const [kind, ...fields] = word.split(FIELD);
	switch (kind) {
		case 'prior':
			return fields.length <= 2 ? priorFrom(classCount, fields[0] ?? '', fields[1]) : null;
		case 'cost':
			return fields.length <= 2 ? costRuleFrom(classCount, fields[0] ?? '', fields[1]) : null;
		case 'expected':
			return fields.length <= 1
				? withTarget(classCount, { kind: 'expected-grade' }, fields[0])
				: null;
		default:
			return null;
	}
}

function priorFrom(
	classCount: number,
	shares: string,
	exponent: string | undefined
): ChosenRule | null {
	const target = shareSourceFrom(shares, classCount);
	if (!target) return null;
	if (exponent === undefined) return { kind: 'prior-adjusted', target };
	const [value] = numbersFrom(exponent, 1) ?? [NaN];
	return value >= 0 && value < 1 ? { kind: 'prior-adjusted', target, exponent: value } : null;
}

function costRuleFrom(
	classCount: number,
	text: string,
	shares: string | undefined
): ChosenRule | null {
	const costs = costsFrom(text, classCount);
	return costs && withTarget(classCount, { kind: 'minimum-cost', costs }, shares);
}

function withTarget<Rule extends ChosenRule>(
	classCount: number,
	rule: Rule,
	shares: string | undefined
): Rule | null {
	if (shares === undefined) return rule;
	const target = shareSourceFrom(shares, classCount);
	return target && { ...rule, target };
}

function costsFrom(text: string, classCount: number): CostMatrix | null {
	const scheme = COST_SCHEMES.find((name) => name === text);
	if (scheme) return costMatrix(scheme, classCount);
	const rows = text.split(ROW).map((row) => numbersFrom(row, classCount));
	const costs = rows.filter((row) => row !== null);
	return rows.length === classCount && costs.length === classCount ? costs : null;
}

function words(...parts: readonly (string | null)[]): string {
	return parts.filter((part) => part !== null).join(FIELD);
}

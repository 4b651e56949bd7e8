import { costMatrix } from '#lib/core/expected-cost.ts';
import { GRADE_COUNT } from '#lib/core/grades.ts';
import { numbersFrom, numbersTo } from './number-list.ts';
import { COST_SCHEMES, costSchemeOf, type ChosenRule } from './decision-rule.ts';

const FIELD = '~';
const ROW = '_';

/**
 * The rule as a word of an address: `prior~shown`, `prior~40-20-20-15-5`, `cost~linear`,
 * `cost~0-1-2-3-4_1-0-...`, `expected`; null for the highest score, which needs none.
 */
export function ruleToAddress(rule: ChosenRule): string | null {
	switch (rule.kind) {
		case 'argmax':
			return null;
		case 'prior-adjusted':
			return `prior${FIELD}${typeof rule.target === 'string' ? rule.target : numbersTo(rule.target)}`;
		case 'minimum-cost':
			return `cost${FIELD}${costSchemeOf(rule.costs) ?? rule.costs.map(numbersTo).join(ROW)}`;
		case 'expected-grade':
			return 'expected';
	}
}

/** The rule that {@link ruleToAddress} wrote; null where the word is damaged. */
export function ruleFromAddress(word: string): ChosenRule | null {
	const [kind, text, ...more] = word.split(FIELD);
	if (more.length > 0) return null;
	if (kind === 'expected') return text === undefined ? { kind: 'expected-grade' } : null;
	if (text === undefined) return null;
	if (kind === 'prior') return priorFrom(text);
	return kind === 'cost' ? costsFrom(text) : null;
}

function priorFrom(text: string): ChosenRule | null {
	if (text === 'shown' || text === 'equal') return { kind: 'prior-adjusted', target: text };
	const target = numbersFrom(text, GRADE_COUNT);
	return target?.some((share) => share > 0) ? { kind: 'prior-adjusted', target } : null;
}

function costsFrom(text: string): ChosenRule | null {
	const scheme = COST_SCHEMES.find((name) => name === text);
	if (scheme) return { kind: 'minimum-cost', costs: costMatrix(scheme) };
	const rows = text.split(ROW).map((row) => numbersFrom(row, GRADE_COUNT));
	const costs = rows.filter((row) => row !== null);
	if (rows.length !== GRADE_COUNT || costs.length !== GRADE_COUNT) return null;
	return { kind: 'minimum-cost', costs };
}

import { costMatrix, type CostMatrix, type CostScheme } from '#lib/core/metrics/expected-cost.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** What a misread knee costs in the expected cost: a preset, or as the minimum-cost rule that is applied has it. */
export type FigureCosts = CostScheme | 'rule';

const FIGURE_COST_SCHEMES: readonly CostScheme[] = ['linear', 'quadratic', 'zero-one'];

/** Whether there are costs of a rule to choose. */
export function hasRuleCosts({ systems }: Study): boolean {
	return systems.rule.kind === 'minimum-cost';
}

/** The costs that are applied: those chosen; else those of the rule where it has any, else the distance in grades. */
export function figureCosts(study: Study): { choice: FigureCosts; costs: CostMatrix } {
	const { rule } = study.systems;
	const { classCount } = study.table;
	const { figureCosts: chosen } = study.view;
	if (chosen === null && rule.kind === 'minimum-cost') return { choice: 'rule', costs: rule.costs };
	const choice = chosen ?? 'linear';
	return { choice, costs: costMatrix(choice, classCount) };
}

/**
 * The choice as a word of an address. The distance in grades needs none, as it did before there were costs of a
 * rule, so that an address of then means what it meant.
 */
export function figureCostsToAddress(study: Study): string | null {
	const { choice } = figureCosts(study);
	return choice === 'linear' ? null : choice;
}

/** Takes the choice that {@link figureCostsToAddress} wrote, after the rule; false where the word is damaged. */
export function figureCostsFromAddress(study: Study, word: string | null): boolean {
	const scheme = word === null ? 'linear' : FIGURE_COST_SCHEMES.find((known) => known === word);
	if (word !== 'rule' && scheme === undefined) return false;
	const first = word === null && !hasRuleCosts(study);
	study.view.figureCosts = word === 'rule' || first ? null : (scheme ?? null);
	return true;
}

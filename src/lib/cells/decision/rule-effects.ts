import { confusionMatrix } from '#lib/core/confusion.ts';
import { costMatrix, expectedCost, type CostMatrix } from '#lib/core/expected-cost.ts';
import { accuracy, balancedAccuracy, cohenKappa } from '#lib/core/metrics.ts';
import type { Confusion } from '#lib/core/confusion.ts';
import { changedByRule } from '#lib/notebook/rule-changes.ts';
import type { RuleSelection } from '#lib/notebook/selected-rows.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';
import type { System } from '#lib/notebook/systems.svelte.ts';

/** The measures that a rule changes. */
export const EFFECT_MEASURES = [
	{ id: 'balancedAccuracy', label: 'Balanced accuracy' },
	{ id: 'accuracy', label: 'Accuracy' },
	{ id: 'quadraticWeightedKappa', label: 'Quadratic weighted kappa' },
	{ id: 'cost', label: 'Mean cost' }
] as const;

export type EffectMeasure = (typeof EFFECT_MEASURES)[number]['id'];

/** What the rule in force changes for one system against the highest score, on the knees it has read. */
export interface RuleEffect {
	system: System;
	/** Knees by how their grade changed. */
	knees: Record<RuleSelection['change'], number>;
	/** By the highest score. */
	before: Record<EffectMeasure, number | null>;
	/** By the rule in force. */
	after: Record<EffectMeasure, number | null>;
}

/** The costs that mean costs are reckoned with: those of the rule, else the distance in grades. */
export function effectCosts({ systems: { rule } }: Study): CostMatrix {
	return rule.kind === 'minimum-cost' ? rule.costs : costMatrix('linear');
}

/** The networks, then the chosen ensemble; those that have read nothing are left out. */
export function ruleEffects(study: Study): RuleEffect[] {
	const costs = effectCosts(study);
	return study.systems.all
		.filter(({ known }) => known > 0)
		.map((system) => ruleEffect(study, system, costs));
}

function ruleEffect({ table, systems }: Study, system: System, costs: CostMatrix): RuleEffect {
	const { grades } = table;
	const rows = systems.rows.filter((row) => system.predictions[row] >= 0);
	const count = (change: RuleSelection['change']) =>
		rows.filter((row) => changedByRule(system, grades[row], row, change)).length;
	const byHighest = confusionMatrix(
		rows.map((row) => grades[row]),
		rows.map((row) => system.highest[row])
	);
	return {
		system,
		knees: { changed: count('changed'), righted: count('righted'), wronged: count('wronged') },
		before: measuresOf(byHighest, costs),
		after: measuresOf(system.confusion, costs)
	};
}

function measuresOf(confusion: Confusion, costs: CostMatrix): Record<EffectMeasure, number | null> {
	return {
		balancedAccuracy: balancedAccuracy(confusion),
		accuracy: accuracy(confusion),
		quadraticWeightedKappa: cohenKappa(confusion, 'quadratic'),
		cost: expectedCost(confusion, costs)
	};
}

import { confusionMatrix, type Confusion } from '#lib/core/metrics/confusion.ts';
import { costMatrix, type CostMatrix } from '#lib/core/metrics/expected-cost.ts';
import { matrixFigures } from '#lib/core/metrics/registry.ts';
import { shortFigureTitle } from '#lib/words/figure-words.ts';
import { changedByRule } from '#lib/study/systems/rule-changes.ts';
import type { RuleSelection } from '#lib/study/selection/selected-rows.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

/** The measures that a rule changes. */
const EFFECTS = ['balancedAccuracy', 'accuracy', 'quadraticWeightedKappa', 'expectedCost'] as const;
export type EffectMeasure = (typeof EFFECTS)[number];

export const EFFECT_MEASURES = EFFECTS.map((id) => ({ id, label: shortFigureTitle(id) }));

/** What the rule that is applied changes for one system against the highest score, on the knees it has read. */
export interface RuleEffect {
	system: System;
	/** Evaluated knees it has read. */
	rows: readonly number[];
	/** Knees by how their grade changed. */
	knees: Record<RuleSelection['change'], number>;
	/** By the highest score. */
	before: Record<EffectMeasure, number | null>;
	/** By the rule that is applied. */
	after: Record<EffectMeasure, number | null>;
}

/** The costs that mean costs are reckoned with: those of the rule, else the distance in grades. */
export function effectCosts({ systems: { rule }, table: { classCount } }: Study): CostMatrix {
	return rule.kind === 'minimum-cost' ? rule.costs : costMatrix('linear', classCount);
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
	const knees = { changed: 0, righted: 0, wronged: 0 };
	for (const row of rows) {
		if (!changedByRule(system, grades[row], row, 'changed')) continue;
		knees.changed++;
		if (changedByRule(system, grades[row], row, 'righted')) knees.righted++;
		if (changedByRule(system, grades[row], row, 'wronged')) knees.wronged++;
	}
	const byHighest = confusionMatrix(
		rows.map((row) => grades[row]),
		rows.map((row) => system.highest[row]),
		table.classCount
	);
	return {
		system,
		rows,
		knees,
		before: measuresOf(byHighest, costs),
		after: measuresOf(system.confusion, costs)
	};
}

function measuresOf(confusion: Confusion, costs: CostMatrix): Record<EffectMeasure, number | null> {
	const figures = matrixFigures(costs);
	return Object.fromEntries(
		EFFECT_MEASURES.map(({ id }) => [id, figures[id](confusion)])
	) as Record<EffectMeasure, number | null>;
}

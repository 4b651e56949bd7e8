import { comparedName } from '#lib/words/compared-names.ts';
import type { CostMatrix } from '#lib/core/metrics/expected-cost.ts';
import type { TableCell } from '#lib/core/text/table.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { EFFECT_MEASURES, type RuleEffect } from './rule-effects.ts';
import type { RuleChanges } from './rule-intervals.svelte.ts';
import { byRule } from '#lib/words/rule-words.ts';

/** What the rule changes, one figure a row, then the costs that mean costs are reckoned with. */
export function effectRows(
	study: Study,
	effects: readonly RuleEffect[],
	costs: CostMatrix,
	changes: readonly RuleChanges[] | null
): TableCell[][] {
	const rule = byRule(study.systems.rule);
	const figures = effects.flatMap(({ system, knees, before, after }, place) => {
		const name = comparedName(study, system.id);
		return [
			...EFFECT_MEASURES.flatMap(({ id, label }) => [
				[name, label.toLowerCase(), before[id], null, null],
				...(rule
					? [
							[name + rule, label.toLowerCase(), after[id], null, null],
							[
								`${name}${rule} minus by the highest score`,
								label.toLowerCase(),
								minus(after[id], before[id]),
								changes?.[place][id]?.lower ?? null,
								changes?.[place][id]?.upper ?? null
							]
						]
					: [])
			]),
			[name + rule, 'knees whose grade changes', knees.changed, null, null],
			[name + rule, 'knees now right', knees.righted, null, null],
			[name + rule, 'knees now wrong', knees.wronged, null, null]
		];
	});
	const priced = costs.flatMap((row, truth) =>
		row.map((cost, read): TableCell[] => [
			'cost',
			`true ${truth} read as ${read}`,
			cost,
			null,
			null
		])
	);
	return [...figures, ...priced];
}

function minus(a: number | null, b: number | null): number | null {
	return a === null || b === null ? null : a - b;
}

import type { RuleSelection } from '#lib/study/selection/selected-rows.ts';
import type { System } from './systems.svelte.ts';

/** Whether the rule that is applied reads a knee otherwise than the highest score does, in the way asked for. */
export function changedByRule(
	{ predictions, highest }: System,
	truth: number,
	row: number,
	change: RuleSelection['change']
): boolean {
	if (predictions[row] < 0 || predictions[row] === highest[row]) return false;
	if (change === 'righted') return predictions[row] === truth;
	return change === 'changed' || highest[row] === truth;
}

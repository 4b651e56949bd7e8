import { formatCount, formatInterval, formatPercent } from '#lib/core/text/format.ts';
import type { LabelError } from '#lib/study/answers/label-error.ts';
import type { SplitName } from '#lib/core/records/test-set.ts';

/**
 * What the label of a phantom is, in a sentence or two.
 *
 * @param error null while it is not known
 */
export function phantomLabelText(split: SplitName, error: LabelError | null): string {
	const source = 'The label is the grade that a simulated reader with errors of its own gave';
	if (!error) return `${source}, not always the grade of the signs as drawn.`;
	const { knees, different, interval } = error;
	return `${source}: for ${formatPercent(different / knees, 1)} (95% interval ${formatInterval(interval)}) of the ${formatCount(knees)} ${split} knees it is not the grade of the signs as drawn.`;
}

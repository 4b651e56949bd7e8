import type { CurvePoint } from '#lib/charts/curves/training-scale.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import { formatCount, formatPercent } from '#lib/core/text/format.ts';

/** Balanced accuracy on validation knees at every step at which it was measured. */
export function trainingPoints({ history }: ModelCard): CurvePoint[] {
	return history.flatMap(({ step, imageSize, valBalancedAccuracy }) =>
		valBalancedAccuracy === null ? [] : [{ step, imageSize, value: valBalancedAccuracy }]
	);
}

/** The highest of all points and its step: "81.4% at step 540 of 600, the highest of 12 points"; null without a history. */
export function bestPoint(points: readonly CurvePoint[]): string | null {
	const last = points.at(-1);
	if (!last) return null;
	const best = points.reduce((a, b) => (b.value > a.value ? b : a));
	return `${formatPercent(best.value, 1)} at step ${formatCount(best.step)} of ${formatCount(last.step)}, the highest of ${formatCount(points.length)} points`;
}

import { formatInterval, formatNumber, formatPercent } from '#lib/core/text/format.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';
import type { SelectiveLoss } from '#lib/study/view/certainty-view.svelte.ts';

/** "12.3%", or "0.14" grades */
export function riskText(loss: SelectiveLoss, risk: number): string {
	return loss === 'error' ? formatPercent(risk, 1) : formatNumber(risk, 3);
}

/** "10.1 to 14.6", or "0.11 to 0.17" grades */
export function riskInterval(loss: SelectiveLoss, interval: Range): string {
	return formatInterval(interval, loss === 'error' ? {} : { scale: 1, digits: 3 });
}

import { HEADLINE_FIGURES } from '#lib/core/metrics/registry.ts';
import type { UncertainMetric } from '#lib/runtime/compute/uncertainty.ts';
import type { ContrastName } from '#lib/runtime/compute/slice-comparison.ts';
import type { SystemId } from '#lib/study/systems/systems.svelte.ts';

/** Who is compared in slices of the knees, null until chosen, by which measure and against what. */
export interface SlicesView {
	system: SystemId | null;
	metric: UncertainMetric;
	contrast: ContrastName;
}

/** Like with like: most slices hold other grades than the rest. */
export const FIRST_SLICES: SlicesView = {
	system: null,
	metric: 'balancedAccuracy',
	contrast: 'grades'
};

/** "resnet50~accuracy~grades"; null for {@link FIRST_SLICES}. */
export function slicesToAddress({ system, metric, contrast }: SlicesView): string | null {
	const parts = [system ?? '', metric, ...(contrast === 'rest' ? [] : [contrast])];
	const text = parts.join('~');
	return text === '~balancedAccuracy~grades' ? null : text;
}

/** Undoes {@link slicesToAddress}; null where the text says no such thing. What links once left out was the rest. */
export function slicesFromAddress(text: string | null): SlicesView | null {
	if (text === null) return FIRST_SLICES;
	const [system, metric = FIRST_SLICES.metric, contrast = 'rest', ...more] = text.split('~');
	if (!isMetric(metric) || !isContrast(contrast) || more.length > 0) return null;
	return { system: system === '' ? null : system, metric, contrast };
}

function isMetric(text: string): text is UncertainMetric {
	return HEADLINE_FIGURES.some((metric) => metric === text);
}

function isContrast(text: string): text is ContrastName {
	return text === 'rest' || text === 'grades';
}

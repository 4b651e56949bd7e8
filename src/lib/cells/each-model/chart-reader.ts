import type { ChartReader } from '#lib/charts/reader.types.ts';
import type { EnsembleScheme } from '#lib/core/ensemble.ts';
import { ENSEMBLE, type System } from '#lib/notebook/systems.svelte.ts';

/** What each way of combining is called. */
export const SCHEME_TITLES: Readonly<Record<EnsembleScheme, string>> = {
	mean: 'Mean',
	accuracy: 'Accuracy-weighted',
	f1: 'F1-weighted'
};

/** The same inside a sentence: "mean", "accuracy-weighted", "F1-weighted". */
export function schemeInSentence(scheme: EnsembleScheme): string {
	const title = SCHEME_TITLES[scheme];
	return scheme === 'f1' ? title : title.toLowerCase();
}

/** A system's shape, colour and name in charts; an ensemble is named after its scheme. */
export function readerOf(system: System, scheme: EnsembleScheme): ChartReader {
	if (system.id === ENSEMBLE) return { mark: 'ensemble', name: SCHEME_TITLES[scheme] };
	return { mark: system.index, name: system.title };
}

import type { ChartReader } from '#lib/charts/series/reader.types.ts';
import type { EnsembleChoice } from '#lib/study/systems/own-ensemble.ts';
import { ENSEMBLE, type System } from '#lib/study/systems/systems.svelte.ts';

/** What each way of combining is called. */
export const SCHEME_TITLES: Readonly<Record<EnsembleChoice, string>> = {
	mean: 'Mean',
	accuracy: 'Accuracy-weighted',
	f1: 'F1-weighted',
	own: 'Your own'
};

/** The same inside a sentence: "mean", "accuracy-weighted", "F1-weighted", "your own". */
export function schemeInSentence(scheme: EnsembleChoice): string {
	const title = SCHEME_TITLES[scheme];
	return scheme === 'f1' ? title : title.toLowerCase();
}

/** "the mean ensemble", "your own ensemble" */
export function ensembleInSentence(scheme: EnsembleChoice): string {
	return `${scheme === 'own' ? '' : 'the '}${schemeInSentence(scheme)} ensemble`;
}

/** A system's shape, colour and name in charts; an ensemble is named after how it combines. */
export function readerOf(system: System, scheme: EnsembleChoice): ChartReader {
	if (system.id === ENSEMBLE) return { mark: 'ensemble', name: SCHEME_TITLES[scheme] };
	return { mark: system.index, name: system.title };
}

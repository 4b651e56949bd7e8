import { readerOf, SCHEME_TITLES } from './chart-reader.ts';
import type { ChartReader } from '#lib/charts/series/reader.types.ts';
import { comparedSystem, schemeOfId } from '#lib/study/systems/compared-systems.ts';
import {
	isFittedToShown,
	isSetByHand,
	type EnsembleChoice
} from '#lib/study/systems/own-ensemble.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { ENSEMBLE, type SystemId, type Systems } from '#lib/study/systems/systems.svelte.ts';

/** "ResNet50", "Mean ensemble" */
export function comparedName({ systems }: Study, id: SystemId): string {
	const scheme = id === ENSEMBLE ? systems.scheme : schemeOfId(id);
	if (scheme) return `${SCHEME_TITLES[scheme]} ensemble${fittedMark(systems, scheme)}`;
	return systems.get(id)?.title ?? id;
}

/** What stands behind the name of an ensemble that is no longer tested by the knees shown. */
export function fittedMark({ own }: Systems, scheme: EnsembleChoice): string {
	if (scheme !== 'own') return '';
	if (isFittedToShown(own)) return ', fitted to these knees';
	return isSetByHand(own) ? ', weights set by hand while looking at these knees' : '';
}

/** Its shape, colour and name in charts; null where there is no such system. */
export function comparedReader(study: Study, id: SystemId): ChartReader | null {
	const system = comparedSystem(study.systems, id);
	if (!system) return null;
	return { ...readerOf(system, study.systems.scheme), name: comparedName(study, id) };
}

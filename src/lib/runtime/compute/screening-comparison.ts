import { screeningScores } from '#lib/core/metrics/screening.ts';
import { compareAucs, type AucComparison } from '#lib/core/screening/auc-comparison.ts';
import {
	compareSensitivities,
	type SensitivityComparison
} from '#lib/core/screening/sensitivity-at-specificity.ts';
import type { ScreenedSystems } from './screened-systems.ts';

/** The areas of several systems and their differences, see {@link compareAucs}. */
export function areaComparisonOf(systems: ScreenedSystems): AucComparison {
	return compareAucs(casesOf(systems), positiveScores(systems));
}

/** Sensitivities of several systems at equal specificity and their differences, see {@link compareSensitivities}. */
export function sensitivityComparisonOf(
	systems: ScreenedSystems & { specificity: number }
): SensitivityComparison {
	return compareSensitivities(casesOf(systems), positiveScores(systems), systems.specificity);
}

function casesOf({ truth, subjects, positiveFrom }: ScreenedSystems) {
	return { positive: truth.map((label) => label >= positiveFrom), subjects };
}

function positiveScores({ scores, classCount, positiveFrom }: ScreenedSystems): Float64Array[] {
	return scores.map((rows) => screeningScores(rows, classCount, positiveFrom));
}

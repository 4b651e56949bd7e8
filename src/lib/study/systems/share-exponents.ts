import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import { matrixFigures } from '#lib/core/metrics/registry.ts';
import { EXPONENTS, type ExponentFit } from '#lib/core/scores/share-exponent.ts';
import { countsOfRows, sharesOfParts } from './grade-shares.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System } from './systems.svelte.ts';

export const EXPONENT_FIGURES = ['balancedAccuracy', 'accuracy', 'quadraticWeightedKappa'] as const;
export type ExponentFigure = (typeof EXPONENT_FIGURES)[number];

/** The exponent of the shares that the validation knees ask for, of one system. */
export interface SystemExponent {
	system: System;
	/** Validation knees that it was found on. */
	knees: number;
	fit: ExponentFit;
}

/** Validation knees that a system has read; none where they are the very knees judged, or its scores cannot be converted. */
export function exponentRows({ table }: Pick<Study, 'table'>, system: System): number[] {
	if (table.evaluated === 'val' || !system.basis) return [];
	return table.rows('val').filter((row) => system.highest[row] >= 0);
}

/** Why no exponent can be found for any system, in a sentence; null where one can. */
export function whyNoExponent(study: Pick<Study, 'table' | 'systems'>): string | null {
	const { systems, table } = study;
	if (table.evaluated === 'val') {
		return 'The knees judged here are the validation knees themselves: an exponent found on them would be evaluated on the data it was found on.';
	}
	if (table.rows('val').length === 0) {
		return 'This set has no validation knees, and an exponent must not be found on the knees it is judged on.';
	}
	if (systems.all.some((system) => exponentRows(study, system).length > 0)) return null;
	return systems.all.some(({ basis }) => basis)
		? 'No network has read the validation knees yet.'
		: 'It is not known which shares of the grades the scores are for.';
}

/**
 * The exponents of some systems, at the shares of the validation knees themselves; a system of which none can be found is left
 * out.
 */
export async function exponentsOf(
	study: Study,
	systems: readonly System[]
): Promise<readonly SystemExponent[]> {
	const { table, compute } = study;
	const found = await Promise.all(
		systems.map(async (system) => {
			const rows = exponentRows(study, system);
			if (rows.length === 0) return null;
			const { scores, prior } = system.basis!;
			const fit = await compute.fitExponent({
				truth: rows.map((row) => table.grades[row]),
				subjects: rows.map((row) => table.knees[row].subject),
				scores: scores.gather(rows).values,
				shift: { prior, target: sharesOfParts(countsOfRows(table, rows)) }
			});
			return fit && { system, knees: rows.length, fit };
		})
	);
	return found.filter((one) => one !== null);
}

/** Figures of the validation knees with one of the exponents that were tried. */
export function figuresAt(
	{ confusions }: ExponentFit,
	exponent: number
): Record<ExponentFigure, number | null> {
	const confusion = confusions[EXPONENTS.indexOf(exponent)];
	const figures = matrixFigures(costMatrix('linear', confusion.length));
	return Object.fromEntries(
		EXPONENT_FIGURES.map((name) => [name, figures[name](confusion)])
	) as Record<ExponentFigure, number | null>;
}

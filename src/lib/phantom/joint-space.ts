import type { KneeDisease } from './spec.ts';
import type { Compartment } from './truth.ts';

const SMALLEST_MM = 0.1;

/** Minimum joint-space width of each compartment, mm: what narrowing leaves of the healthy width, at least 0.1. */
export function jointSpaceMm({
	healthyMm,
	narrowing
}: Pick<KneeDisease, 'healthyMm' | 'narrowing'>): Record<Compartment, number> {
	const width = (c: Compartment) => Math.max(SMALLEST_MM, healthyMm[c] * (1 - narrowing[c]));
	return { medial: width('medial'), lateral: width('lateral') };
}

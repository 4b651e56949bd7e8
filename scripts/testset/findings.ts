import type { KneeTruth } from '../../src/lib/core/records/test-set.ts';

/** What an auxiliary head learns in training, in the order of {@link findingsOf}. */
export const FINDINGS = [
	'osteophyte 1 (mm)',
	'osteophyte 2 (mm)',
	'osteophyte 3 (mm)',
	'osteophyte 4 (mm)',
	'5 x narrowing',
	'3 x sclerosis',
	'attrition (mm)'
] as const;

/** The drawn signs of a knee as numbers of about unit size: osteophytes largest first, else the worse side. */
export function findingsOf({
	osteophytes,
	narrowing,
	sclerosis,
	attritionMm
}: Pick<KneeTruth, 'osteophytes' | 'narrowing' | 'sclerosis' | 'attritionMm'>): number[] {
	const sizes = osteophytes.map(({ mm }) => mm).sort((a, b) => b - a);
	return [
		...Array.from({ length: 4 }, (_, place) => sizes[place] ?? 0),
		5 * Math.max(narrowing.medial, narrowing.lateral),
		3 * Math.max(sclerosis.medial, sclerosis.lateral),
		Math.max(attritionMm.medial, attritionMm.lateral)
	];
}

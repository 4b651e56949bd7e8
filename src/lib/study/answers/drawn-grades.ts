import type { KneeTruth } from '#lib/core/records/test-set.ts';
import { findings, gradeFindings } from '#lib/phantom/sample/reader.ts';
import type { KneeDisease } from '#lib/phantom/spec.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** What else is known of a phantom's grade than its label. */
export interface DrawnGrades {
	/** An independent second reading of the same knee. */
	secondReader: number;
	/** What the drawn signs give by the rule, without any reader's noise. */
	signs: number;
}

export function drawnGrades(truth: KneeTruth): DrawnGrades {
	const sizes = truth.osteophytes.map(({ site, mm }) => [site, mm] as const);
	const disease = {
		osteophyteMm: Object.fromEntries(sizes) as KneeDisease['osteophyteMm'],
		narrowing: truth.narrowing,
		sclerosis: truth.sclerosis,
		attritionMm: truth.attritionMm
	};
	return {
		secondReader: truth.secondReaderGrade,
		signs: gradeFindings(findings(disease))
	};
}

/**
 * Of every row; null for a real knee.
 *
 * @throws Error naming the file when it cannot be fetched or is damaged
 */
export async function drawnGradesOf(
	study: Pick<Study, 'truthOf'>,
	rows: readonly number[]
): Promise<Map<number, DrawnGrades | null>> {
	return new Map(
		await Promise.all(
			rows.map(async (row) => {
				const truth = await study.truthOf(row);
				return [row, truth && drawnGrades(truth)] as const;
			})
		)
	);
}

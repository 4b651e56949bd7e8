import { formatPercent } from '#lib/core/text/format.ts';
import type { Screening } from '#lib/core/metrics/screening.ts';
import type { Table, TableCell } from '#lib/core/text/table.ts';
import type { ScreeningOutcome } from '#lib/study/answers/screened-knees.ts';
import type {
	ScreeningShare,
	ScreeningUncertainty
} from '#lib/study/answers/screening-intervals.svelte.ts';

/** What is screened for, in charts and sentences. */
export const SCREENED = 'KL 2 and above';

/** The shares of a screening, in the order in which they stand. */
export const SHARES: readonly { id: ScreeningShare; label: string; means: string }[] = [
	{ id: 'sensitivity', label: 'Sensitivity', means: 'of knees with KL 2 and above, found' },
	{ id: 'specificity', label: 'Specificity', means: 'of knees below KL 2, called negative' },
	{
		id: 'positivePredictiveValue',
		label: 'Positive predictive value',
		means: 'of positive knees, with KL 2 and above'
	},
	{
		id: 'negativePredictiveValue',
		label: 'Negative predictive value',
		means: 'of negative knees, below KL 2'
	}
];

/** The four counts of a screening; each opens its knees. */
export function outcomeCounts(
	at: Screening
): { outcome: ScreeningOutcome; count: number; label: string }[] {
	return [
		{ outcome: 'found', count: at.truePositives, label: 'found (true positive)' },
		{ outcome: 'missed', count: at.falseNegatives, label: 'missed (false negative)' },
		{ outcome: 'alarm', count: at.falsePositives, label: 'false alarm (false positive)' },
		{ outcome: 'passed', count: at.trueNegatives, label: 'cleared (true negative)' }
	];
}

/** What a file calls an outcome where that is older than the label on the page. */
const SAVED_LABELS: Partial<Record<ScreeningOutcome, string>> = {
	alarm: 'falsely called (false positive)',
	passed: 'passed (true negative)'
};

/** Share of the knees with KL 2 and above among those screened: prevalence. */
export function prevalenceText(at: Screening): string {
	const diseased = at.truePositives + at.falseNegatives;
	const all = diseased + at.falsePositives + at.trueNegatives;
	return all === 0 ? '' : formatPercent(diseased / all);
}

/** Shares with intervals and counts, for As table and CSV. */
export function screeningRows(
	name: string,
	at: Screening,
	intervals: ScreeningUncertainty | null,
	area: number | null
): TableCell[][] {
	const row = (
		measure: string,
		value: number | null,
		interval: { lower: number; upper: number } | null = null
	): TableCell[] => [name, measure, value, interval?.lower ?? null, interval?.upper ?? null];
	return [
		row('threshold', at.threshold),
		row('area under the ROC curve', area, intervals?.area),
		...SHARES.map(({ id, label }) => row(label.toLowerCase(), at[id], intervals?.[id])),
		...outcomeCounts(at).map(({ outcome, count, label }) =>
			row(`knees ${SAVED_LABELS[outcome] ?? label}`, count)
		)
	];
}

/** One figure a row. */
export function figureTable(caption: string, rows: Table['rows']): Table {
	return {
		caption,
		columns: [
			{ label: 'reader' },
			{ label: 'measure' },
			{ label: 'value', numeric: true },
			{ label: 'lower 95%', numeric: true },
			{ label: 'upper 95%', numeric: true }
		],
		rows
	};
}

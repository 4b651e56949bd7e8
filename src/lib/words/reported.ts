import { formatCount, formatPercent } from '#lib/core/text/format.ts';
import {
	ORIGINAL_REPORT,
	type ReportedResult,
	type ReportedSystem
} from '#lib/core/records/original-report.ts';

export interface ReportedOn {
	result: ReportedResult;
	/** e.g. "826 real validation knees" */
	knees: string;
}

/** What the original reports for a system, validation first; empty where it reports nothing. */
export function reportedFor(system: ReportedSystem): ReportedOn[] {
	const test = ORIGINAL_REPORT.test[system];
	return [
		{ result: ORIGINAL_REPORT.val[system], knees: kneesOf('val', 'validation') },
		...(test ? [{ result: test, knees: kneesOf('test', 'test') }] : [])
	];
}

/** A reported share with the digits it was printed with: 0.67 -> "67%", 0.7143286 -> "71.4%". */
export function reportedPercent(share: number): string {
	const percent = 100 * share;
	return formatPercent(share, Math.abs(percent - Math.round(percent)) < 1e-9 ? 0 : 1);
}

function kneesOf(split: 'val' | 'test', name: string): string {
	const count = ORIGINAL_REPORT.classCounts[split].reduce((sum, knees) => sum + knees, 0);
	return `${formatCount(count)} real ${name} knees`;
}

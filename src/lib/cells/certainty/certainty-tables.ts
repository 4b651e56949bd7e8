import { binRange } from '#lib/charts/reliability-text.ts';
import type { Table, TableCell } from '#lib/core/table.ts';
import type { Range } from '#lib/core/wilson-interval.ts';
import { CALIBRATION_MEASURES } from '#lib/notebook/certainty-readings.ts';
import { MEASURES } from './certainty-figures.ts';
import { outcomeWords } from './certainty-words.ts';
import type { SelectiveGradings } from './selective-grading.svelte.ts';
import type { ShownCertainty } from './shown-certainty.svelte.ts';

const numeric = (label: string) => ({ label, numeric: true });
const INTERVAL = [numeric('Lower 95%'), numeric('Upper 95%')];

/** Every bin with knees of every diagram, as shown; shares are 0-1. */
export function binsTable({ systems, study }: ShownCertainty): Table {
	const { foretold, scaled } = study.view.certainty;
	const of = foretold === 'top' ? 'the likeliest grade' : `grade ${foretold}`;
	return {
		caption: `Probability of ${of} ${scaled ? 'after' : 'before'} temperature scaling, by bin`,
		columns: [
			{ label: 'Reader' },
			{ label: 'Bin' },
			numeric('Knees'),
			numeric('Mean probability'),
			numeric(`Share ${outcomeWords(foretold)}`),
			...INTERVAL
		],
		rows: systems.flatMap(({ reader, bins }) =>
			bins
				.filter(({ knees }) => knees > 0)
				.map((bin) => [
					reader.name,
					binRange(bin),
					bin.knees,
					bin.probability,
					bin.share,
					...ends(bin.interval)
				])
		)
	};
}

/** Temperature, log loss and calibration errors before and after; errors are 0-1. */
export function calibrationTable({ systems, figures, intervals }: ShownCertainty): Table {
	return {
		caption: 'Calibration before and after temperature scaling, and the change, paired',
		columns: [
			{ label: 'Reader' },
			{ label: 'Probabilities' },
			numeric('Temperature'),
			{ label: 'Measure' },
			numeric('Value'),
			...INTERVAL
		],
		rows: systems.flatMap(({ reader, fit }, s) => {
			const known = intervals.value?.[s];
			const { before, after } = figures[s];
			return CALIBRATION_MEASURES.flatMap((measure) => {
				const title = MEASURES[measure].title.replace(', points', '');
				const row = (
					which: string,
					temperature: number | null,
					value: number | null,
					interval: Range | null | undefined
				): TableCell[] => [reader.name, which, temperature, title, value, ...ends(interval)];
				const first = row('before', 1, before[measure], known?.before[measure]);
				if (!after || !fit) return [first];
				const change = known?.change?.[measure];
				return [
					first,
					row('after', fit.temperature, after[measure], known?.after?.[measure]),
					row('after minus before', null, change?.estimate ?? null, change)
				];
			});
		})
	};
}

/** What is read off at the coverage chosen; shares are 0-1. */
export function surestTable(shown: ShownCertainty, { systems }: SelectiveGradings): Table {
	const { coverage, loss } = shown.study.view.certainty;
	return {
		caption: `Only the surest ${coverage}% graded`,
		columns: [
			{ label: 'Reader' },
			numeric('Least confidence'),
			numeric('Graded'),
			numeric('Left out'),
			numeric('Mistakes'),
			numeric(loss === 'error' ? 'Share wrong' : 'Mean error in grades'),
			...INTERVAL
		],
		rows: systems.map(({ of, at, interval, leftOut, mistakes }) => [
			of.reader.name,
			at.threshold,
			at.knees,
			leftOut.length,
			mistakes.length,
			at.risk,
			...ends(interval)
		])
	};
}

/** Both ends of an interval as fields of a table; null where it is not known. */
export function ends(interval: Range | null | undefined): TableCell[] {
	return [interval?.lower ?? null, interval?.upper ?? null];
}

import { binRange } from '#lib/charts/curves/reliability-text.ts';
import type { Table, TableCell } from '#lib/core/text/table.ts';
import { calibrationTable, ends } from './certainty-tables.ts';
import { temperatureOf, WAY_TITLES } from '#lib/words/certainty-figures.ts';
import { outcomeWords } from './certainty-words.ts';
import type { SelectiveGradings } from './selective-grading.svelte.ts';
import type { ShownCertainty } from './shown-certainty.svelte.ts';

/** One figure a row: what the cell's CSV holds. Shares and probabilities are 0-1. */
export function certaintyCsvTable(shown: ShownCertainty, gradings: SelectiveGradings): Table {
	return {
		caption: 'Calibration',
		columns: [
			{ label: 'reader' },
			{ label: 'probabilities' },
			{ label: 'temperature', numeric: true },
			{ label: 'measure' },
			{ label: 'value', numeric: true },
			{ label: 'lower 95%', numeric: true },
			{ label: 'upper 95%', numeric: true },
			{ label: 'knees', numeric: true },
			{ label: 'where' }
		],
		rows: [
			...calibrationTable(shown).rows.map((row) => [...row, shown.all.rows.length, null]),
			...binRows(shown),
			...surestRows(shown, gradings)
		]
	};
}

function binRows({ systems, study }: ShownCertainty): TableCell[][] {
	const { foretold } = study.view.certainty;
	const of = foretold === 'top' ? 'likeliest grade' : `grade ${foretold}`;
	return systems.flatMap((one) =>
		one.bins
			.filter(({ knees }) => knees > 0)
			.flatMap((bin) => [
				[
					...head(one),
					`mean probability of the ${of}`,
					bin.probability,
					...ends(null),
					bin.knees,
					binRange(bin)
				],
				[
					...head(one),
					`share ${outcomeWords(foretold)}`,
					bin.share,
					...ends(bin.interval),
					bin.knees,
					binRange(bin)
				]
			])
	);
}

function surestRows({ study }: ShownCertainty, { systems }: SelectiveGradings): TableCell[][] {
	const { coverage, loss } = study.view.certainty;
	const where = `surest ${coverage}%`;
	const measure = loss === 'error' ? 'share wrong' : 'mean error in grades';
	return systems.flatMap(({ of, at, curve, interval, leftOut, mistakes, ...whole }) => [
		[...head(of), measure, at.risk, ...ends(interval), at.knees, where],
		[...head(of), 'least confidence', at.threshold, ...ends(null), at.knees, where],
		[...head(of), 'knees read wrongly', mistakes.length, ...ends(null), at.knees, where],
		[...head(of), 'knees left out', leftOut.length, ...ends(null), at.knees, where],
		[
			...head(of),
			`${measure}, area under the curve`,
			curve.area,
			...ends(whole.areaInterval),
			null,
			null
		],
		[...head(of), `${measure}, lowest area possible`, curve.lowestArea, ...ends(null), null, null],
		[
			...head(of),
			loss === 'error' ? 'share graded at 10% wrong' : 'share graded at 0.1 grades off',
			whole.coverage,
			...ends(whole.coverageInterval),
			null,
			null
		]
	]);
}

function head(of: ShownCertainty['systems'][number]): TableCell[] {
	return [of.reader.name, WAY_TITLES[of.way], temperatureOf(of, of.way)?.temperature ?? 1];
}

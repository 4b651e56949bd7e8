import { binRange } from '#lib/charts/curves/reliability-text.ts';
import type { Table, TableCell } from '#lib/core/text/table.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';
import { CALIBRATION_MEASURES, CALIBRATION_WAYS } from '#lib/study/readings/certainty-readings.ts';
import {
	MEASURES,
	temperatureOf,
	WAY_TITLES,
	WEIGHTED_TITLE
} from '#lib/words/certainty-figures.ts';
import { outcomeWords, scaledWords } from './certainty-words.ts';
import type { SelectiveGradings } from './selective-grading.svelte.ts';
import type { ShownCertainty } from './shown-certainty.svelte.ts';

const numeric = (label: string) => ({ label, numeric: true });
const INTERVAL = [numeric('Lower 95%'), numeric('Upper 95%')];

/** Every bin with knees of every diagram, as shown; shares are 0-1. */
export function binsTable({ systems, study }: ShownCertainty): Table {
	const { foretold } = study.view.certainty;
	const of = foretold === 'top' ? 'the likeliest grade' : `grade ${foretold}`;
	return {
		caption: `Probability of ${of}${scaledWords(study) || ', scores as read'}, by bin`,
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

/** Temperature, proper scores and calibration errors in every way, and their changes, paired; errors are 0-1. */
export function calibrationTable({ systems, points, calibration }: ShownCertainty): Table {
	return {
		caption:
			'Calibration by how probabilities are made of the scores, and the change from as read, paired',
		columns: [
			{ label: 'Reader' },
			{ label: 'Probabilities' },
			numeric('Temperature'),
			{ label: 'Measure' },
			numeric('Value'),
			...INTERVAL
		],
		rows: systems.flatMap((one, s) => {
			const known = calibration.value?.[s];
			return CALIBRATION_MEASURES.flatMap((measure) => {
				const title = MEASURES[measure].title.replace(', points', '');
				const row = (
					which: string,
					temperature: number | null,
					value: number | null,
					interval: Range | null | undefined
				): TableCell[] => [one.reader.name, which, temperature, title, value, ...ends(interval)];
				const ways = CALIBRATION_WAYS.flatMap((way) => {
					const values = points[s][way];
					if (!values) return [];
					const estimate = known?.ways[way]?.[measure];
					const temperature = temperatureOf(one, way)?.temperature ?? 1;
					return [
						row(WAY_TITLES[way], temperature, values[measure], estimate?.interval),
						...(estimate?.change
							? [
									row(
										`${WAY_TITLES[way]} minus as read`,
										null,
										estimate.change.estimate,
										estimate.change
									)
								]
							: [])
					];
				});
				const weighted = known?.weighted?.[measure];
				return [
					...ways,
					...(weighted ? [row(WEIGHTED_TITLE, 1, weighted.value, weighted.interval)] : [])
				];
			});
		})
	};
}

/** Temperatures fitted on validation knees. */
export function temperaturesTable({ systems }: ShownCertainty): Table {
	return {
		caption: 'Temperatures fitted on validation knees',
		columns: [
			{ label: 'Reader' },
			{ label: 'Probabilities' },
			numeric('Validation knees'),
			numeric('Temperature'),
			...INTERVAL
		],
		rows: systems.flatMap((one) =>
			(['temperature', 'both'] as const).flatMap((way) => {
				const fit = one.fits[way];
				if (!fit) return [];
				return [
					[one.reader.name, WAY_TITLES[way], one.fittedOn, fit.temperature, ...ends(fit.interval)]
				];
			})
		)
	};
}

/** What is read off at the coverage chosen, and of the whole curve; shares are 0-1. */
export function surestTable(shown: ShownCertainty, { systems }: SelectiveGradings): Table {
	const { coverage, loss } = shown.study.view.certainty;
	return {
		caption: `Only the most confident ${coverage}% graded`,
		columns: [
			{ label: 'Reader' },
			numeric('Least confidence'),
			numeric('Graded'),
			numeric('Left out'),
			numeric('Mistakes'),
			numeric(loss === 'error' ? 'Share wrong' : 'Mean error in grades'),
			...INTERVAL,
			numeric('Area under the curve (AURC)'),
			numeric('AURC, lower 95%'),
			numeric('AURC, upper 95%'),
			numeric('Lowest AURC possible'),
			numeric(loss === 'error' ? 'Graded at 10% wrong' : 'Graded at 0.1 grades off'),
			numeric('Graded, lower 95%'),
			numeric('Graded, upper 95%')
		],
		rows: systems.map(
			({
				of,
				at,
				curve,
				interval,
				areaInterval,
				coverage,
				coverageInterval,
				leftOut,
				mistakes
			}) => [
				of.reader.name,
				at.threshold,
				at.knees,
				leftOut.length,
				mistakes.length,
				at.risk,
				...ends(interval),
				curve.area,
				...ends(areaInterval),
				curve.lowestArea,
				coverage,
				...ends(coverageInterval)
			]
		)
	};
}

/** Both ends of an interval as fields of a table; null where it is not known. */
export function ends(interval: Range | null | undefined): TableCell[] {
	return [interval?.lower ?? null, interval?.upper ?? null];
}

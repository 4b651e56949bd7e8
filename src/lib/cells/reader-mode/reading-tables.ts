import { systemWords } from '#lib/words/selection-words.ts';
import { HEADLINE_FIGURES, metricOf } from '#lib/core/metrics/registry.ts';
import { shortFigureTitle } from '#lib/words/figure-words.ts';
import type { Table } from '#lib/core/text/table.ts';
import type { ReaderMode } from '#lib/study/reader-mode/reader-mode.svelte.ts';
import type { ReadingResult, SameKnees } from '#lib/study/reader-mode/reading-result.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { UncertainMetric } from '#lib/study/systems/system-estimates.ts';
import { comparedReader, YOU } from './reader-words.ts';

/** Those that allow for the order of the grades come first: a reader is mostly one grade off. */
export const FIGURES: readonly (readonly [UncertainMetric, string])[] = [
	...HEADLINE_FIGURES.filter((metric) => metricOf(metric).ordinalOnly),
	...HEADLINE_FIGURES.filter((metric) => !metricOf(metric).ordinalOnly)
].map((metric) => [metric, shortFigureTitle(metric)]);

/** The visitor's, every network's and the ensemble's figures on the same knees, in full precision. */
export function figuresTable(study: Study, result: ReadingResult): Table {
	const readers: readonly (SameKnees | null)[] = [null, ...result.others];
	return {
		caption: `You and the networks on the same ${result.rows.length} knees, with 95% intervals`,
		columns: [
			{ label: 'Reader' },
			...FIGURES.flatMap(([, label]) => [
				{ label, numeric: true },
				{ label: `${label}, lower`, numeric: true },
				{ label: `${label}, upper`, numeric: true }
			]),
			{ label: 'Reads as you do', numeric: true }
		],
		rows: readers.map((of) => [
			of ? comparedReader(of, study.systems).name : YOU.name,
			...FIGURES.flatMap(([metric]) => {
				const { value, interval } = result.estimate(of, metric);
				return [value, interval?.lower ?? null, interval?.upper ?? null];
			}),
			of ? of.agreeing : result.rows.length
		])
	};
}

/** Every knee of a reading in the order of reading: label, own grade, and what networks and ensemble read. */
export function readingTable(study: Study, mode: ReaderMode): Table {
	const { table, systems } = study;
	const { count, seed } = mode.plan!;
	const all = systems.all;
	return {
		caption: `Your reading of ${count} knees with seed ${seed}`,
		columns: [
			{ label: 'Film', numeric: true },
			{ label: 'Knee' },
			{ label: 'Subject' },
			{ label: 'Side' },
			{ label: 'True grade', numeric: true },
			{ label: 'Your grade', numeric: true },
			...all.map((system) => ({
				label: `${systemWords(study, system.id)} read as`,
				numeric: true
			})),
			{ label: 'Seed', numeric: true },
			{ label: 'Test set' }
		],
		rows: mode.rows.map((row, i) => {
			const { id, subject, side, grade } = table.knees[row];
			return [
				i + 1,
				id,
				subject,
				side,
				grade,
				mode.grades[i],
				...all.map(({ predictions }) => (predictions[row] < 0 ? null : predictions[row])),
				seed,
				table.manifest.fingerprint
			];
		})
	};
}

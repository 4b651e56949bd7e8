import { kneesText } from './knees-text.ts';
import { systemWords } from './selection-words.ts';
import type { ReferenceLine } from '#lib/charts/bars/ValueChart.svelte';
import type { MatrixFigure } from '#lib/core/metrics/registry.ts';
import type { PairedComparison } from '#lib/core/comparison/paired-comparison.ts';
import type { Table } from '#lib/core/text/table.ts';
import { REFERENCES, type KnownReferences } from '#lib/study/answers/reference-grades.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { ENSEMBLE } from '#lib/study/systems/systems.svelte.ts';
import {
	differenceIntervalText,
	differenceText,
	figureInSentence,
	figureIntervalText,
	figureText,
	figureTitle
} from './figure-words.ts';
import { NOT_SIGNIFICANT, testText } from './verdict-words.ts';

type Reference = (typeof REFERENCES)[number];

const TITLES: Readonly<Record<Reference, string>> = {
	secondReader: 'Second reader (simulated)',
	signs: 'Grade of the drawn signs'
};
const IN_SENTENCE: Readonly<Record<Reference, string>> = {
	secondReader: 'the second reader',
	signs: 'the grade of the drawn signs'
};

/** What the two references are. */
export const REFERENCES_TEXT =
	'The labels of these synthetic knees are those of a simulated reader who makes errors. A second simulated reader, with errors of its own, graded the same knees: its metrics against the label show how well two such readers agree. The grade of the drawn signs is what the drawing shows, without any reader’s error: its metrics against these labels are those of a perfect grading of the drawing, about the best that can be expected.';

/** The references as lines. */
export function referenceLines({ name, figure }: KnownReferences): ReferenceLine[] {
	const { estimates, intervals } = figure;
	return REFERENCES.map((reference, i) => ({
		label: TITLES[reference],
		value: estimates[i],
		interval: intervals[i],
		text: `${figureText(name, estimates[i])} (${figureIntervalText(name, intervals[i])})`
	}));
}

/** How the chosen ensemble compares with each of the references, in a sentence. */
export function referenceAnswer(study: Study, { name, knees, figure }: KnownReferences): string {
	const who = systemWords(study, ENSEMBLE);
	const parts = figure.comparisons.map(
		(pair, i) => `${verdictWords(pair, name)} ${IN_SENTENCE[REFERENCES[i]]}${details(pair, name)}`
	);
	return `By ${figureInSentence(name)} on ${kneesText(knees)}, ${who} ${parts.join('; it ')}.`;
}

function verdictWords({ verdict }: PairedComparison, name: MatrixFigure): string {
	const words: Readonly<Record<PairedComparison['verdict'], string>> = {
		'first better': 'is better than',
		'second better': 'is worse than',
		'not significant': 'does not differ significantly from',
		borderline: 'is, borderline, different from',
		unknown: `has no ${figureInSentence(name)} to compare with`
	};
	return words[verdict];
}

function details(pair: PairedComparison, name: MatrixFigure): string {
	const { difference, adjusted, test, verdict } = pair;
	if (!difference || !test) return '';
	const interval = adjusted
		? `, adjusted 95% interval ${differenceIntervalText(name, adjusted)}`
		: '';
	return ` (${differenceText(name, difference.estimate)}${interval}, ${testText(test, verdict)})`;
}

/** The references, in full precision; shares are 0-1. */
export function referencesTable(study: Study, { name, knees, figure }: KnownReferences): Table {
	const numeric = (label: string) => ({ label, numeric: true });
	return {
		caption: `${figureTitle(name)} of references on ${knees} synthetic knees, against the label, and ${systemWords(study, ENSEMBLE)} minus each; shares are 0 to 1`,
		columns: [
			{ label: 'Reference' },
			numeric('Value'),
			numeric('Lower 95%'),
			numeric('Upper 95%'),
			numeric('Ensemble minus it'),
			numeric('Lower 95%, adjusted'),
			numeric('Upper 95%, adjusted'),
			numeric('p, adjusted'),
			{ label: 'Verdict' }
		],
		rows: REFERENCES.map((reference, i) => {
			const { estimates, intervals, comparisons } = figure;
			const { difference, adjusted, test, verdict } = comparisons[i];
			return [
				TITLES[reference],
				estimates[i],
				intervals[i]?.lower ?? null,
				intervals[i]?.upper ?? null,
				difference?.estimate ?? null,
				adjusted?.lower ?? null,
				adjusted?.upper ?? null,
				test?.adjusted ?? null,
				{
					'first better': 'ensemble better',
					'second better': 'ensemble worse',
					'not significant': NOT_SIGNIFICANT,
					borderline: 'borderline',
					unknown: 'unknown'
				}[verdict]
			];
		})
	};
}

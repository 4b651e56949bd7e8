import {
	differenceIntervalText,
	differenceText,
	differenceTick,
	figureInSentence
} from '#lib/words/figure-words.ts';
import { referencesTable, REFERENCES_TEXT } from '#lib/words/reference-words.ts';
import { kneesText } from '#lib/words/knees-text.ts';
import { pairsSvg } from '#lib/charts/intervals/pairs-svg.ts';
import { CALIBRATION_BINS } from '#lib/core/metrics/calibration.ts';
import { LEAST_DIFFERING } from '#lib/core/statistics/clustered-mcnemar.ts';
import { formatP, UNKNOWN } from '#lib/core/text/format.ts';
import { metricOf, type FigureName } from '#lib/core/metrics/registry.ts';
import { escapeMarkup } from '#lib/core/text/markup.ts';
import {
	allFiguresTable,
	calibrationTable,
	differenceTables,
	gradesTable,
	mcnemarTable
} from './answer-tables.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { Answer, CalibrationAnswer, HeadlineAnswer, ReportAnswers } from './report-answers.ts';
import { htmlTable, paragraph, section, type ReportSection } from './report-markup.ts';

/** The numbers of every system and of every grade. @param plain tables of what is known without the worker */
export function numbersSection(
	study: Study,
	{ headline, grades, references }: ReportAnswers,
	plain: string
): ReportSection {
	return section(
		'numbers',
		'Results',
		...said(headline, (known) => [
			htmlTable(allFiguresTable(known)),
			...paragraphs(known.shares, rescaledText(known))
		]),
		...(references === null
			? []
			: said(references, (known) => [
					htmlTable(referencesTable(study, known)),
					paragraph(REFERENCES_TEXT)
				])),
		...said(grades, (known) => known.map((one) => htmlTable(gradesTable(one, study.scale)))),
		...(headline === null || headline instanceof Error ? [plain] : [])
	);
}

/** Every two systems compared; the picture is of one figure. */
export function differencesSection({ headline }: ReportAnswers, figure: FigureName): ReportSection {
	return section(
		'differences',
		'Model comparison',
		...said(headline, (known) =>
			known.figures.accuracyTests.length === 0
				? [paragraph('There is nothing to compare: only one system has read any knee.')]
				: [
						differencesFigure(known, figure),
						...differenceTables(known).map(htmlTable),
						htmlTable(mcnemarTable(known)),
						paragraph(
							`McNemar’s test for clustered data (Obuchowski 1998), adjusted by Holm’s method, is given where ${LEAST_DIFFERING} subjects or more differ. The verdicts above are those of the exchange test.`
						)
					]
		)
	);
}

export function calibrationSection({ calibration }: ReportAnswers): ReportSection {
	return section(
		'calibration',
		'Calibration',
		...said(calibration, (known) => [
			paragraph(
				`ECE is the mean distance between the stated probability and the observed share over ${CALIBRATION_BINS} bins of equal width, weighted by their knees: for the likeliest grade, and class-wise as the mean over the grades. It is biased upwards and has no interval here; those of log loss and Brier score take shares and temperatures as known. Scores that do not sum to 1 are divided by their sum first.`
			),
			paragraph(known.shares),
			paragraph(temperaturesText(known)),
			htmlTable(calibrationTable(known))
		])
	);
}

function temperaturesText({ systems, unscaled }: CalibrationAnswer): string {
	if (unscaled) return unscaled;
	const fitted = systems
		.filter(({ fits }) => fits.temperature !== null)
		.map(({ name, fittedOn }) => `${name} ${kneesText(fittedOn)}`);
	return `Temperatures are fitted by log loss on validation knees, which are not among those judged here: ${fitted.join(', ')}; with shares, at those of these validation knees. Their intervals are from a sandwich variance clustered by subject.`;
}

function differencesFigure({ names, figures }: HeadlineAnswer, figure: FigureName): string {
	const name = `Paired differences of ${figureInSentence(figure)} with adjusted 95% intervals, ${kneesText(figures.knees)}`;
	const svg = pairsSvg(
		{
			name,
			pairs: figures.figures[figure].comparisons.map(
				({ first, second, difference, adjusted, test, verdict }) => ({
					name: `${names[first]} minus ${names[second]}`,
					difference: difference && adjusted && { ...adjusted, value: difference.estimate },
					text:
						difference && adjusted && test
							? `${differenceText(figure, difference.estimate)} (${differenceIntervalText(figure, adjusted)}), ${formatP(test.adjusted)}`
							: UNKNOWN,
					significant: verdict === 'first better' || verdict === 'second better'
				})
			),
			lowerIsBetter: metricOf(figure).better === 'lower',
			tick: (difference) => differenceTick(figure, difference).replace(/\.0$/, '')
		},
		'light'
	);
	return `<figure class="wide">\n${svg}<figcaption>${escapeMarkup(name)}. Hollow: no significant difference, or borderline. p is adjusted for all pairs.</figcaption>\n</figure>`;
}

function rescaledText({ names, figures: { rescaled } }: HeadlineAnswer): string {
	const some = names.filter((_, place) => rescaled[place]);
	if (some.length === 0) return '';
	return `The scores of ${new Intl.ListFormat('en-GB').format(some)} do not sum to 1. Probabilities of a knee are divided by their sum; the AUC uses the scores as they are.`;
}

function paragraphs(...texts: string[]): string[] {
	return texts.filter((text) => text !== '').map(paragraph);
}

/** The parts of an answer, or why there is none. */
function said<Value>(answer: Answer<Value>, parts: (value: Value) => string[]): string[] {
	if (answer === null) return [paragraph('There is no knee that all systems have read.')];
	if (answer instanceof Error) {
		return [
			paragraph(
				`These metrics could not be computed when this report was written. ${answer.message}`
			)
		];
	}
	return parts(answer);
}

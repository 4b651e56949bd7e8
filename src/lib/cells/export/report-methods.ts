import { COST_WORDS, figureMeans, figureTitle } from '#lib/words/figure-words.ts';
import { RULE_DEFINITIONS, ruleInSentence, ruleNumbers } from '#lib/words/rule-words.ts';
import { comparedName } from '#lib/words/compared-names.ts';
import { WAY_DEFINITIONS, weightsText } from '#lib/words/scheme-text.ts';
import { kneesText } from '#lib/words/knees-text.ts';
import { MOST_UNDEFINED } from '#lib/core/statistics/bootstrap.ts';
import { ENSEMBLE_SCHEMES } from '#lib/core/combine/ensemble.ts';
import { FIRST_EXCHANGES, MOST_EXCHANGES } from '#lib/core/comparison/exchange-test.ts';
import { formatCount } from '#lib/core/text/format.ts';
import { FIGURE_NAMES } from '#lib/core/metrics/registry.ts';
import { figureCosts } from '#lib/study/answers/figure-costs.ts';
import { ensembleId } from '#lib/study/systems/compared-systems.ts';
import type { ExportedFigures } from '#lib/study/export/exported-figures.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { ownEnsembleText } from './own-ensemble-text.ts';
import { weightedIds, weightsTable } from './report-figures.ts';
import { facts, htmlTable, paragraph } from './report-markup.ts';

/** How grades, ensembles and figures are made, as HTML; {@link intervalsText} belongs below it. */
export function methodsParts(study: Study, figures: ExportedFigures): string {
	const own = ownEnsembleText(study);
	return [
		paragraph(ruleText(study, figures)),
		'<h3>Ensembles</h3>',
		facts([
			...ENSEMBLE_SCHEMES.map(
				(scheme) => [comparedName(study, ensembleId(scheme)), WAY_DEFINITIONS[scheme]] as const
			),
			...(own ? [[comparedName(study, ensembleId('own')), own] as const] : [])
		]),
		paragraph(
			`Chosen on the page: ${comparedName(study, ensembleId(study.systems.scheme))}. Weights: ${weightsText(study)}`
		),
		...weightedIds(figures).map((id) => htmlTable(weightsTable(study, figures, id))),
		'<h3>Metrics</h3>',
		facts(
			FIGURE_NAMES.map((name) => [
				figureTitle(name),
				name === 'expectedCost' ? costText(study) : figureMeans(name, study.table.classCount)
			])
		)
	].join('\n');
}

/** What the intervals are and how two systems are compared. */
export function intervalsText(bootstrap: ExportedFigures['bootstrap']): string {
	return bootstrap
		? `Intervals are 95% intervals, from the 2.5th to the 97.5th percentile of ${formatCount(bootstrap.resamples)} bootstrap resamples (seed ${bootstrap.seed}, xoshiro128**). Subjects are drawn with replacement, each with all of their knees: ${formatCount(bootstrap.subjects)} subjects with ${kneesText(bootstrap.knees)}. All systems see the same resamples. Where no resample differs, or more than ${100 * MOST_UNDEFINED}% of them leave the metric undefined (the AUC: without a knee of one of the grades), the interval is unknown. Two systems are compared by an exchange (permutation) test of the metric itself: their predictions are exchanged subject by subject, in all ways where few subjects differ, else in ${formatCount(FIRST_EXCHANGES)} ways drawn at random, for the metric shown on the page in ${formatCount(MOST_EXCHANGES)}; for the AUC the ranks of the scores are exchanged. p is adjusted for all pairs of that metric by step-down min-P (Westfall and Young), the same exchanges for all pairs; one system is better where the adjusted p is below .05, and the verdict is borderline where its 99% Monte-Carlo interval contains .05. The adjusted interval of a difference is the difference, plus and minus its standard error under exchange times the critical value of the adjusted test. p is not adjusted for the choice among several metrics, filters, rules, costs or ensembles. Shares of a matrix, and with them the recall and precision of a grade and the shares of a screening, have Wilson’s interval at Kish’s effective number of knees.`
		: 'Intervals were not known when this report was written.';
}

function ruleText(study: Study, { systems }: ExportedFigures): string {
	const { rule } = study.systems;
	if (rule.kind === 'argmax') return `${RULE_DEFINITIONS.argmax} The lowest grade wins a tie.`;
	const changed = systems
		.filter(({ otherThanHighest }) => otherThanHighest > 0)
		.map(
			({ id, otherThanHighest }) => `${comparedName(study, id)} ${formatCount(otherThanHighest)}`
		);
	return `Grades are read by ${ruleInSentence(rule)}, not by the highest score. ${[RULE_DEFINITIONS[rule.kind], ruleNumbers(study.scale, study.systems.decisionRule)].filter(Boolean).join(' ')} Knees whose grade this changes: ${changed.join(', ') || 'none'}.`;
}

function costText(study: Study): string {
	return `Mean cost of a prediction; a mistake costs ${COST_WORDS[figureCosts(study).choice]}. The grades are weighted by their shares among these knees.`;
}

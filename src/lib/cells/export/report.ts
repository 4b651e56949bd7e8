import { comparedName } from '#lib/cells/difference/compared-names.ts';
import { weightsText, WAY_DEFINITIONS } from '#lib/cells/ensemble/scheme-text.ts';
import { RULE_DEFINITIONS, ruleInSentence } from '#lib/cells/decision/rule-words.ts';
import { kneesText } from '#lib/cells/mistakes/knees-text.ts';
import { selectionWords } from '#lib/cells/mistakes/selection-words.ts';
import { recipeFacts, fileFacts } from '#lib/cells/models/card-facts.ts';
import { architectureWords, inputWords, preparationWords } from '#lib/cells/models/card-words.ts';
import { ENSEMBLE_SCHEMES } from '#lib/core/ensemble.ts';
import { formatCount } from '#lib/core/format.ts';
import { GRADES } from '#lib/core/grades.ts';
import { escapeMarkup } from '#lib/core/markup.ts';
import type { Fact } from '#lib/components/FactsList.svelte';
import { ensembleId } from '#lib/notebook/compared-systems.ts';
import { exportedFigures, type ExportedFigures } from '#lib/notebook/exported-figures.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';
import { answeredTable, openTable } from './checklist.ts';
import {
	differencesTable,
	headlineTable,
	matrixFigure,
	recallTable,
	weightedIds,
	weightsTable
} from './report-figures.ts';
import { facts, htmlTable, paragraph, section } from './report-markup.ts';
import style from './report.css?raw';

/** What the report says of itself. */
export interface ReportSource {
	appVersion: string;
	/** ISO 8601. */
	created: string;
	/** The address of the page with its view. */
	address: string;
	/** SHA-256 over the weights of each network. */
	weights: readonly string[];
}

/**
 * The study as one HTML file that needs nothing else: no scripts, no further files, matrices as SVG.
 *
 * @returns the text of the file
 */
export function reportHtml(study: Study, source: ReportSource): string {
	const { manifest } = study.table;
	const figures = exportedFigures(study);
	const title = `KneeLens report: ${manifest.name}`;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>
${style.trim()}
</style>
</head>
<body>
<main>
<h1>${escapeMarkup(title)}</h1>
<p class="notice">${escapeMarkup(noticeText(manifest.synthetic))}</p>
${[
	dataSection(study),
	networksSection(study, source),
	methodsSection(study, figures),
	section(
		'numbers',
		'Numbers',
		htmlTable(headlineTable(study, figures)),
		htmlTable(recallTable(study, figures))
	),
	matricesSection(study, figures),
	section('differences', 'Which is better', htmlTable(differencesTable(study, figures))),
	selectedSection(study),
	provenanceSection(study, source),
	section(
		'checklist',
		'Reporting guidelines',
		paragraph(
			'Topics of CLAIM 2024, TRIPOD+AI and Metrics Reloaded in our own words, named by topic and not by item number. Check them against the guidelines themselves.'
		),
		htmlTable(answeredTable(study, figures)),
		htmlTable(openTable())
	)
].join('\n')}
</main>
</body>
</html>
`;
}

function noticeText(synthetic: boolean): string {
	const knees = synthetic
		? ' The knees are synthetic: a program drew them, no person was X-rayed, and nothing here says how well the networks would grade a patient.'
		: '';
	return `KneeLens is a tool for research and teaching. It is not a medical device and must not be used to diagnose.${knees}`;
}

function dataSection({ filter, systems, table }: Study): string {
	const { manifest } = table;
	const { generator, image } = manifest;
	return section(
		'data',
		'The data',
		paragraph(manifest.description),
		facts([
			['Set', `${manifest.name}${manifest.synthetic ? ' (synthetic)' : ''}`],
			['Fingerprint, SHA-256', manifest.fingerprint],
			['Images', `${image.width} \u00d7 ${image.height} pixels, grey`],
			...(generator
				? [['Drawn by', `generator ${generator.version}, seed ${generator.seed}`] as const]
				: []),
			['Evaluated', `${table.evaluated} split, ${kneesText(table.evaluatedRows.length)}`],
			...(filter.state === 'off'
				? []
				: [['Only', `${filter.words}: ${kneesText(systems.rows.length)}`] as const])
		]),
		htmlTable({
			caption: 'Knees of each true grade',
			columns: [
				{ label: 'Split' },
				{ label: 'Subjects', numeric: true },
				...GRADES.map(({ grade, name }) => ({ label: `${grade} ${name}`, numeric: true }))
			],
			rows: manifest.splits.map(({ split, subjects, gradeCounts }) => [
				split,
				subjects,
				...gradeCounts
			])
		})
	);
}

function networksSection({ results }: Study, { weights }: ReportSource): string {
	const cards = results.map(({ card }, place) => {
		const own: [string, string | null][] = [
			['Architecture', architectureWords(card)],
			['Parameters', formatCount(card.parameters)],
			['Input', inputWords(card)],
			['Preparation', preparationWords(card)],
			['SHA-256 over its weights', weights[place] ?? null]
		];
		const more = [...recipeFacts(card), ...fileFacts(card)].map(factRow);
		return `<h3>${escapeMarkup(card.title)}</h3>\n${facts([...own, ...more])}\n${paragraph(card.notice)}`;
	});
	return section('networks', 'The networks', ...cards);
}

function factRow({ label, value }: Fact): [string, string | null] {
	return [label, typeof value === 'string' ? value : null];
}

function methodsSection(study: Study, figures: ExportedFigures): string {
	const { bootstrap, systems } = figures;
	const chosen = study.systems.rule;
	const changed = systems
		.filter(({ otherThanHighest }) => otherThanHighest > 0)
		.map(
			({ id, otherThanHighest }) => `${comparedName(study, id)} ${formatCount(otherThanHighest)}`
		);
	const rule =
		chosen.kind === 'argmax'
			? `${RULE_DEFINITIONS.argmax} The lowest grade wins a tie.`
			: `Grades are read by ${ruleInSentence(chosen)}, not by the highest score. ${RULE_DEFINITIONS[chosen.kind]} Knees whose grade that changes: ${changed.join(', ') || 'none'}.`;
	const intervals = bootstrap
		? `Intervals are of 95 %, from the 2.5th to the 97.5th percentile of ${formatCount(bootstrap.resamples)} bootstrap resamples (seed ${bootstrap.seed}, xoshiro128**). Subjects are drawn with replacement and bring all their knees: ${formatCount(bootstrap.subjects)} subjects with ${kneesText(bootstrap.knees)}. All systems see the same resamples, so that differences are paired. Two are tied where the interval of their difference holds zero or its bootstrap p, adjusted by Holm for all pairs of that figure, is 0.05 or more.`
		: 'Intervals were not known when this report was written.';
	return section(
		'methods',
		'Methods',
		paragraph(rule),
		facts(
			ENSEMBLE_SCHEMES.map((scheme) => [
				comparedName(study, ensembleId(scheme)),
				WAY_DEFINITIONS[scheme]
			])
		),
		paragraph(`Weights of the chosen ensemble: ${weightsText(study)}`),
		...weightedIds(figures).map((id) => htmlTable(weightsTable(study, figures, id))),
		paragraph(intervals),
		paragraph(
			'Balanced accuracy is the mean recall over the grades that have knees. Kappa is Cohen\u2019s, with quadratic weights. Intervals do not account for several comparisons.'
		)
	);
}

function matricesSection(study: Study, { systems }: ExportedFigures): string {
	const matrices = systems.map(({ id, confusion }) => {
		const name = comparedName(study, id);
		return `<figure>\n${matrixFigure(name, confusion)}<figcaption>${escapeMarkup(name)}: knees and their share of the true grade</figcaption>\n</figure>`;
	});
	return section(
		'matrices',
		'Confusion matrices',
		`<div class="matrices">\n${matrices.join('\n')}\n</div>`
	);
}

function selectedSection(study: Study): string {
	const { selection, table } = study;
	if (!selection.current) return section('selected', 'Selected knees', paragraph('None.'));
	const ids = selection.rows.map((row) => table.knees[row].id);
	return section(
		'selected',
		'Selected knees',
		paragraph(`${kneesText(ids.length)} ${selectionWords(study, selection.current)}.`),
		`<p class="ids">${escapeMarkup(ids.join(' '))}</p>`
	);
}

function provenanceSection(study: Study, { appVersion, created, address }: ReportSource): string {
	const { results, stored, table } = study;
	const live = results.map(({ card, liveCount }) => `${card.title} ${kneesText(liveCount)}`);
	return section(
		'provenance',
		'Provenance',
		facts([
			['KneeLens', appVersion],
			['Written', created],
			['View', address],
			['Test set, SHA-256', table.manifest.fingerprint],
			[
				'Stored results',
				stored.kind === 'shown' ? `of ${stored.created}` : `none. ${stored.reason}`
			],
			['Read live in this browser', live.join(', ')]
		])
	);
}

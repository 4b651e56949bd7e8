import { kneesText } from '#lib/words/knees-text.ts';
import { selectionWords } from '#lib/words/selection-words.ts';
import { fileFacts, recipeFacts, trainedFigures } from '#lib/words/card-facts.ts';
import {
	answerFacts,
	architectureWords,
	heatGridWords,
	inputWords,
	preparationWords,
	priorWords
} from '#lib/words/card-words.ts';
import { OFFICIAL_NOTE, officialFigures, officialTable } from '#lib/words/official-figures.ts';
import { comparedName } from '#lib/words/compared-names.ts';
import { noLongerTestText } from '#lib/words/no-longer-test.ts';
import { formatCount } from '#lib/core/text/format.ts';
import { placedClasses } from '#lib/core/labels/class-label.ts';
import { escapeMarkup } from '#lib/core/text/markup.ts';
import type { Fact } from '#lib/components/table/FactsList.svelte';
import { comparedSystem } from '#lib/study/systems/compared-systems.ts';
import { exportedFigures, type ExportedFigures } from '#lib/study/export/exported-figures.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import { systemIntervals } from '#lib/study/answers/matrix-intervals.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { calibrationSection, differencesSection, numbersSection } from './answer-sections.ts';
import { checklistTables } from './checklist.ts';
import { reportAnswers } from './report-answers.ts';
import { headlineTable, matrixFigure, recallTable } from './report-figures.ts';
import { facts, htmlTable, paragraph, section, type ReportSection } from './report-markup.ts';
import { intervalsText, methodsParts } from './report-methods.ts';
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
 * The study as one HTML file that needs nothing else: no scripts, no further files, pictures as SVG. Everything
 * is of the moment when this is called, also what the worker answers later.
 *
 * @param onProgress how many of so many sets of figures are computed
 * @returns the text of the file, and why figures are missing from it, in a sentence; empty where none is
 */
export async function reportHtml(
	study: Study,
	source: ReportSource,
	onProgress: (done: number, of: number) => void = () => {}
): Promise<{ html: string; missing: string }> {
	const { manifest } = study.table;
	const figures = exportedFigures(study);
	const answering = reportAnswers(study, onProgress);
	const title = escapeMarkup(`KneeLens report: ${manifest.name}`);
	const notices = [noticeText(manifest.synthetic), noLongerTestText(study, 'own')].filter(Boolean);
	const data = dataSection(study);
	const methods = methodsParts(study, figures);
	const plain = [headlineTable(study, figures), recallTable(study, figures)]
		.map(htmlTable)
		.join('\n');
	const matrices = matricesSection(study, figures);
	const end = [
		networksSection(study, source),
		selectedSection(study),
		provenanceSection(study, source)
	];
	const guidelines = checklistTables(study, figures);
	const { figure } = study.view;

	const answers = await answering;
	const { headline, calibration, labelError } = answers;
	const bootstrap =
		headline === null || headline instanceof Error ? figures.bootstrap : headline.figures;
	const sections = [
		data,
		numbersSection(study, answers, plain),
		matrices,
		differencesSection(answers, figure),
		calibrationSection(answers),
		section('methods', 'Methods', methods, paragraph(intervalsText(bootstrap))),
		...end,
		section(
			'checklist',
			'Reporting guidelines',
			paragraph(
				'Some topics of CLAIM 2024, TRIPOD+AI and Metrics Reloaded in our own words, with the item numbers of the first two; the third does not number its items. Items in neither table were not considered. Check them against the guidelines themselves.'
			),
			...guidelines({
				bootstrap,
				labelError,
				calibrated: calibration !== null && !(calibration instanceof Error)
			}).map(htmlTable)
		)
	];
	const failure = Object.values(answers).find((answer) => answer instanceof Error);
	return {
		html: htmlFile(title, notices, sections),
		missing: failure
			? `The report was saved without some metrics, which could not be computed; it says which. ${failure.message}`
			: ''
	};
}

function htmlFile(
	title: string,
	notices: readonly string[],
	sections: readonly ReportSection[]
): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
${style.trim()}
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${notices.map((notice) => `<p class="notice">${escapeMarkup(notice)}</p>`).join('\n')}
${contents(sections)}
${sections.map(({ html }) => html).join('\n')}
</main>
</body>
</html>
`;
}

function contents(sections: readonly ReportSection[]): string {
	const links = sections.map(
		({ id, heading }) => `<li><a href="#${id}">${escapeMarkup(heading)}</a></li>`
	);
	return `<nav aria-label="Contents"><ul>${links.join('')}</ul></nav>`;
}

function noticeText(synthetic: boolean): string {
	const knees = synthetic
		? ' The knees are synthetic: a program drew them, no person was X-rayed, and nothing here says how well the networks would grade a patient.'
		: '';
	return `KneeLens is a tool for research and teaching. It is not a medical device and must not be used to diagnose.${knees}`;
}

function dataSection({ filter, systems, table }: Study): ReportSection {
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
				: [['Restricted to', `${filter.words}: ${kneesText(systems.rows.length)}`] as const])
		]),
		htmlTable({
			caption: 'Knees of each true grade',
			columns: [
				{ label: 'Split' },
				{ label: 'Subjects', numeric: true },
				...placedClasses(table.scale).map(({ label }) => ({ label, numeric: true }))
			],
			rows: [
				...manifest.splits.map(({ split, subjects, gradeCounts }) => [
					split,
					subjects,
					...gradeCounts
				]),
				...(filter.state === 'off' ? [] : [countsOf(table, 'passing the filter', systems.rows)])
			]
		})
	);
}

/** A row of knees under the splits: how many subjects they are of, and how many have each true grade. */
function countsOf(table: KneeTable, name: string, rows: readonly number[]): (string | number)[] {
	const subjects = new Set(rows.map((row) => table.knees[row].subject));
	const counts = placedClasses(table.scale).map(
		({ grade }) => rows.filter((row) => table.grades[row] === grade).length
	);
	return [name, subjects.size, ...counts];
}

function networksSection({ results }: Study, { weights }: ReportSource): ReportSection {
	const cards = results.map(({ card }, place) => {
		const own: [string, string | null][] = [
			['Architecture', architectureWords(card)],
			['Parameters', formatCount(card.parameters)],
			['Input', inputWords(card)],
			['Preparation', preparationWords(card)],
			...answerFacts(card).map(factRow),
			['Heat map', heatGridWords(card)],
			['Scores are probabilities for', priorWords(card)],
			['SHA-256 over its weights', weights[place] ?? null]
		];
		const more = [...trainedFigures(card), ...recipeFacts(card), ...fileFacts(card)].map(factRow);
		return `<h3>${escapeMarkup(card.title)}</h3>\n${facts([...own, ...more])}\n${paragraph(card.notice)}`;
	});
	const official = officialTable(
		officialFigures(
			results.map(({ card }) => card),
			weights
		)
	);
	return section(
		'networks',
		'The networks',
		...cards,
		...(official ? [htmlTable(official), paragraph(OFFICIAL_NOTE)] : [])
	);
}

function factRow({ label, value }: Fact): [string, string | null] {
	return [label, typeof value === 'string' ? value : null];
}

function matricesSection(study: Study, { systems }: ExportedFigures): ReportSection {
	const matrices = systems.map(({ id, confusion }) => {
		const name = comparedName(study, id);
		const intervals = systemIntervals(study, comparedSystem(study.systems, id)!, 'row', 'none');
		return `<figure>\n${matrixFigure(study.scale, name, confusion, intervals)}<figcaption>${escapeMarkup(name)}: knees, their share of the true grade in percent, and its 95% interval</figcaption>\n</figure>`;
	});
	return section(
		'matrices',
		'Confusion matrices',
		`<div class="matrices">\n${matrices.join('\n')}\n</div>`
	);
}

function selectedSection(study: Study): ReportSection {
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

function storedWords({ shown, created, reason }: Study['stored']): string {
	if (shown.length === 0) return `none. ${reason}`;
	return `of ${shown.map(({ card }) => card.title).join(', ')}, computed ${created ?? 'at an unknown time'}`;
}

function provenanceSection(
	study: Study,
	{ appVersion, created, address }: ReportSource
): ReportSection {
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
			['Stored results', storedWords(stored)],
			['Read live in this browser', live.join(', ')]
		])
	);
}

import { parametersWords } from '#lib/cells/models/card-words.ts';
import { kindOf } from '#lib/cells/models/knee-kind.ts';
import { formatCount } from '#lib/core/format.ts';
import type { Table } from '#lib/core/table.ts';
import type { ExportedFigures } from '#lib/notebook/exported-figures.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';

type Guideline = 'CLAIM 2024' | 'TRIPOD+AI' | 'Metrics Reloaded';

/** A topic of a guideline, in our words, and what the data say of it. */
interface Row {
	guideline: Guideline;
	topic: string;
	answer: string;
}

/** What the page cannot know; whoever writes the study up answers it. */
const OPEN: readonly [Guideline, string][] = [
	['CLAIM 2024', 'Clinical background, intended use and study hypotheses'],
	['CLAIM 2024', 'Ethics approval, consent and protocol'],
	['CLAIM 2024', 'Eligibility, setting and dates of the subjects'],
	['CLAIM 2024', 'Age, sex and other traits of the subjects in each partition'],
	['CLAIM 2024', 'De-identification'],
	['CLAIM 2024', 'Who graded, with what training, and how well graders agree'],
	['CLAIM 2024', 'How the sample size was chosen'],
	['CLAIM 2024', 'Performance on data from elsewhere'],
	['CLAIM 2024', 'Limitations, bias and clinical role'],
	['CLAIM 2024', 'Funding and conflicts of interest'],
	['TRIPOD+AI', 'Care pathway, target population and known health inequalities'],
	['TRIPOD+AI', 'Performance in key groups of people (fairness)'],
	['TRIPOD+AI', 'Missing data'],
	['TRIPOD+AI', 'Involvement of patients and the public'],
	['TRIPOD+AI', 'Registration and protocol'],
	['TRIPOD+AI', 'Calibration and clinical utility; the scores for both are in predictions.csv'],
	['Metrics Reloaded', 'What each kind of mistake costs in the intended use'],
	['Metrics Reloaded', 'Whether the scores are calibrated; they are in predictions.csv'],
	['Metrics Reloaded', 'Agreement of the reference grade between readers']
];

/** The topics that the data of the page answer. */
export function answeredTable(study: Study, figures: ExportedFigures): Table {
	return {
		caption: 'Answered by the data of this report',
		columns: [{ label: 'Guideline' }, { label: 'Topic' }, { label: 'Answer' }],
		rows: answeredRows(study, figures).map(({ guideline, topic, answer }) => [
			guideline,
			topic,
			answer
		])
	};
}

export function openTable(): Table {
	return {
		caption: 'Open: not answered here',
		columns: [{ label: 'Guideline' }, { label: 'Topic' }],
		rows: OPEN.map((row) => [...row])
	};
}

function answeredRows(study: Study, figures: ExportedFigures): Row[] {
	const { table, results } = study;
	const { manifest } = table;
	const cards = results.map(({ card }) => card);
	const knees = table.evaluatedRows.length;
	const subjects = new Set(table.evaluatedRows.map((row) => table.knees[row].subject)).size;
	const networks = cards
		.map(({ title, parameters }) => `${title}, ${parametersWords(parameters)} parameters`)
		.join('; ');
	const kind = kindOf(manifest.synthetic);
	const claim = (topic: string, answer: string): Row => ({
		guideline: 'CLAIM 2024',
		topic,
		answer
	});
	const tripod = (topic: string, answer: string): Row => ({
		guideline: 'TRIPOD+AI',
		topic,
		answer
	});
	const metrics = (topic: string, answer: string): Row => ({
		guideline: 'Metrics Reloaded',
		topic,
		answer
	});
	const intervals = figures.bootstrap
		? `95% percentile intervals from ${formatCount(figures.bootstrap.resamples)} bootstrap resamples of subjects.`
		: 'Intervals were not known when this was written.';
	return [
		claim('Kind of AI', 'Convolutional neural networks and weighted ensembles of them.'),
		claim('Source of the data', manifest.description),
		claim(
			'Preparation of the images',
			'See the networks: what happens to grey values, and the input size.'
		),
		claim(
			'Reference standard',
			manifest.synthetic
				? 'The Kellgren-Lawrence grade that the generator gives to what it drew; no person graded it.'
				: 'The Kellgren-Lawrence grade that comes with the data.'
		),
		claim('Partitions and their sizes', `${splitsText(study)} ${overlapText(study)}`),
		claim('Model architecture and size', `${networks}.`),
		claim('Training', 'The recipe of each network is listed with it, as far as its card holds it.'),
		claim('Ensembles', 'Defined under Methods, with the weights of each network and grade.'),
		claim('Measures of performance and their uncertainty', intervals),
		claim(
			'Failure analysis',
			'Confusion matrices of every system; every misread knee is in predictions.csv.'
		),
		claim(
			'Explanation of single readings',
			'The page shows Grad-CAM heat maps of every grade for each knee; this file holds none.'
		),
		claim(
			'Availability',
			'Networks and test set are named by SHA-256, the page by its version and address.'
		),
		tripod('Outcome', 'Kellgren-Lawrence grade, 0 to 4, of one knee in one frontal radiograph.'),
		tripod('Predictors', 'The grey values of the picture alone; nothing else about the subject.'),
		tripod(
			'Size of the evaluation',
			`${formatCount(knees)} ${kind} of ${formatCount(subjects)} subjects; knees of each grade under The data.`
		),
		tripod(
			'What the model gives',
			'Five scores; the rule that makes a grade of them is under Methods.'
		),
		tripod('Performance with intervals', `Under Numbers. ${intervals}`),
		tripod(
			'Comparison of models',
			'Paired differences on the same knees, adjusted by Holm for all pairs; two that cannot be told apart are called tied.'
		),
		metrics(
			'Prevalence',
			'Knees of each grade are given. Balanced accuracy does not depend on them; accuracy and kappa do.'
		),
		metrics(
			'Ordered classes',
			'Quadratic weighted kappa and the mean absolute error count how far off a reading is.'
		),
		metrics('Numbers of each class', 'Recall of every grade, and the whole confusion matrix.'),
		metrics(
			'Dependent cases',
			'Both knees of a person are resampled together, so that intervals are not too narrow.'
		)
	];
}

function splitsText({ table }: Study): string {
	const parts = table.manifest.splits.map(
		({ split, gradeCounts, subjects }) =>
			`${split}: ${formatCount(gradeCounts.reduce((sum, count) => sum + count, 0))} knees of ${formatCount(subjects)} subjects`
	);
	return `${parts.join('; ')}.`;
}

/** Only splits whose knees are listed can be looked through. */
function overlapText({ table }: Study): string {
	const splitsOf = new Map<string, Set<string>>();
	for (const { subject, split } of table.knees) {
		splitsOf.set(subject, (splitsOf.get(subject) ?? new Set()).add(split));
	}
	const listed = new Set(table.knees.map(({ split }) => split));
	if (listed.size < 2) return 'Whether a subject is in more than one split cannot be seen here.';
	const both = [...splitsOf.values()].filter(({ size }) => size > 1).length;
	return `Subjects in more than one of ${[...listed].join(' and ')}: ${formatCount(both)}.`;
}

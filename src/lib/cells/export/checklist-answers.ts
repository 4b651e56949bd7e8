import { parametersWords } from '#lib/words/card-words.ts';
import { kindOf } from '#lib/words/knee-kind.ts';
import { phantomLabelText } from '#lib/words/label-error-words.ts';
import { formatCount } from '#lib/core/text/format.ts';
import type { SplitName } from '#lib/core/records/test-set.ts';
import type { ExportedFigures } from '#lib/study/export/exported-figures.ts';
import type { LabelError } from '#lib/study/answers/label-error.ts';
import type { Study } from '#lib/study/study.svelte.ts';

export type Guideline = 'CLAIM 2024' | 'TRIPOD+AI' | 'Metrics Reloaded';

/** A guideline, the items of it (null where it numbers none), and their topic in our words. */
export type Topic = readonly [guideline: Guideline, items: string | null, topic: string];
export type Answered = readonly [...Topic, answer: string];

/** What depends on whether intervals are known. */
export function performanceRows(bootstrap: ExportedFigures['bootstrap']): Answered[] {
	const intervals = bootstrap
		? `95% percentile intervals from ${formatCount(bootstrap.resamples)} bootstrap resamples of subjects; recall, precision, the shares of matrices and screening have Wilson’s interval at Kish’s effective number of knees.`
		: 'Intervals were not known when this was written.';
	return [
		['CLAIM 2024', '28, 29, 37', 'Measures of performance and their uncertainty', intervals],
		['TRIPOD+AI', '23a', 'Performance with intervals', `Under Results. ${intervals}`]
	];
}

/** @param labelError of phantoms; why it could not be looked up; null for real knees */
export function referenceRow({ table }: Study, labelError: LabelError | Error | null): Answered {
	const answer = table.manifest.synthetic
		? `No person graded the knees. ${phantomText(table.evaluated, labelError)}`
		: 'The Kellgren-Lawrence grade that comes with the data.';
	return ['CLAIM 2024', '14', 'Reference standard', answer];
}

function phantomText(split: SplitName, error: LabelError | Error | null): string {
	if (!(error instanceof Error)) return phantomLabelText(split, error);
	return `${phantomLabelText(split, null)} For how many that is so could not be determined: ${error.message}`;
}

/** What the page answers however the figures turn out. */
export function answeredRows(study: Study, figures: ExportedFigures): Answered[] {
	const { table, results } = study;
	const { manifest } = table;
	const networks = results
		.map(({ card: { title, parameters } }) => `${title}, ${parametersWords(parameters)} parameters`)
		.join('; ');
	return [
		[
			'CLAIM 2024',
			'1',
			'Kind of AI',
			'Convolutional neural networks and ensembles of them, combined as Methods says.'
		],
		['CLAIM 2024', '7', 'Source of the data', manifest.description],
		[
			'CLAIM 2024',
			'9',
			'Preparation of the images',
			'See The networks: how grey values are prepared, and the input size.'
		],
		[
			'CLAIM 2024',
			'19, 20',
			'Partitions, their sizes and what they share',
			`${splitsText(study)} ${overlapText(study)}`
		],
		['CLAIM 2024', '22', 'Model architecture and size', `${networks}.`],
		[
			'CLAIM 2024',
			'25',
			'Training',
			'The training settings of each network are listed with it, as far as its card holds them.'
		],
		[
			'CLAIM 2024',
			'27',
			'Ensembles',
			'Defined under Methods, with the weights of each network and grade.'
		],
		[
			'CLAIM 2024',
			'31',
			'Explanation of single readings',
			'The page shows Grad-CAM heat maps of every grade for each knee; this file holds none.'
		],
		[
			'CLAIM 2024',
			'39',
			'Failure analysis',
			'Confusion matrices of every system; every misread knee is in predictions.csv.'
		],
		[
			'CLAIM 2024',
			'43',
			'Availability',
			'Networks and test set are named by SHA-256, the page by its version and address.'
		],
		[
			'TRIPOD+AI',
			'8a',
			'Outcome',
			'Kellgren-Lawrence grade, 0 to 4, of one knee in one frontal radiograph.'
		],
		[
			'TRIPOD+AI',
			'9b',
			'Predictors',
			'The grey values of the image alone; nothing else about the subject.'
		],
		['TRIPOD+AI', '21', 'Size of the evaluation', sizeText(study, figures)],
		[
			'TRIPOD+AI',
			'15',
			'What the model gives',
			'Five scores; the rule that makes a grade of them is under Methods.'
		],
		[
			'TRIPOD+AI',
			'12e',
			'Comparison of models',
			'Exchange tests on the same knees, adjusted for all pairs of a metric (Westfall and Young), with adjusted intervals and the smallest difference that could be shown; a difference that is not significant is not interpreted as equality.'
		],
		[
			'Metrics Reloaded',
			null,
			'Prevalence',
			'Knees of each grade are given. Balanced accuracy, recall and the errors averaged over the grades do not depend on them; accuracy, kappa, precision, macro F1, predictive values, mean absolute error, expected cost, log loss, Brier score and calibration error do.'
		],
		[
			'Metrics Reloaded',
			null,
			'Ordered classes',
			'Weighted kappas and mean absolute errors take into account how far a prediction is from the true grade.'
		],
		[
			'Metrics Reloaded',
			null,
			'Numbers of each class',
			'Recall, precision, F1 and AUC of every grade, and the whole confusion matrix.'
		],
		[
			'Metrics Reloaded',
			null,
			'Dependent cases',
			'Both knees of a person are resampled together and exchanged together: intervals and tests allow for their correlation.'
		]
	];
}

/** Of the knees that the figures are of: those that pass the filter, where there is one. */
function sizeText({ systems, table }: Study, { filter }: ExportedFigures): string {
	const subjects = new Set(systems.rows.map((row) => table.knees[row].subject)).size;
	const kind = kindOf(table.manifest.synthetic);
	const size = `${formatCount(systems.rows.length)} ${kind} of ${formatCount(subjects)} subjects`;
	const only = filter
		? `, those of ${formatCount(table.evaluatedRows.length)} evaluated that pass the filter (${filter.words})`
		: '';
	return `${size}${only}; knees of each grade under ${filter ? 'Results' : 'The data'}.`;
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

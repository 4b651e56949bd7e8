import type { Table } from '#lib/core/text/table.ts';
import type { ExportedFigures } from '#lib/study/export/exported-figures.ts';
import type { LabelError } from '#lib/study/answers/label-error.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import {
	answeredRows,
	performanceRows,
	referenceRow,
	type Answered,
	type Guideline,
	type Topic
} from './checklist-answers.ts';

/** What is known of the figures once they are computed. */
export interface ComputedFacts {
	bootstrap: ExportedFigures['bootstrap'];
	/** Of phantoms: how often their labels are wrong; null where that is not known. */
	labelError: LabelError | Error | null;
	/** Whether the report holds calibration. */
	calibrated: boolean;
}

/** What the page cannot know; whoever writes the study up answers it. */
const OPEN: readonly Topic[] = [
	['CLAIM 2024', '3, 4', 'Clinical background, intended use and study hypotheses'],
	['CLAIM 2024', '8', 'Eligibility, setting and dates of the subjects'],
	['CLAIM 2024', '11', 'De-identification'],
	['CLAIM 2024', '16, 18', 'Who graded, with what training, and how well graders agree'],
	['CLAIM 2024', '21', 'How the sample size was chosen'],
	['CLAIM 2024', '33', 'Performance on data from elsewhere'],
	['CLAIM 2024', '36', 'Age, sex and other characteristics of the subjects in each partition'],
	['CLAIM 2024', '40, 41', 'Limitations, implications and clinical role'],
	['CLAIM 2024', '34, 42', 'Registration and study protocol'],
	['CLAIM 2024', '44', 'Funding and the role of the funders'],
	['TRIPOD+AI', '3b, 3c', 'Care pathway, target population and known health inequalities'],
	['TRIPOD+AI', '11', 'Missing data'],
	['TRIPOD+AI', '12e', 'Clinical utility; the scores for it are in predictions.csv'],
	['TRIPOD+AI', '14, 23a', 'Fairness, and performance in key groups of people'],
	['TRIPOD+AI', '17', 'Ethics approval and consent'],
	['TRIPOD+AI', '18a, 18b', 'Funding and conflicts of interest'],
	['TRIPOD+AI', '18c, 18d', 'Protocol and registration'],
	['TRIPOD+AI', '19', 'Involvement of patients and the public'],
	['Metrics Reloaded', null, 'What each kind of mistake costs in the intended use'],
	['Metrics Reloaded', null, 'Agreement of the reference grade between readers']
];

const CALIBRATION: readonly Topic[] = [
	['TRIPOD+AI', '12e, 23a', 'Calibration'],
	['Metrics Reloaded', null, 'Whether the scores are calibrated']
];

const TOPIC_COLUMNS = [{ label: 'Guideline' }, { label: 'Item' }, { label: 'Topic' }];

/**
 * The topics that the data of the page answer as it stands now, and those that stay open.
 *
 * @returns makes both tables once it is known which figures could be computed
 */
export function checklistTables(
	study: Study,
	figures: ExportedFigures
): (computed: ComputedFacts) => [answered: Table, open: Table] {
	const answered = answeredRows(study, figures);
	return ({ bootstrap, labelError, calibrated }) => {
		const computed: readonly Answered[] = [
			referenceRow(study, labelError),
			...performanceRows(bootstrap),
			...(calibrated ? CALIBRATION.map((topic) => [...topic, CALIBRATION_ANSWER] as const) : [])
		];
		const open = [...OPEN, ...(calibrated ? [] : CALIBRATION)];
		return [
			{
				caption: 'Addressed by the data of this report',
				columns: [...TOPIC_COLUMNS, { label: 'Answer' }],
				rows: byGuideline([...answered, ...computed]).map(cellsOf)
			},
			{
				caption: 'Open: not addressed here',
				columns: TOPIC_COLUMNS,
				rows: byGuideline(open).map(cellsOf)
			}
		];
	};
}

const CALIBRATION_ANSWER =
	'Log loss and Brier score with intervals and expected calibration error, of the likeliest grade and class-wise, for scores as read and converted to other shares of the grades, and at a temperature where validation knees are known: under Calibration.';

function cellsOf([guideline, items, ...words]: Topic | Answered): string[] {
	return [guideline, items ?? 'not numbered', ...words];
}

/** Guideline by guideline, in the order of its items. */
function byGuideline<Row extends Topic | Answered>(rows: readonly Row[]): Row[] {
	const order: readonly Guideline[] = ['CLAIM 2024', 'TRIPOD+AI', 'Metrics Reloaded'];
	return order.flatMap((guideline) =>
		rows
			.filter(([of]) => of === guideline)
			.sort(([, a], [, b]) => Number.parseInt(a ?? '0') - Number.parseInt(b ?? '0'))
	);
}

import type { ExportedFigures } from './exported-figures.ts';
import anotherGenerator from './jupyter/another_generator.py?raw';
import differences from './jupyter/differences.py?raw';
import ensembles from './jupyter/ensembles.py?raw';
import exchangeTest from './jupyter/exchange_test.py?raw';
import figuresCode from './jupyter/figures.py?raw';
import intervals from './jupyter/intervals.py?raw';
import matrices from './jupyter/matrices.py?raw';
import read from './jupyter/read.py?raw';
import resamples from './jupyter/resamples.py?raw';
import setup from './jupyter/setup.py?raw';
import { PASSES_FILTER } from './predictions-table.ts';

/** What the notebook says of where its numbers come from. */
export interface NotebookSource {
	/** Name of the test set. */
	testset: string;
	fingerprint: string;
	synthetic: boolean;
	/** How scores become grades, in sentences. */
	rule: string;
	/** Which shares of the grades the scores are for, in sentences. */
	scores: string;
	/** e.g. "0.1.0" */
	appVersion: string;
	/** ISO 8601. */
	created: string;
}

type Cell = [kind: 'markdown' | 'code', id: string, source: string];

/**
 * A Jupyter notebook (nbformat 4.5) that reads predictions.csv and works out the page's numbers again with
 * scikit-learn, pandas and numpy; the page's own are written into it and asserted. It needs nothing else.
 *
 * @returns the text of an .ipynb file
 */
export function jupyterNotebook(figures: ExportedFigures, source: NotebookSource): string {
	const { systems, ...rest } = figures;
	const expected = {
		...source,
		...rest,
		systems: Object.fromEntries(systems.map(({ id, ...system }) => [id, system]))
	};
	const cells: Cell[] = [
		['markdown', 'about', aboutText(source, figures)],
		['code', 'setup', setup],
		[
			'markdown',
			'expected-text',
			'## What the page shows\n\nIn full precision; `None` is unknown.'
		],
		['code', 'expected', `expected = json.loads(\n    r'''${pythonSafe(expected)}'''\n)`],
		['markdown', 'read-text', '## The predictions'],
		['code', 'read', read],
		['markdown', 'figures-text', '## Headline numbers, by scikit-learn'],
		['code', 'figures', figuresCode],
		['markdown', 'matrices-text', '## Confusion matrices'],
		['code', 'matrices', matrices],
		['markdown', 'ensembles-text', ENSEMBLES_TEXT],
		['code', 'ensembles', ensembles],
		['markdown', 'resamples-text', RESAMPLES_TEXT],
		['code', 'resamples', resamples],
		['code', 'intervals', intervals],
		['markdown', 'differences-text', DIFFERENCES_TEXT],
		['code', 'exchange-test', exchangeTest],
		['code', 'differences', differences],
		['markdown', 'generator-text', GENERATOR_TEXT],
		['code', 'generator', anotherGenerator]
	];
	const notebook = {
		cells: cells.map(toCell),
		metadata: {
			kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
			language_info: { name: 'python' }
		},
		nbformat: 4,
		nbformat_minor: 5
	};
	return `${JSON.stringify(notebook, null, 1)}\n`;
}

const ENSEMBLES_TEXT = `## Ensembles

How each ensemble combines the scores of the networks, by its \`pool\`. \`sum\`: the score of a grade is
the sum over the networks of score times weight, divided by the knee's sum where \`sumToOne\` is true.
\`geometric\`: their weighted geometric mean, divided by its sum. \`vote\`: votes and mean score together,
divided by the networks and one. The weights are those of the page; a network with none is left out.
\`s0\` to \`s4\` are the scores, \`p0\` to \`p4\` the same divided by their sum.`;

const RESAMPLES_TEXT = `## Intervals

Subjects, not knees, are drawn with replacement, since two knees of one person are not independent; all
systems see the same resamples. The interval is the 2.5th to the 97.5th percentile. The generator is written
out, so that exactly the resamples of the page are drawn again. Where no resample differs the interval is unknown.`;

const DIFFERENCES_TEXT = `## Paired differences

Two systems are compared by an exchange test of the metric itself: their predictions are exchanged subject by subject, in all ways where few subjects differ, else in a number of random ways, and p is the share with a difference at least as large. It is adjusted for all pairs of one metric by step-down min-P (Westfall and Young); pairs are compared on the scale of
normal deviates. The exchanges are drawn by the page's generator.`;

const GENERATOR_TEXT = `## The same with another generator

How much the ends of the intervals depend on the resamples that happened to be drawn.`;

function aboutText(
	{ testset, fingerprint, synthetic, rule, scores, appVersion, created }: NotebookSource,
	{ filter }: ExportedFigures
) {
	return `# KneeLens: the numbers recomputed in Python

Put this file beside \`predictions.csv\` of the same page and run all cells. It needs numpy, pandas and
scikit-learn. Balanced accuracy, accuracy, quadratic weighted kappa and mean absolute error, their intervals and
differences, the matrices and the ensembles are recomputed from the predictions; where one differs from the page's, a cell stops.

- Test set: ${testset}${synthetic ? ', synthetic knees, no image of a person' : ''}
- Its fingerprint: \`${fingerprint}\`${filter ? filterText(filter) : ''}
- ${rule}
- \`p0\` to \`p4\` are scores as read, those of an ensemble divided by their sum. ${scores}
- Written by KneeLens ${appVersion}, ${created}

KneeLens is for research and teaching. It is not a medical device.`;
}

function filterText({ words, knees }: NonNullable<ExportedFigures['filter']>) {
	return `
- A filter was on (${words}): every metric is of the ${knees} knees that pass. \`predictions.csv\` holds
  all evaluated knees; its last column, \`${PASSES_FILTER}\`, is 1 for those that pass, and only these are read here.`;
}

function toCell([kind, id, source]: Cell) {
	const lines = source.trimEnd().split(/(?<=\n)/);
	const shared = { cell_type: kind, id, metadata: {}, source: lines };
	return kind === 'code' ? { ...shared, execution_count: null, outputs: [] } : shared;
}

/** JSON that may stand between the quotes of `r'''...'''`. */
function pythonSafe(value: unknown): string {
	return JSON.stringify(value).replaceAll("'", '\\u0027');
}

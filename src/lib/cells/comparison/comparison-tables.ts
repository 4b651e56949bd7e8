import { comparedName } from '#lib/words/compared-names.ts';
import { probabilitySharesWords } from '#lib/words/share-words.ts';
import {
	FIGURE_NAMES,
	isScoreFigure,
	scoreMetricOf,
	type FigureName
} from '#lib/core/metrics/registry.ts';
import { holm } from '#lib/core/statistics/holm.ts';
import type { PairedComparison } from '#lib/core/comparison/paired-comparison.ts';
import type { Table, TableCell } from '#lib/core/text/table.ts';
import { figureCosts } from '#lib/study/answers/figure-costs.ts';
import type { Figures } from '#lib/study/answers/figure-questions.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { SystemId } from '#lib/study/systems/systems.svelte.ts';
import { COST_WORDS, figureTitle } from '#lib/words/figure-words.ts';
import { verdictText } from '#lib/words/verdict-words.ts';

const numeric = (label: string) => ({ label, numeric: true });

/** Every figure of every system with its interval, in full precision; shares are 0-1. */
export function allFiguresTable(
	study: Study,
	ids: readonly SystemId[],
	{ knees, figures }: Figures
): Table {
	return {
		caption: `Headline metrics on ${knees} knees, with 95% intervals where they have one; shares are 0 to 1`,
		columns: [
			{ label: 'Figure' },
			{ label: 'Reader' },
			numeric('Value'),
			numeric('Lower 95%'),
			numeric('Upper 95%'),
			numeric('Resamples left out')
		],
		rows: FIGURE_NAMES.flatMap((name) =>
			ids.map((id, place) => {
				const interval = figures[name].intervals[place];
				return [
					titleInTable(study, name),
					comparedName(study, id),
					figures[name].estimates[place],
					interval?.lower ?? null,
					interval?.upper ?? null,
					interval?.undefinedResamples ?? null
				];
			})
		)
	};
}

/** All figures and all pairs of every figure in one file; a row without a second reader is a figure itself. */
export function comparisonFile(study: Study, ids: readonly SystemId[], figures: Figures): Table {
	const pairs = pairsTable(study, ids, figures, FIGURE_NAMES);
	const padding: null[] = new Array(pairs.columns.length - 6).fill(null);
	const alone = allFiguresTable(study, ids, figures).rows.map(
		([figure, reader, value, lower, upper]) => [
			figure,
			reader,
			null,
			value,
			lower,
			upper,
			...padding
		]
	);
	return { ...pairs, rows: [...alone, ...pairs.rows] };
}

/** Every two systems compared by these figures. */
export function pairsTable(
	study: Study,
	ids: readonly SystemId[],
	{ knees, figures, accuracyTests }: Figures,
	names: readonly FigureName[]
): Table {
	const withMcNemar = names.includes('accuracy');
	return {
		caption: `Paired differences on ${knees} knees, the first minus the second; shares are 0 to 1`,
		columns: [
			{ label: 'Figure' },
			{ label: 'First' },
			{ label: 'Second' },
			numeric('Difference'),
			numeric('Lower 95%'),
			numeric('Upper 95%'),
			numeric('p'),
			numeric('p, Holm'),
			{ label: 'Verdict' },
			...(withMcNemar
				? ['Only first right', 'Only second right', 'McNemar p', 'McNemar p, Holm'].map(numeric)
				: []),
			...ADJUSTED_COLUMNS.map(numeric)
		],
		rows: names.flatMap((name) => {
			const { comparisons } = figures[name];
			const byHolm = holm(comparisons.map(({ test }) => test?.p ?? null));
			return comparisons.map((pair, i): TableCell[] => {
				const [a, b] = [ids[pair.first], ids[pair.second]];
				const { onlyFirst, onlySecond, ...ofKnees } = accuracyTests[i];
				const mcnemar =
					name === 'accuracy'
						? [onlyFirst, onlySecond, ofKnees.p, ofKnees.holm]
						: Array(4).fill(null);
				return [
					titleInTable(study, name),
					comparedName(study, a),
					comparedName(study, b),
					pair.difference?.estimate ?? null,
					pair.difference?.lower ?? null,
					pair.difference?.upper ?? null,
					pair.test?.p ?? null,
					byHolm[i],
					verdictText(study, a, b, pair),
					...(withMcNemar ? mcnemar : []),
					...adjustedCells(pair)
				];
			});
		})
	};
}

const ADJUSTED_COLUMNS = [
	'p, adjusted',
	'p, adjusted, Monte Carlo lower 99%',
	'p, adjusted, Monte Carlo upper 99%',
	'Lower 95%, adjusted',
	'Upper 95%, adjusted',
	'Subjects that differ',
	'Smallest difference shown with 80% power'
];

function adjustedCells({ test, adjusted }: PairedComparison): TableCell[] {
	return [
		test?.adjusted ?? null,
		test?.monteCarlo?.lower ?? null,
		test?.monteCarlo?.upper ?? null,
		adjusted?.lower ?? null,
		adjusted?.upper ?? null,
		test?.differing ?? null,
		test?.smallest ?? null
	];
}

/** "Accuracy", "Expected cost (a mistake costs its distance in grades)", "Log loss (for the shares of the validation knees)" */
function titleInTable(study: Study, name: FigureName): string {
	if (name === 'expectedCost') {
		return `${figureTitle(name)} (a mistake costs ${COST_WORDS[figureCosts(study).choice]})`;
	}
	if (!isScoreFigure(name) || scoreMetricOf(name).takes === 'scores') return figureTitle(name);
	const shares = study.systems.probabilityShares;
	const words =
		shares === 'as-read' ? 'of scores as read' : `for ${probabilitySharesWords(shares)}`;
	return `${figureTitle(name)} (${words})`;
}

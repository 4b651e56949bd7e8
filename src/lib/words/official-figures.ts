import { SCHEME_TITLES } from './chart-reader.ts';
import type { Fact } from '#lib/components/table/FactsList.svelte';
import { formatCount, formatInterval, formatNumber, formatPercent } from '#lib/core/text/format.ts';
import { matrixEstimates } from '#lib/core/statistics/matrix-figure-intervals.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import {
	CHECKED_FIGURES,
	type CheckedFigures,
	type Estimate
} from '#lib/core/records/model-checks.ts';
import { OFFICIAL_TEST, officialSystems } from '#lib/core/records/official-test.ts';
import type { Table } from '#lib/core/text/table.ts';
import { checkedKneesWords } from './knee-kind.ts';

type FigureName = (typeof CHECKED_FIGURES)[number];

/** What a network or ensemble reached on the official test split, and on validation knees that it was chosen on. */
export interface OfficialFigures {
	/** Name of a network, or which ensemble it is. */
	id: string;
	title: string;
	test: CheckedFigures;
	/** As its card's checks have it; null where there are none. */
	val: CheckedFigures | null;
	/** Which knees those are, e.g. "826 real knees of 413 subjects, val split"; null where there are none. */
	valKnees: string | null;
}

export const OFFICIAL_TITLES: Readonly<Record<FigureName, string>> = {
	balancedAccuracy: 'Balanced accuracy',
	accuracy: 'Accuracy',
	quadraticWeightedKappa: 'Quadratic weighted kappa',
	meanAbsoluteError: 'Mean absolute error in grades'
};

/** "Measured once on the official test split, 1,656 radiographs of 828 subjects" */
export const OFFICIAL_CAPTION = `Measured once on the official test split, ${formatCount(OFFICIAL_TEST.knees)} radiographs of ${formatCount(OFFICIAL_TEST.subjects)} subjects`;

/** How the intervals were made, and what the figures are of. */
export const OFFICIAL_NOTE = `${OFFICIAL_TEST.source}; measured on ${OFFICIAL_TEST.measured} by npm run evaluate with exactly these weights; nothing was chosen on these knees, which are not part of this page. 95% intervals are computed from the confusion matrices with the two knees of a subject counted as one, so they are, if anything, too wide; that of the mean ensemble’s balanced accuracy is from a subject bootstrap.`;

/**
 * Of the networks whose very weights were measured, and their ensembles where all were; empty where none was.
 *
 * @param fingerprints of the weights of each card, in the order of `cards`
 */
export function officialFigures(
	cards: readonly ModelCard[],
	fingerprints: readonly string[]
): OfficialFigures[] {
	const weights = new Map(cards.map(({ name }, place) => [name, fingerprints[place]]));
	return officialSystems(weights).map(({ id, ensemble, confusion, resampled }) => {
		const card = cards.find(({ name }) => name === id) ?? cards[0];
		const checked = card.checks?.kneeFigures;
		const estimates = matrixEstimates(confusion, OFFICIAL_TEST.knees / OFFICIAL_TEST.subjects);
		const { balancedAccuracy } = estimates;
		return {
			id,
			title: ensemble ? `${SCHEME_TITLES[ensemble]} ensemble` : card.title,
			test: {
				...estimates,
				balancedAccuracy: balancedAccuracy && { ...balancedAccuracy, ...resampled }
			},
			val: checked ? (ensemble ? checked.ensembles[ensemble] : checked.network) : null,
			valKnees: checked ? checkedKneesWords(checked.data) : null
		};
	});
}

/** Balanced accuracy on the official test split among the facts of a network; none where it was not measured. */
export function officialFacts(name: string, figures: readonly OfficialFigures[]): Fact[] {
	const own = figures.find(({ id }) => id === name);
	if (!own) return [];
	const { knees, subjects } = OFFICIAL_TEST;
	return [
		{
			label: 'Official test split, measured once',
			value: `${officialText('balancedAccuracy', own.test.balancedAccuracy)}; ${formatCount(knees)} radiographs of ${formatCount(subjects)} subjects`
		}
	];
}

/** "66.8% (62.4 to 69.7)", "0.81 (0.79 to 0.84)" */
export function officialText(name: FigureName, value: Estimate | null): string {
	if (!value) return formatNumber(null);
	const share = name === 'balancedAccuracy' || name === 'accuracy';
	return share
		? `${formatPercent(value.estimate, 1)} (${formatInterval(value)})`
		: `${formatNumber(value.estimate)} (${formatInterval(value, { scale: 1, digits: 2 })})`;
}

/** Every figure with its interval, in full precision; null where nothing was measured. */
export function officialTable(figures: readonly OfficialFigures[]): Table | null {
	if (figures.length === 0) return null;
	const numeric = (label: string) => ({ label, numeric: true });
	return {
		caption: `${OFFICIAL_CAPTION}, beside validation knees that the weights were chosen on`,
		columns: [
			{ label: 'System' },
			{ label: 'Figure' },
			{ label: 'Knees' },
			numeric('Value'),
			numeric('Lower 95%'),
			numeric('Upper 95%')
		],
		rows: figures.flatMap(({ title, test, val, valKnees }) =>
			CHECKED_FIGURES.flatMap((name) => {
				const row = (knees: string, of: Estimate | null) => [
					title,
					OFFICIAL_TITLES[name],
					knees,
					of?.estimate ?? null,
					of?.lower ?? null,
					of?.upper ?? null
				];
				const onTest = `${formatCount(OFFICIAL_TEST.knees)} real knees of ${formatCount(OFFICIAL_TEST.subjects)} subjects, official test split`;
				return [
					row(onTest, test[name]),
					...(val && valKnees ? [row(`${valKnees}, chosen on them`, val[name])] : [])
				];
			})
		)
	};
}

import { SCHEME_TITLES } from '#lib/words/chart-reader.ts';
import { ENSEMBLE_SCHEMES } from '#lib/core/combine/ensemble.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import {
	CHECKED_FIGURES,
	type CheckedFigures,
	type CheckedKnees,
	type HeatOnMasks,
	type ModelChecks
} from '#lib/core/records/model-checks.ts';
import type { Table, TableCell } from '#lib/core/text/table.ts';
import { checkedKneesWords } from '#lib/words/knee-kind.ts';

const FIGURE: Readonly<Record<(typeof CHECKED_FIGURES)[number], string>> = {
	balancedAccuracy: 'balanced accuracy',
	accuracy: 'accuracy',
	quadraticWeightedKappa: 'quadratic weighted kappa',
	meanAbsoluteError: 'mean absolute error in grades'
};

/** Every figure of the checks in the cards, a line each; null where no card holds any. */
export function checksTable(cards: readonly ModelCard[]): Table | null {
	const checked = cards.flatMap(({ title, checks }) => (checks ? [{ title, checks }] : []));
	if (checked.length === 0) return null;
	return {
		caption: 'Checks of the downloaded weights',
		columns: [
			{ label: 'Network' },
			{ label: 'Figure' },
			{ label: 'Knees' },
			{ label: 'Value', numeric: true },
			{ label: 'From', numeric: true },
			{ label: 'To', numeric: true },
			{ label: 'Share of the picture', numeric: true },
			{ label: 'Checked' },
			{ label: 'Share of the part that is read', numeric: true }
		],
		rows: [
			...checked.flatMap(({ title, checks }) => networkRows(title, checks)),
			...ensembleRows(checked[0].checks)
		]
	};
}

interface Bounds {
	lower: number | null;
	upper: number | null;
}

/** Where a check looks for heat: a share of the part that the network reads. */
interface Area {
	share: number;
	readArea: number;
}

function row(
	title: string,
	{ created }: ModelChecks,
	figure: string,
	knees: CheckedKnees,
	value: number | null,
	bounds: Bounds | null,
	area: Area | null = null
): TableCell[] {
	const { lower = null, upper = null } = bounds ?? {};
	const day = created.slice(0, 10);
	const ofPicture = area && area.share * area.readArea;
	const ofRead = area?.share ?? null;
	return [title, figure, checkedKneesWords(knees), value, lower, upper, ofPicture, day, ofRead];
}

function networkRows(title: string, checks: ModelChecks): TableCell[][] {
	const { phantomHeat, kneeHeat, kneeFigures, quantisation } = checks;
	const rows: TableCell[][] = [];
	if (kneeFigures) {
		rows.push(...figureRows(title, checks, kneeFigures.data, kneeFigures.network));
	}
	if (phantomHeat) {
		const { own, shuffled, data, readArea = 1 } = phantomHeat;
		rows.push(
			...maskRows(title, checks, data, 'the lesion', own, readArea),
			...maskRows(title, checks, data, 'the lesion of another knee', shuffled, readArea)
		);
	}
	if (kneeHeat) {
		const { heat, data, bandArea: share, readArea = 1 } = kneeHeat;
		const area = { share, readArea };
		rows.push(row(title, checks, 'heat at the joint', data, heat?.mean ?? null, heat, area));
	}
	for (const { data, argmaxKept, balancedAccuracyChange: change, ...rest } of quantisation) {
		rows.push(
			row(title, checks, 'same grade after rounding', data, argmaxKept, null),
			row(title, checks, 'mean difference of scores', data, rest.meanDifference, null),
			row(title, checks, 'largest difference of scores', data, rest.maxDifference, null),
			row(title, checks, 'change of balanced accuracy by rounding', data, change.estimate, change)
		);
	}
	return rows;
}

function figureRows(
	title: string,
	checks: ModelChecks,
	data: CheckedKnees,
	figures: CheckedFigures
): TableCell[][] {
	return CHECKED_FIGURES.map((name) =>
		row(title, checks, FIGURE[name], data, figures[name]?.estimate ?? null, figures[name])
	);
}

function maskRows(
	title: string,
	checks: ModelChecks,
	data: CheckedKnees,
	place: string,
	on: HeatOnMasks | null,
	readArea: number
): TableCell[][] {
	if (!on) return [];
	const { peak, heat, widenedArea, maskArea } = on;
	const independent = peak.subjects === undefined ? ', knees as independent' : '';
	const figure = `peak of heat in ${place}, widened${independent}`;
	return [
		row(title, checks, figure, data, peak.share, peak, { share: widenedArea, readArea }),
		row(title, checks, `heat in ${place}`, data, heat?.mean ?? null, heat, {
			share: maskArea,
			readArea
		})
	];
}

/** Of the networks that were checked together. */
function ensembleRows(checks: ModelChecks): TableCell[][] {
	const { kneeFigures } = checks;
	if (!kneeFigures) return [];
	const { data, ensembles } = kneeFigures;
	return ENSEMBLE_SCHEMES.flatMap((scheme) =>
		figureRows(`${SCHEME_TITLES[scheme]} ensemble`, checks, data, ensembles[scheme])
	);
}

import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { Table } from '#lib/core/text/table.ts';
import { priorWords } from '#lib/words/card-words.ts';
import type { OfficialFigures } from '#lib/words/official-figures.ts';
import { kindOf, kneeSources, splitWords } from '#lib/words/knee-kind.ts';
import { bestPoint, trainingPoints } from './training-points.ts';

const KINDS = [kindOf(false), kindOf(true)];

/** What the cards say, a line for each network. */
export function modelsTable(
	cards: readonly ModelCard[],
	official: readonly OfficialFigures[] = []
): Table {
	return {
		caption: 'The networks as their cards describe them',
		columns: [
			{ label: 'Network' },
			{ label: 'Architecture' },
			{ label: 'Width', numeric: true },
			{ label: 'Parameters', numeric: true },
			{ label: 'Bytes', numeric: true },
			{ label: 'Weights' },
			{ label: 'Exposure' },
			{ label: 'Preprocessing' },
			{ label: 'Heat map grid' },
			...KINDS.flatMap((kind) => [
				{ label: `Trained on ${kind}`, numeric: true },
				{ label: `Balanced accuracy as trained, ${splitWords(kind, 'val')}`, numeric: true }
			]),
			{ label: 'Best on validation' },
			{ label: 'Made from, SHA-256' },
			{ label: 'Scores are probabilities for' },
			{ label: 'Balanced accuracy, official test split', numeric: true },
			{ label: 'Lower 95%', numeric: true },
			{ label: 'Upper 95%', numeric: true }
		],
		rows: cards.map((card) => [
			card.title,
			card.architecture,
			card.widthMultiplier,
			card.parameters,
			card.weights.bytes,
			card.weights.dtype,
			card.exposure,
			card.preprocessing,
			card.featureMap.slice(0, 2).join(' × '),
			...KINDS.flatMap((kind) => trainedOn(card, kind)),
			bestPoint(trainingPoints(card)),
			card.source.sha256,
			priorWords(card),
			...onOfficialTest(card, official)
		])
	};
}

function onOfficialTest(
	{ name }: ModelCard,
	official: readonly OfficialFigures[]
): (number | null)[] {
	const of = official.find(({ id }) => id === name)?.test.balancedAccuracy;
	return [of?.estimate ?? null, of?.lower ?? null, of?.upper ?? null];
}

/** Training knees of a kind, and balanced accuracy on the val split of it. */
function trainedOn(card: ModelCard, kind: string): (number | null)[] {
	const source = kneeSources(card).find((of) => of.kind === kind);
	return [
		source?.counts.train?.reduce((sum, count) => sum + count, 0) ?? null,
		source?.metrics.val?.balancedAccuracy ?? null
	];
}

/** Every point of every training history. */
export function historyTable(cards: readonly ModelCard[]): Table {
	return {
		caption: 'Training histories',
		columns: [
			{ label: 'Network' },
			{ label: 'Step', numeric: true },
			{ label: 'Image side in pixels', numeric: true },
			{ label: 'Loss', numeric: true },
			{ label: 'Validation loss', numeric: true },
			{ label: 'Validation balanced accuracy', numeric: true }
		],
		rows: cards.flatMap(({ title, history }) =>
			history.map(({ step, imageSize, loss, valLoss, valBalancedAccuracy }) => [
				title,
				step,
				imageSize,
				loss,
				valLoss,
				valBalancedAccuracy
			])
		)
	};
}

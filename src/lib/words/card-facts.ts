import type { Fact } from '#lib/components/table/FactsList.svelte';
import {
	formatBytes,
	formatCount,
	formatDuration,
	formatInterval,
	formatNumber,
	formatPercent
} from '#lib/core/text/format.ts';
import { matrixEstimates } from '#lib/core/statistics/matrix-figure-intervals.ts';
import type { ModelCard, ModelCardMetrics } from '#lib/core/records/model-card.ts';
import { total } from '#lib/core/metrics/confusion.ts';
import { kindOf, kneeSources, splitWords, type KneeSource } from './knee-kind.ts';
import { FIELD_NAMES } from './recipe-fields.ts';

/**
 * Balanced accuracy as the recipe measured it, on each kind of knees it was trained on, with its interval and what the knees
 * were used for.
 */
export function trainedFigures(card: ModelCard): Fact[] {
	return kneeSources(card).map(({ kind, metrics }) => ({
		label: `As trained, ${splitWords(kind, 'val')}`,
		value: metrics.val ? trainedText(card, kind, metrics.val) : null
	}));
}

/** "65.0% (61.3 to 68.6), 826 knees of 413 subjects, chosen on these knees" */
function trainedText(
	card: ModelCard,
	kind: string,
	{ confusion, balancedAccuracy }: ModelCardMetrics
): string {
	const knees = total(confusion);
	const checked = card.checks?.kneeFigures;
	const same =
		checked?.data.split === 'val' &&
		checked.data.knees === knees &&
		kindOf(checked.data.synthetic) === kind;
	const subjects = same ? checked.data.subjects : null;
	// At most two knees are of one subject, so that without their number the interval is, if anything, too wide.
	const { balancedAccuracy: estimate } = matrixEstimates(confusion, 2);
	const interval = (same && checked.network.balancedAccuracy) || estimate;
	return [
		`${formatPercent(balancedAccuracy, 1)} (${formatInterval(interval)})`,
		`${formatCount(knees)} knees${subjects === null ? '' : ` of ${formatCount(subjects)} subjects`}`,
		...(isMeanOfWeights(card) ? ['chosen on these knees'] : [])
	].join(', ');
}

/** Whether the network is an average over its training, as `training/average.py` makes it. */
export function isMeanOfWeights({ recipe }: ModelCard): boolean {
	return String(recipe.chosen ?? '').startsWith('mean of the weights');
}

/** The recipe as the card holds it, counts and validation figures first; unknown settings keep their own name. */
export function recipeFacts(card: ModelCard): Fact[] {
	const { trainingData, recipe } = card;
	const settings = Object.entries(recipe).map(([key, value]) => ({
		label: FIELD_NAMES[key] ?? key,
		value: settingText(key, value)
	}));
	return [
		{ label: 'Training data', value: trainingData?.description || null },
		...kneeSources(card).flatMap(sourceFacts),
		...settings
	];
}

function sourceFacts({ kind, counts, metrics }: KneeSource): Fact[] {
	const list = (of: number[] | undefined) => (of ? of.map(formatCount).join(', ') : null);
	const [train, val] = [splitWords(kind, 'train'), splitWords(kind, 'val')];
	return [
		{ label: `Grades 0 to 4, ${train}`, value: list(counts.train) },
		{ label: `Grades 0 to 4, ${val}`, value: list(counts.val) },
		{
			label: `Accuracy as trained, ${val}`,
			value: withRange(metrics.val?.accuracy, 'accuracy', metrics.val)
		},
		{
			label: `Quadratic weighted kappa as trained, ${val}`,
			value: withRange(metrics.val?.quadraticWeightedKappa, 'quadraticWeightedKappa', metrics.val)
		}
	];
}

/** With the interval of its confusion matrix, both knees of a subject counted as one. */
function withRange(
	value: number | undefined,
	figure: 'accuracy' | 'quadraticWeightedKappa',
	measured: ModelCardMetrics | undefined
): string | null {
	if (value === undefined || !measured) return null;
	const interval = matrixEstimates(measured.confusion, 2)[figure];
	return figure === 'accuracy'
		? `${formatPercent(value, 1)} (${formatInterval(interval)})`
		: `${formatNumber(value)} (${formatInterval(interval, { scale: 1, digits: 2 })})`;
}

/** Where the weights come from, and the SHA-256 of every file. */
export function fileFacts({ source, weights }: ModelCard): Fact[] {
	return [
		{ label: 'Made from', value: source.file },
		{ label: 'Its SHA-256', value: source.sha256 },
		{ label: 'Keras', value: source.kerasVersion },
		...weights.files.map(({ file, bytes, sha256 }) => ({
			label: `${file}, ${formatBytes(bytes)}`,
			value: sha256
		}))
	];
}

function settingText(key: string, value: ModelCard['recipe'][string]): string | null {
	if (value === null) return null;
	if (key === 'durationSeconds' && typeof value === 'number') return formatDuration(value);
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	return String(value)
		.replace(/[{}"]/g, '')
		.replace(/:/g, ' ')
		.replace(/,(?=\S)/g, ', ');
}

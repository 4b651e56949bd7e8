import type { Fact } from '#lib/components/FactsList.svelte';
import {
	formatBytes,
	formatCount,
	formatDuration,
	formatNumber,
	formatPercent
} from '#lib/core/format.ts';
import type { ModelCard, FiveNumbers } from '#lib/core/model-card.ts';
import { kneeSources, splitWords, type KneeSource } from './knee-kind.ts';
import { FIELD_NAMES } from './recipe-fields.ts';

/** Balanced accuracy as the recipe measured it, on each kind of knees it was trained on. */
export function trainedFigures(card: ModelCard): Fact[] {
	return kneeSources(card).map(({ kind, metrics }) => ({
		label: `As trained, ${splitWords(kind, 'val')}`,
		value: metrics.val ? formatPercent(metrics.val.balancedAccuracy, 1) : null
	}));
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
	const list = (of: FiveNumbers | undefined) => (of ? of.map(formatCount).join(', ') : null);
	const [train, val] = [splitWords(kind, 'train'), splitWords(kind, 'val')];
	return [
		{ label: `Grades 0 to 4, ${train}`, value: list(counts.train) },
		{ label: `Grades 0 to 4, ${val}`, value: list(counts.val) },
		{
			label: `Accuracy as trained, ${val}`,
			value: metrics.val ? formatPercent(metrics.val.accuracy, 1) : null
		},
		{
			label: `Quadratic weighted kappa as trained, ${val}`,
			value: metrics.val ? formatNumber(metrics.val.quadraticWeightedKappa) : null
		}
	];
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

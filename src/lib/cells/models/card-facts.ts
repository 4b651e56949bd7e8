import type { Fact } from '#lib/components/FactsList.svelte';
import {
	formatBytes,
	formatCount,
	formatDuration,
	formatNumber,
	formatPercent
} from '#lib/core/format.ts';
import type { ModelCard, FiveNumbers } from '#lib/core/model-card.ts';
import { FIELD_NAMES } from './recipe-fields.ts';

/** The recipe as the card holds it, counts and validation figures first; unknown settings keep their own name. */
export function recipeFacts({ trainingData, metrics, recipe }: ModelCard): Fact[] {
	const counts = (of: FiveNumbers | undefined) => (of ? of.map(formatCount).join(', ') : null);
	const settings = Object.entries(recipe).map(([key, value]) => ({
		label: FIELD_NAMES[key] ?? key,
		value: settingText(key, value)
	}));
	return [
		{ label: 'Training data', value: trainingData?.description || null },
		{ label: 'Training knees, grades 0 to 4', value: counts(trainingData?.counts.train) },
		{ label: 'Validation knees, grades 0 to 4', value: counts(trainingData?.counts.val) },
		{
			label: 'Accuracy on validation, as trained',
			value: metrics.val ? formatPercent(metrics.val.accuracy, 1) : null
		},
		{
			label: 'Quadratic weighted kappa, as trained',
			value: metrics.val ? formatNumber(metrics.val.quadraticWeightedKappa) : null
		},
		...settings
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

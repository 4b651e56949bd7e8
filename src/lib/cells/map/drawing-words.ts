import { kneesText } from '#lib/cells/mistakes/knees-text.ts';
import { formatCount, formatDuration } from '#lib/core/format.ts';
import type { KneeFeatures } from '#lib/notebook/knee-features.svelte.ts';
import {
	kneeMapSeconds,
	type DrawnMap,
	type KneeMapProgress
} from '#lib/notebook/knee-maps.svelte.ts';

/** What drawing will cost, in a sentence; once a map was drawn here its time is the better guide. */
export function costWords(knees: number, features: number, lastSeconds: number | null): string {
	if (lastSeconds !== null) return '';
	const seconds = formatDuration(kneeMapSeconds(knees, features));
	return `That takes ${seconds} on a free processor core, longer on a slow or busy one.`;
}

/** How far a map is: "Comparing knees: 120 of 499,500 pairs, about 2 seconds left". */
export function progressWords(progress: KneeMapProgress | null): string {
	if (!progress) return 'Starting';
	const { phase, done, total, secondsLeft } = progress;
	const [what, unit] =
		phase === 'neighbours' ? ['Comparing knees', 'pairs'] : ['Laying them out', 'passes'];
	const left =
		secondsLeft === null || done === total ? '' : `, ${formatDuration(secondsLeft)} left`;
	return `${what}: ${formatCount(done)} of ${formatCount(total)} ${unit}${left}`;
}

/** What has come since a map was drawn; empty where nothing has. */
export function staleWords(map: DrawnMap, { version, liveCount }: KneeFeatures): string {
	if (map.version === version) return '';
	const since = Math.max(0, liveCount - map.live);
	if (since > 0) return `${kneesText(since)} more read live since this map was drawn.`;
	return 'The readings have changed since this map was drawn.';
}

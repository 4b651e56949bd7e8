import { kneesText } from '#lib/words/knees-text.ts';
import { formatCount, formatDuration } from '#lib/core/text/format.ts';
import type { KneeFeatures } from '#lib/study/readings/knee-features.svelte.ts';
import {
	kneeMapSeconds,
	type DrawnMap,
	type KneeMapProgress
} from '#lib/study/maps/knee-maps.svelte.ts';

/**
 * What drawing will cost, in a sentence.
 *
 * @param pace how much longer the last map took here than expected; null before the first
 */
export function costWords(knees: number, features: number, pace: number | null): string {
	const seconds = kneeMapSeconds(knees, features);
	if (pace === null) {
		return `Drawing takes ${formatDuration(seconds)} on an idle processor core, longer on a slow or busy one.`;
	}
	return `Drawing takes ${formatDuration(seconds * pace)} at the pace of the last map.`;
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

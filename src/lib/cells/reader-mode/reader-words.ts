import { NOT_SIGNIFICANT, testText } from '#lib/words/verdict-words.ts';
import { readerOf } from '#lib/words/chart-reader.ts';
import { kneesText } from '#lib/words/knees-text.ts';
import type { ChartReader } from '#lib/charts/series/reader.types.ts';
import { formatCount, formatInterval } from '#lib/core/text/format.ts';
import { classLabel } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { DifferenceFrom } from '#lib/study/reader-mode/reading-differences.ts';
import type { ReadingResult, SameKnees } from '#lib/study/reader-mode/reading-result.svelte.ts';
import type { LinkObstacle } from '#lib/study/reader-mode/reader-mode.svelte.ts';
import { shortFingerprint, type LinkedReading } from '#lib/study/selection/reading-link.ts';
import { ENSEMBLE, type Systems } from '#lib/study/systems/systems.svelte.ts';

/** The visitor among the readers of a chart. */
export const YOU: ChartReader = { mark: 'you', name: 'You' };

/** An interval of kappa wider than this is called wide: about two of the usual words for agreement. */
const WIDE = 0.3;

/** Who reads, for charts and tables: "ResNet50", "F1-weighted ensemble". */
export function comparedReader({ system }: SameKnees, { scheme }: Systems): ChartReader {
	const reader = readerOf(system, scheme);
	return system.id === ENSEMBLE ? { ...reader, name: `${reader.name} ensemble` } : reader;
}

/** "Graded 2 Minimal." */
export function gradedWords(scale: LabelScale, grade: number): string {
	return `Graded ${classLabel(scale, grade)}.`;
}

/** How many films have a grade and how many do not, e.g. "6 graded, 1 left out". */
export function progressWords(graded: number, skipped: number): string {
	const done = `${formatCount(graded)} graded`;
	return skipped === 0 ? done : `${done}, ${formatCount(skipped)} skipped`;
}

/** The result in a sentence. */
export function resultWords(
	{ metrics, confusion, rows, own }: ReadingResult,
	asked: number
): string {
	const right = confusion.reduce((sum, row, i) => sum + row[i], 0);
	const far = confusion.reduce(
		(sum, row, i) => sum + row.filter((_, j) => Math.abs(i - j) > 1).reduce((a, b) => a + b, 0),
		0
	);
	const left = asked - own.length;
	const off =
		far === 0 ? '' : ` ${kneesText(far)} ${far === 1 ? 'is' : 'are'} off by more than one grade.`;
	const out =
		left === 0 ? '' : ` ${kneesText(left)} without a grade ${left === 1 ? 'is' : 'are'} left out.`;
	return `You read ${formatCount(right)} of ${kneesText(metrics.count)} as ${rows.length === 1 ? 'its label says' : 'their labels say'}.${off}${out}`;
}

/** How little so few knees can tell; null while the interval is not known. */
export function smallSampleWords(result: ReadingResult): string | null {
	const { value, interval, note } = result.estimate(null, 'quadraticWeightedKappa');
	const count = kneesText(result.rows.length);
	if (value === null) {
		return `Kappa is not defined for these grades: it needs more than one grade among ${count}. Read more knees.`;
	}
	if (!interval) {
		return note === 'interval unknown'
			? `Every resample of these ${count} gives the same kappa, so its interval is unknown. That is a limit of the method with so few mistakes, not certainty.`
			: null;
	}
	const width = interval.upper - interval.lower;
	const range = formatInterval(interval, { scale: 1, digits: 2 });
	const verdict =
		width > WIDE
			? `the interval of your kappa is wide, ${range}: they say little about how well you read`
			: `the interval of your kappa is ${range}`;
	const more = result.rows.length < 100 ? ' More knees make it narrower.' : '';
	return `With ${count} of ${subjectsText(result.subjects)}, ${verdict}.${more}`;
}

/** "no significant difference, adjusted p = .41", "better than you, ..." or "worse than you, ..." by kappa, for all systems at once. */
export function verdictWords(result: ReadingResult, other: SameKnees): string {
	if (other.missing > 0) {
		return `has not read ${formatCount(other.missing)} of them yet`;
	}
	const comparison = result.comparison(other, 'quadraticWeightedKappa');
	if (!comparison?.test) return '';
	const { verdict, test } = comparison;
	const words = {
		'not significant': NOT_SIGNIFICANT,
		borderline: 'borderline',
		'first better': 'worse than you',
		'second better': 'better than you',
		unknown: ''
	}[verdict];
	return `${words}, ${testText(test, verdict)}`;
}

/** Where somebody's own grade differs, as it stands after "your reading: ". */
export function differenceWords(from: DifferenceFrom): string {
	return {
		'any-network': 'where you and a network differ',
		'every-network': 'where you differ from every network',
		label: 'where you differ from the label'
	}[from];
}

/** Why a linked reading was not begun: what happened, and what still works. */
export function obstacleWords(
	{ count, seed, set }: LinkedReading,
	obstacle: LinkObstacle,
	fingerprint: string,
	available: number
): { title: string; text: string } {
	switch (obstacle) {
		case 'other-set':
			return {
				title: 'This link is for another test set',
				text: `It was made for test set ${set}; this page shows ${shortFingerprint(fingerprint)}. The same number and seed draw other knees here, so results cannot be compared with those of the person who sent it.`
			};
		case 'too-many':
			return {
				title: `This link asks for ${kneesText(count)}`,
				text: `There are ${formatCount(available)} here. Choose a smaller number below.`
			};
		case 'other-reading':
			return {
				title: 'You have a reading of your own here',
				text: `The link asks for ${kneesText(count)} with seed ${seed}. Opening it removes your own reading from this browser.`
			};
	}
}

function subjectsText(count: number): string {
	return `${formatCount(count)} ${count === 1 ? 'subject' : 'subjects'}`;
}

import { numberWord } from '#lib/words/count-words.ts';
import { agreementWords } from '#lib/words/selection-words.ts';
import { listWords } from '#lib/words/list-words.ts';
import { isRightIn, patternsAmong } from '#lib/core/metrics/agreement-patterns.ts';
import type { Votes } from '#lib/study/systems/votes.ts';

/** Networks that a pattern says are right, by their place. */
export function membersOf(mask: number, networks: number): number[] {
	return Array.from({ length: networks }, (_, m) => m).filter((m) => isRightIn(mask, m));
}

function othersOf(mask: number, networks: number): number[] {
	return Array.from({ length: networks }, (_, m) => m).filter((m) => !isRightIn(mask, m));
}

/** Patterns in order: most networks right first; of as many, by who is alone or right. */
export function patternOrder(patterns: readonly number[], networks: number): number[] {
	const alone = (mask: number) => {
		const right = membersOf(mask, networks);
		const wrong = othersOf(mask, networks);
		return (right.length > wrong.length ? wrong : right)[0] ?? -1;
	};
	return patterns.toSorted(
		(a, b) =>
			membersOf(b, networks).length - membersOf(a, networks).length || alone(a) - alone(b) || b - a
	);
}

/** Who is right, short: "all three", "all but Xception", "Xception alone", "none". */
export function patternHead(mask: number, names: readonly string[]): string {
	const right = membersOf(mask, names.length);
	if (right.length === 0) return 'none';
	if (right.length === names.length) return `all ${numberWord(names.length)}`;
	if (right.length === 1) return `${names[right[0]]} alone`;
	const wrong = othersOf(mask, names.length);
	return wrong.length === 1 ? `all but ${names[wrong[0]]}` : listWords(right.map((m) => names[m]));
}

/** The knees of a pattern in words: "read correctly by Xception alone". */
export function patternWords(
	mask: number,
	names: readonly string[],
	truth: number | null = null
): string {
	const right = membersOf(mask, names.length).length;
	const words =
		right === 0 || right === names.length
			? `read ${agreementWords(right, names.length)}`
			: `read correctly by ${patternHead(mask, names).replace(/^all but/, 'all networks but')}`;
	return truth === null ? words : `true ${truth}, ${words}`;
}

/** Rows of the knees of a pattern, of one true grade or of all. */
export function patternRows(
	{ rows, masks, truth }: Votes,
	mask: number,
	of: number | null
): number[] {
	return rows.filter((_, i) => masks[i] === mask && (of === null || truth[i] === of));
}

/** Knees of each true grade by pattern, patterns in the order of {@link patternOrder}. */
export function patternCounts({ masks, truth, grades, classCount }: Votes): Map<number, number[]> {
	const patterns = patternOrder(patternsAmong(masks, grades.length), grades.length);
	const counts = new Map(patterns.map((mask) => [mask, new Array<number>(classCount).fill(0)]));
	truth.forEach((grade, i) => counts.get(masks[i])![grade]++);
	return counts;
}

import type { EnsemblePieces } from '#lib/charts/bars/reader-scores.ts';
import { largest, pieceTotals } from '#lib/charts/bars/reader-scores.ts';
import { formatPercent } from '#lib/core/text/format.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { listWords } from '#lib/words/list-words.ts';
import { numberWord } from '#lib/words/count-words.ts';

export interface Member {
	name: string;
	/** Of each class, 0-1. */
	scores: ArrayLike<number>;
}

/**
 * Who outvoted whom, from the numbers: the classes that the members chose, and the one that the sum of their
 * weighted scores gives.
 */
export function ensembleWords(
	{ classes }: LabelScale,
	members: readonly Member[],
	pieces: EnsemblePieces
): string {
	const sum = largest(pieceTotals(pieces));
	const chosen = members.map(({ scores }) => largest(scores));
	const name = (grade: number) => classes[grade].name;
	const sure = (m: number, grade: number) => formatPercent(members[m].scores[grade]);
	const places = members.map((_, m) => m);
	const won = places.filter((m) => chosen[m] === sum);
	const lost = places.filter((m) => chosen[m] !== sum);

	if (lost.length === 0) {
		return members.length === 1
			? `${members[0].name} chose ${name(sum)}.`
			: `${groupName(members.length)} chose ${name(sum)}.`;
	}
	if (won.length === 0) {
		const each = lost.map((m) => `${members[m].name} ${name(chosen[m])}`);
		return `No network chose ${name(sum)} (${listWords(each)}), yet it has the highest sum, because each gave it a share.`;
	}
	if (lost.length === 1 && won.length > 1) {
		const [m] = lost;
		const rest = won.length === 2 ? 'the other two outvote' : 'the others outvote';
		return `${members[m].name} alone chose ${name(chosen[m])}, ${sure(m, chosen[m])} to ${sure(m, sum)} for ${name(sum)}; ${rest} it.`;
	}
	const winners = listWords(won.map((m) => `${members[m].name} (${sure(m, sum)})`));
	const losers = listWords(
		lost.map((m) => `${members[m].name}, who chose ${name(chosen[m])} (${sure(m, chosen[m])})`)
	);
	const alone = won.length === 1 ? ' alone' : '';
	return `${winners}${alone} chose ${name(sum)} and ${won.length === 1 ? 'outweighs' : 'outweigh'} ${losers}.`;
}

function groupName(count: number): string {
	return count === 2 ? 'Both' : `All ${numberWord(count)}`;
}

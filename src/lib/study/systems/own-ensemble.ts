import type { Combination } from '#lib/core/combine/combination.ts';
import { ENSEMBLE_SCHEMES, type EnsembleScheme } from '#lib/core/combine/ensemble.ts';
import { forEveryGrade, freeWeights, withoutMember } from '#lib/core/combine/weight-table.ts';
import { numbersFrom, numbersTo } from '#lib/study/view/number-list.ts';

/** An ensemble that can be chosen: one of the original's, or one's own. */
export type EnsembleChoice = EnsembleScheme | 'own';

/** How one's own ensemble combines: as the original does, by weights of one's own, or not by weights. */
export type OwnWay = EnsembleScheme | 'free' | 'geometric' | 'vote';

export const OWN_WAYS: readonly OwnWay[] = [...ENSEMBLE_SCHEMES, 'free', 'geometric', 'vote'];

/** Where weights come from: set by hand, measured on validation knees, or on the very knees that are shown. */
export type WeightsFrom = 'hand' | 'val' | 'shown';

/** One's own ensemble as it was put together. */
export interface OwnEnsemble {
	way: OwnWay;
	/** Place of the network that is left out; null for none. */
	without: number | null;
	/** Whether the scores of a knee are divided by their sum. */
	sumToOne: boolean;
	/** Of the weights of `accuracy`, `f1` and `free`. */
	from: WeightsFrom;
	/** `weights[member][grade]` of `free`, each 0 or more, any sum. */
	weights: readonly (readonly number[])[];
	/** Where these come from; kept while another way is tried. */
	weightsFrom: WeightsFrom;
}

/** The original's best ensemble, to begin with. */
export function newOwnEnsemble(members: number, classCount: number): OwnEnsemble {
	return {
		way: 'f1',
		without: null,
		sumToOne: false,
		from: 'val',
		weights: forEveryGrade(new Array<number>(members).fill(50), classCount),
		weightsFrom: 'hand'
	};
}

/** Whether its weights are measured or set at all. */
export function isWeighted({ way }: OwnEnsemble): boolean {
	return way === 'accuracy' || way === 'f1' || way === 'free';
}

/** Whether its weights were chosen by the very knees that it is judged on. */
export function isFittedToShown(own: OwnEnsemble | null): boolean {
	return own !== null && isWeighted(own) && own.from === 'shown';
}

/** Whether its weights were set by hand, which the figures of the knees shown invite to be guided by. */
export function isSetByHand(own: OwnEnsemble | null): boolean {
	return own !== null && own.way === 'free' && own.from === 'hand';
}

/**
 * How it combines its members.
 *
 * @param measured `table[member][grade]` of one of the original's schemes, from the knees that `from` says
 */
export function ownCombination(
	{ way, without, sumToOne, weights }: OwnEnsemble,
	members: number,
	measured: (scheme: EnsembleScheme) => readonly (readonly number[])[]
): Combination {
	const pool = way === 'geometric' || way === 'vote' ? way : 'sum';
	const table =
		way === 'free'
			? freeWeights(weights).table
			: pool === 'sum'
				? measured(way as EnsembleScheme)
				: forEveryGrade(new Array<number>(members).fill(1 / members), weights[0].length);
	return {
		pool,
		table: without === null ? table : withoutMember(table, without).table,
		sumToOne
	};
}

const FIELD = '~';
const ROW = '_';
const FROM: readonly WeightsFrom[] = ['hand', 'val', 'shown'];

/**
 * The ensemble as a word of an address: way, number of the network left out, 1 where scores sum to 1, source of
 * the weights, and the weights of each network, for each grade where they differ: `free~~1~val~60_40_0`.
 */
export function ownToAddress({ way, without, sumToOne, from, weights }: OwnEnsemble): string {
	const words = [
		way,
		without === null ? '' : String(without),
		sumToOne ? '1' : '',
		from,
		way === 'free' ? weights.map(weightsTo).join(ROW) : ''
	];
	while (words.at(-1) === '') words.pop();
	return words.join(FIELD);
}

/** The ensemble that {@link ownToAddress} wrote of so many networks and classes; null where the word is damaged. */
export function ownFromAddress(
	word: string,
	members: number,
	classCount: number
): OwnEnsemble | null {
	const [wayText, withoutText = '', sum = '', fromText, weightsText, ...more] = word.split(FIELD);
	const way = OWN_WAYS.find((known) => known === wayText);
	const from = FROM.find((known) => known === fromText);
	const without = withoutText === '' ? null : (numbersFrom(withoutText, 1)?.[0] ?? members);
	if (more.length > 0 || !way || !from || (sum !== '' && sum !== '1')) return null;
	if (without !== null && !(Number.isInteger(without) && without < members && members > 1)) {
		return null;
	}
	const own = {
		...newOwnEnsemble(members, classCount),
		way,
		from,
		without,
		sumToOne: sum === '1',
		...(way === 'free' && { weightsFrom: from })
	};
	if (way !== 'free') return weightsText === undefined ? own : null;
	const weights = (weightsText ?? '').split(ROW).map((row) => weightsFrom(row, classCount));
	const known = weights.filter((row) => row !== null);
	if (known.length !== members || weights.length !== members) return null;
	return { ...own, weights: known };
}

function weightsTo(row: readonly number[]): string {
	return numbersTo(row.every((weight) => weight === row[0]) ? row.slice(0, 1) : row);
}

function weightsFrom(text: string, classCount: number): number[] | null {
	const one = numbersFrom(text, 1);
	return one ? forEveryGrade(one, classCount)[0] : numbersFrom(text, classCount);
}

import { groupBySubject } from '#lib/core/statistics/subject-resamples.ts';

/** Knees that exchange their membership of a slice with those of other units, all at once. */
export interface ExchangeUnits {
	strata: ExchangeStratum[];
	/** Natural logarithm of how many ways there are to exchange them. */
	logArrangements: number;
	/**
	 * Knees times the variance of their membership when it is exchanged: 0 where every knee has to keep what it has.
	 */
	freedom: number;
}

/** Units that are made up alike, so that each could have the memberships of any other. */
export interface ExchangeStratum {
	/** Knees of each kind in a unit; knees of a kind stand for one another. */
	sizes: readonly number[];
	/** `[units, knees of a unit]`, row-major: positions of the knees, kind after kind. */
	knees: Uint32Array;
	units: number;
	/** Of each unit that has knees in the slice, how many of each kind. */
	patterns: readonly (readonly number[])[];
}

/**
 * - `subjects`: a unit is a subject with all of its compared knees, so that what the knees of a subject have in common stays
 *   together.
 * - `kinds`: a unit is the knees of one kind of a subject.
 */
export type ExchangeBy = 'subjects' | 'kinds';

/**
 * What may be exchanged where membership of a slice has nothing to do with how a knee is read, given its kind.
 *
 * @param subjects `[knees]` who each knee belongs to
 * @param kinds `[knees]` such as true grades, from 0; -1 for knees that are not compared
 * @param inSlice `[knees]` 1 or 0
 */
export function exchangeUnits(
	subjects: ArrayLike<number | string>,
	kinds: ArrayLike<number>,
	inSlice: Uint8Array,
	by: ExchangeBy
): ExchangeUnits {
	const units = unitsOf(subjects, kinds, by);
	const byMakeUp = new Map<string, number[][][]>();
	for (const unit of units) {
		const makeUp = unit.map((knees, kind) => `${kind}:${knees.length}`).join(' ');
		const others = byMakeUp.get(makeUp);
		if (others) others.push(unit.filter(() => true));
		else byMakeUp.set(makeUp, [unit.filter(() => true)]);
	}
	const strata = [...byMakeUp.values()].map((alike) => stratumOf(alike, inSlice));
	const sum = (value: (stratum: ExchangeStratum) => number) =>
		strata.reduce((total, stratum) => total + value(stratum), 0);
	return { strata, logArrangements: sum(logArrangementsOf), freedom: sum(freedomOf) };
}

/** Of each unit its knees by kind; kinds it has none of are holes. */
function unitsOf(
	subjects: ArrayLike<number | string>,
	kinds: ArrayLike<number>,
	by: ExchangeBy
): number[][][] {
	const { count, subjectOf } = groupBySubject(subjects);
	const ofSubjects = Array.from({ length: count }, (): number[][] => []);
	for (let i = 0; i < kinds.length; i++) {
		if (kinds[i] < 0) continue;
		(ofSubjects[subjectOf[i]][kinds[i]] ??= []).push(i);
	}
	const compared = ofSubjects.filter(({ length }) => length > 0);
	if (by === 'subjects') return compared;
	return compared.flatMap((unit) =>
		Object.keys(unit).map((kind) => {
			const alone: number[][] = [];
			alone[Number(kind)] = unit[Number(kind)];
			return alone;
		})
	);
}

/** @param units made up alike, each with its knees by kind, without holes */
function stratumOf(units: readonly number[][][], inSlice: Uint8Array): ExchangeStratum {
	const sizes = units[0].map(({ length }) => length);
	const patterns = units
		.map((unit) => unit.map((knees) => knees.filter((knee) => inSlice[knee] === 1).length))
		.filter((pattern) => pattern.some((members) => members > 0));
	return { sizes, units: units.length, knees: Uint32Array.from(units.flat(2)), patterns };
}

function logArrangementsOf({ sizes, units, patterns }: ExchangeStratum): number {
	const times = new Map<string, number>();
	let ways = logFactorial(units) - logFactorial(units - patterns.length);
	for (const pattern of patterns) {
		const key = pattern.join();
		times.set(key, (times.get(key) ?? 0) + 1);
		pattern.forEach((members, kind) => (ways += logChoices(sizes[kind], members)));
	}
	for (const count of times.values()) ways -= logFactorial(count);
	return ways;
}

function freedomOf({ sizes, units, patterns }: ExchangeStratum): number {
	return sizes.reduce((sum, size, kind) => {
		const share = patterns.reduce((all, pattern) => all + pattern[kind], 0) / (units * size);
		return sum + units * size * share * (1 - share);
	}, 0);
}

function logChoices(of: number, some: number): number {
	return logFactorial(of) - logFactorial(some) - logFactorial(of - some);
}

function logFactorial(n: number): number {
	let sum = 0;
	for (let k = 2; k <= n; k++) sum += Math.log(k);
	return sum;
}

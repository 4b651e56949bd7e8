import { exchangeUnits, type ExchangeUnits } from '#lib/core/comparison/exchange-units.ts';
import { benjaminiHochberg } from '#lib/core/statistics/false-discovery.ts';
import { canBeTested, membershipTest, type MembershipOptions } from './membership-test.ts';
import type { SliceContrast, SliceContrasts } from './slice-contrast.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';

export interface Slice {
	name: string;
	/** Positions of its knees. */
	knees: ArrayLike<number>;
}

/** A slice held against the rest of the knees. */
export interface SliceResult {
	name: string;
	knees: number;
	subjects: number;
	/** Those of its knees, and of the rest, that the two figures are of. */
	compared: { inside: number; rest: number };
	/** The statistic in the slice; null where undefined. */
	inside: number | null;
	/** The statistic of the rest it is held against; null where undefined. */
	rest: number | null;
	/** Inside minus rest; null where either is. */
	difference: number | null;
	/** 95 %; null where it cannot be told. */
	interval: Range | null;
	/**
	 * Two-sided, of {@link membershipTest}; null where there is no difference, and where the memberships of the slice cannot be
	 * exchanged, as where the grades of a subject's knees decide which of them is in it.
	 */
	p: number | null;
}

export interface SliceComparison extends SliceResult {
	/** p adjusted for all slices compared: of those at or below 0.05, at most 5 % are expected to be false findings. */
	adjusted: number | null;
}

/** Where exchanging the memberships of whole subjects leaves less of the variance than this share, kinds are exchanged. */
const LEAST_FREEDOM = 0.5;

/**
 * Each slice against the rest of the knees, Benjamini-Hochberg over the slices.
 *
 * @param subjects `[knees]` who each knee belongs to
 * @param contrasts of these knees in this order
 * @throws RangeError when a slice names a position that does not exist
 */
export function compareSlices(
	subjects: ArrayLike<number | string>,
	slices: readonly Slice[],
	contrasts: SliceContrasts,
	options: MembershipOptions = {}
): SliceComparison[] {
	return adjustSlices(slices.map((slice) => compareSlice(subjects, slice, contrasts, options)));
}

/** Adjusts p for all slices that are compared. */
export function adjustSlices(results: readonly SliceResult[]): SliceComparison[] {
	const adjusted = benjaminiHochberg(results.map(({ p }) => p));
	return results.map((result, s) => ({ ...result, adjusted: adjusted[s] }));
}

/** One slice against the rest; see {@link compareSlices}. */
export function compareSlice(
	subjects: ArrayLike<number | string>,
	slice: Slice,
	contrasts: SliceContrasts,
	options: MembershipOptions = {}
): SliceResult {
	const inSlice = marked(slice, subjects.length);
	const contrast = contrasts(inSlice);
	const { inside, rest, kinds } = contrast;
	const members = [...inSlice.keys()].filter((i) => inSlice[i] === 1);
	const compared = [0, 1].map(
		(side) => inSlice.filter((mark, i) => mark === side && kinds[i] >= 0).length
	);
	return {
		name: slice.name,
		knees: members.length,
		subjects: new Set(members.map((i) => subjects[i])).size,
		compared: { inside: compared[1], rest: compared[0] },
		inside,
		rest,
		difference: inside === null || rest === null ? null : inside - rest,
		interval: inside === null || rest === null ? null : contrast.interval(),
		p: pOf(subjects, contrast, inSlice, options)
	};
}

function pOf(
	subjects: ArrayLike<number | string>,
	{ kinds, statistic }: SliceContrast,
	inSlice: Uint8Array,
	options: MembershipOptions
): number | null {
	if (!statistic) return null;
	const units = unitsOf(subjects, kinds, inSlice);
	if (!canBeTested(units)) return null;
	const members = [...inSlice.keys()].filter((i) => inSlice[i] === 1 && kinds[i] >= 0);
	return membershipTest(units, statistic, members, options)?.p ?? null;
}

/**
 * Whole subjects exchange their memberships, so that what the knees of a subject share counts as it should. Where the grades
 * of both knees decide who is in a slice ("other knee of a higher grade"), subjects alike have nothing to exchange; then the
 * knees of one grade do.
 */
function unitsOf(
	subjects: ArrayLike<number | string>,
	kinds: Int8Array,
	inSlice: Uint8Array
): ExchangeUnits {
	const whole = exchangeUnits(subjects, kinds, inSlice, 'subjects');
	if (kinds.every((kind) => kind <= 0)) return whole;
	const apart = exchangeUnits(subjects, kinds, inSlice, 'kinds');
	return whole.freedom >= LEAST_FREEDOM * apart.freedom ? whole : apart;
}

function marked({ name, knees }: Slice, count: number): Uint8Array {
	const marks = new Uint8Array(count);
	for (let k = 0; k < knees.length; k++) {
		if (!Number.isInteger(knees[k]) || knees[k] < 0 || knees[k] >= count) {
			throw new RangeError(`Slice "${name}" names knee ${knees[k]}; there are ${count}.`);
		}
		marks[knees[k]] = 1;
	}
	return marks;
}

import type { Exchanges } from './exchanges.ts';
import type { SubjectGroups } from '#lib/core/statistics/subject-resamples.ts';

/** A figure of a system is a function of sums over its knees; NaN where these leave it undefined. */
export type ValueOfSums = (sums: Float64Array) => number;

/** What each knee, as one system reads it, adds to the sums that a figure is made of. */
export interface KneeSums {
	/** Row-major `[knees, width]`, which sums it adds to. */
	places: Uint32Array;
	/** Row-major `[knees, width]`, what it adds. */
	values: Float64Array;
}

/** Two systems compared by one figure: their sums, and how these change when a subject is exchanged. */
export interface ExchangedPair {
	/** Sums of the first and of the second as they are. */
	first: Float64Array;
	second: Float64Array;
	valueOf: ValueOfSums;
	/** Exchanging subject `subjects[k]` adds `changes[k]` to sum s of the first and takes it from the second's, for k from `starts[s]` to `starts[s + 1] - 1`. */
	starts: Uint32Array;
	subjects: Uint32Array;
	changes: Float64Array;
	/** By how much one more subject that is read otherwise would change the difference, see {@link effectOfOneSubject}. */
	oneSubject: number;
}

/**
 * Two systems whose figure is a function of sums over knees.
 *
 * @param sums how many sums there are
 */
export function pairOfSums(
	{ count, subjectOf }: SubjectGroups,
	a: KneeSums,
	b: KneeSums,
	sums: number,
	valueOf: ValueOfSums
): ExchangedPair {
	const width = subjectOf.length === 0 ? 0 : a.places.length / subjectOf.length;
	const [first, second] = [new Float64Array(sums), new Float64Array(sums)];
	const { starts: kneesFrom, knees } = kneesBySubject(count, subjectOf);
	const entries: Entries = { places: [], subjects: [], changes: [] };
	/** Where the change of each sum is in the lists, if it is of the present subject. */
	const entryOf = new Int32Array(sums).fill(-1);
	for (let subject = 0; subject < count; subject++) {
		const from = entries.places.length;
		const add = (place: number, change: number) => {
			if (change === 0) return;
			if (entryOf[place] >= from) entries.changes[entryOf[place]] += change;
			else {
				entryOf[place] = entries.places.length;
				entries.places.push(place);
				entries.subjects.push(subject);
				entries.changes.push(change);
			}
		};
		for (let i = kneesFrom[subject]; i < kneesFrom[subject + 1]; i++) {
			for (let k = knees[i] * width; k < (knees[i] + 1) * width; k++) {
				first[a.places[k]] += a.values[k];
				second[b.places[k]] += b.values[k];
				if (a.places[k] === b.places[k]) add(a.places[k], b.values[k] - a.values[k]);
				else {
					add(a.places[k], -a.values[k]);
					add(b.places[k], b.values[k]);
				}
			}
		}
	}
	return { first, second, valueOf, ...sortedByPlace(entries, sums), oneSubject: 0 };
}

/**
 * Root mean square over the subjects of the change of a system's figure where all knees of one subject are read otherwise.
 *
 * @param otherwise the sums of the knees then
 */
export function effectOfOneSubject(
	{ count, subjectOf }: SubjectGroups,
	as: KneeSums,
	otherwise: KneeSums,
	sums: number,
	valueOf: ValueOfSums
): number {
	const width = subjectOf.length === 0 ? 0 : as.places.length / subjectOf.length;
	const total = new Float64Array(sums);
	as.places.forEach((place, k) => (total[place] += as.values[k]));
	const before = valueOf(total);
	const { starts, knees } = kneesBySubject(count, subjectOf);
	const changed = new Float64Array(sums);
	let squares = 0;
	for (let subject = 0; subject < count; subject++) {
		changed.set(total);
		for (let i = starts[subject]; i < starts[subject + 1]; i++) {
			for (let k = knees[i] * width; k < (knees[i] + 1) * width; k++) {
				changed[as.places[k]] -= as.values[k];
				changed[otherwise.places[k]] += otherwise.values[k];
			}
		}
		const change = valueOf(changed) - before;
		if (!Number.isNaN(change)) squares += change ** 2;
	}
	return Math.sqrt(squares / count);
}

interface Entries {
	places: number[];
	subjects: number[];
	changes: number[];
}

/** Entries that came out as no change are left out. */
function sortedByPlace({ places, subjects, changes }: Entries, sums: number) {
	const starts = new Uint32Array(sums + 1);
	changes.forEach((change, k) => (starts[places[k] + 1] += change === 0 ? 0 : 1));
	for (let s = 0; s < sums; s++) starts[s + 1] += starts[s];
	const next = starts.slice();
	const sorted = {
		starts,
		subjects: new Uint32Array(starts[sums]),
		changes: new Float64Array(starts[sums])
	};
	changes.forEach((change, k) => {
		if (change === 0) return;
		const at = next[places[k]]++;
		sorted.subjects[at] = subjects[k];
		sorted.changes[at] = change;
	});
	return sorted;
}

/** The subjects whose exchange changes anything, ascending. */
export function differingSubjects({ subjects }: ExchangedPair): Uint32Array {
	return Uint32Array.from(new Set(subjects)).sort();
}

/** The first's figure minus the second's as they are; NaN where undefined for either. */
export function observedDifference({ first, second, valueOf }: ExchangedPair): number {
	return valueOf(first) - valueOf(second);
}

/** Exchanges worked on side by side, so that none waits for the sums of the others. */
const LANES = 4;

/**
 * The differences of each pair, the first's figure minus the second's, after each of the exchanges.
 *
 * @returns one `[count]` a pair; NaN where an exchange leaves the figure undefined for either
 */
export function exchangedDifferences(
	pairs: readonly ExchangedPair[],
	exchanges: Exchanges
): Float64Array<ArrayBuffer>[] {
	const lanes = new Float64Array(LANES * exchanges.subjects);
	const sums = pairs.map(({ first }) => new Float64Array(LANES * first.length));
	const sides = pairs.map(({ first }) => [first.slice(), first.slice()]);
	const differences = pairs.map(() => new Float64Array(exchanges.count));
	for (let from = 0; from < exchanges.count; from += LANES) {
		const size = Math.min(LANES, exchanges.count - from);
		fillLanes(exchanges, from, size, lanes);
		pairs.forEach((pair, p) => {
			takeSums(pair, lanes, sums[p]);
			const [a, b] = sides[p];
			for (let lane = 0; lane < size; lane++) {
				for (let s = 0; s < a.length; s++) {
					a[s] = sums[p][LANES * s + lane];
					b[s] = pair.first[s] + pair.second[s] - a[s];
				}
				differences[p][from + lane] = pair.valueOf(a) - pair.valueOf(b);
			}
		});
	}
	return differences;
}

/** @param lanes row-major `[subjects, 4]`, overwritten with 1 where a subject is exchanged: a product costs less than a branch */
function fillLanes({ subjects, bits }: Exchanges, from: number, size: number, lanes: Float64Array) {
	const words = Math.ceil(subjects / 32);
	for (let lane = 0; lane < size; lane++) {
		const row = (from + lane) * words;
		for (let i = 0; i < subjects; i++) {
			lanes[LANES * i + lane] = (bits[row + (i >>> 5)] >>> (i & 31)) & 1;
		}
	}
}

/** @param sums row-major `[sums, 4]`, overwritten with those of the first */
function takeSums(
	{ first, starts, subjects, changes }: ExchangedPair,
	lanes: Float64Array,
	sums: Float64Array
): void {
	for (let s = 0, k = 0; s < first.length; s++) {
		const end = starts[s + 1];
		let [s0, s1, s2, s3] = [first[s], first[s], first[s], first[s]];
		for (; k < end; k++) {
			const change = changes[k];
			const at = LANES * subjects[k];
			s0 += change * lanes[at];
			s1 += change * lanes[at + 1];
			s2 += change * lanes[at + 2];
			s3 += change * lanes[at + 3];
		}
		sums[LANES * s] = s0;
		sums[LANES * s + 1] = s1;
		sums[LANES * s + 2] = s2;
		sums[LANES * s + 3] = s3;
	}
}

/** The knees of subject i are `knees[starts[i]]` to `knees[starts[i + 1] - 1]`. */
function kneesBySubject(count: number, subjectOf: Uint32Array) {
	const starts = new Uint32Array(count + 1);
	for (const subject of subjectOf) starts[subject + 1]++;
	for (let subject = 0; subject < count; subject++) starts[subject + 1] += starts[subject];
	const next = starts.slice();
	const knees = new Uint32Array(subjectOf.length);
	subjectOf.forEach((subject, knee) => (knees[next[subject]++] = knee));
	return { starts, knees };
}

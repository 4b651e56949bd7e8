import { Random } from '#lib/core/statistics/random.ts';

/** What a draw needs to know of a knee. */
export interface DrawnKnee {
	/** Unique in the list. */
	id: string;
	subject: string;
	/** The label: a class, by its place. */
	grade: number;
}

/**
 * How many knees of each grade to draw: equal shares, a grade with too few gives all it has and the others
 * share the rest. What cannot be shared equally goes to grades drawn at random.
 *
 * @param available `[grades]` knees of each grade
 * @param count knees in all, at most the sum of `available`
 * @returns `[grades]`, sums to `count`
 * @throws RangeError when there are fewer knees than `count`
 */
export function gradeQuotas(
	available: readonly number[],
	count: number,
	random: Random
): readonly number[] {
	const all = available.reduce((sum, knees) => sum + knees, 0);
	if (!Number.isInteger(count) || count < 1 || count > all) {
		throw new RangeError(`Cannot draw ${count} knees from ${all}; choose a number up to ${all}.`);
	}
	const quotas = new Array<number>(available.length).fill(0);
	let left = count;
	while (left > 0) {
		const open = [...quotas.keys()].filter((grade) => quotas[grade] < available[grade]);
		const takers = left < open.length ? shuffle(open, random).slice(0, left) : open;
		for (const grade of takers) quotas[grade]++;
		left -= takers.length;
	}
	return quotas;
}

/**
 * Draws the knees of one reading: stratified by grade (see {@link gradeQuotas}), no subject twice as long as
 * any choice of knees allows it, in random order. The draw depends on the knees and the seed alone, not on the
 * order of the list.
 *
 * Subjects are given to grades by augmenting paths (Kuhn, Nav Res Logist Q 1955;2:83-97): a subject whose two
 * knees differ in grade moves to its other grade where that frees a place.
 *
 * @param seed 0 to 2^32 - 1
 * @returns `[count]` indices into `knees`, in the order of reading
 * @throws RangeError when there are fewer knees than `count`
 */
export function readingSample(knees: readonly DrawnKnee[], count: number, seed: number): number[] {
	const random = Random.fromSeed(seed);
	const sorted = [...knees.keys()].sort((a, b) => compareText(knees[a].id, knees[b].id));
	const classCount = knees.reduce((most, { grade }) => Math.max(most, grade + 1), 0);
	const ofGrade = Array.from({ length: classCount }, (_, grade) =>
		shuffle(
			sorted.filter((knee) => knees[knee].grade === grade),
			random
		)
	);
	const quotas = gradeQuotas(
		ofGrade.map(({ length }) => length),
		count,
		random
	);
	const places = quotas.flatMap((quota, grade) => new Array<number>(quota).fill(grade));
	const held = new Map<string, { place: number; knee: number }>();

	/** Finds a knee of an unused subject for a place, moving others where that helps. */
	function fill(place: number, visited: Set<string>): boolean {
		for (const knee of ofGrade[places[place]]) {
			const { subject } = knees[knee];
			if (visited.has(subject)) continue;
			visited.add(subject);
			const holder = held.get(subject);
			if (holder && !fill(holder.place, visited)) continue;
			held.set(subject, { place, knee });
			return true;
		}
		return false;
	}

	const unfilled = [...places.keys()].filter((place) => !fill(place, new Set()));
	const drawn = new Set([...held.values()].map(({ knee }) => knee));
	for (const place of unfilled) {
		drawn.add(ofGrade[places[place]].find((knee) => !drawn.has(knee))!);
	}
	return shuffle(
		[...drawn].sort((a, b) => compareText(knees[a].id, knees[b].id)),
		random
	);
}

/** A copy in random order (Fisher-Yates). */
function shuffle(values: readonly number[], random: Random): number[] {
	const order = [...values];
	for (let i = order.length - 1; i > 0; i--) {
		const j = random.integer(i + 1);
		[order[i], order[j]] = [order[j], order[i]];
	}
	return order;
}

/** By code units, the same in every language of the browser. */
function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

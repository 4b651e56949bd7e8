import { Random } from '#lib/core/statistics/random.ts';

/** How many of the steps that weights are made of each member holds; they sum to the number of steps. */
export type WeightParts = readonly number[];

export interface FoundParts {
	parts: WeightParts;
	value: number | null;
	/** Squared distance from equal weights, in whole numbers. */
	imbalance: number;
}

/** What parts are worth; undefined (null) is worse than any value. */
type ValueOf = (parts: WeightParts) => number | null;

/** The best of a list; of equally good ones those closest to equal weights, then the first. */
export function bestOf(candidates: readonly WeightParts[], valueOf: ValueOf): FoundParts {
	return candidates.map(finder(valueOf)).reduce(better);
}

/**
 * Coordinate search: from each start what one member holds goes to another, in whole steps and whichever gains most,
 * until nothing gains. A local optimum, chosen as in {@link bestOf}.
 */
export function bestFrom(starts: readonly WeightParts[], valueOf: ValueOf): FoundParts {
	const found = finder(valueOf);
	return starts.map((start) => ascend(found(start), found)).reduce(better);
}

function finder(valueOf: ValueOf) {
	return (parts: WeightParts): FoundParts => ({
		parts,
		value: valueOf(parts),
		imbalance: imbalanceOf(parts)
	});
}

/** Ends, as every step is better than the one before. */
function ascend(start: FoundParts, found: (parts: WeightParts) => FoundParts): FoundParts {
	for (let best = start; ;) {
		const next = transfersFrom(best.parts).map(found).reduce(better, best);
		if (next === best) return best;
		best = next;
	}
}

/** All parts that differ by what one member holds, in whole steps, having gone to another. */
function transfersFrom(parts: WeightParts): WeightParts[] {
	return parts.flatMap((held, from) =>
		parts.flatMap((_, to) =>
			from === to
				? []
				: Array.from({ length: held }, (_, step) =>
						parts.map((part, m) =>
							m === from ? part - step - 1 : m === to ? part + step + 1 : part
						)
					)
		)
	);
}

function better(best: FoundParts, next: FoundParts): FoundParts {
	if (above(next.value, best.value)) return next;
	return next.value === best.value && next.imbalance < best.imbalance ? next : best;
}

/** Whether a value is higher than another; unknown is lowest. */
export function above(a: number | null, b: number | null): boolean {
	return a !== null && (b === null || a > b);
}

/** Parts as weights that sum to 1. */
export function sharesOf(parts: WeightParts): number[] {
	const steps = parts.reduce((sum, part) => sum + part, 0);
	return parts.map((part) => part / steps);
}

/** Parts drawn at random, all alike likely (stars and bars). */
export function randomParts(steps: number, members: number, random: Random): WeightParts {
	const bars = new Set<number>();
	while (bars.size < members - 1) bars.add(random.integer(steps + members - 1));
	const edges = [-1, ...[...bars].sort((a, b) => a - b), steps + members - 1];
	return edges.slice(1).map((edge, m) => edge - edges[m] - 1);
}

/**
 * All lists of `members` whole numbers that sum to `steps`, ascending.
 *
 * @throws RangeError for steps that are no whole number from 1
 */
export function compositions(steps: number, members: number): WeightParts[] {
	requireSteps(steps);
	if (members === 1) return [[steps]];
	return Array.from({ length: steps + 1 }, (_, first) =>
		first === steps
			? [[first, ...new Array<number>(members - 1).fill(0)]]
			: compositions(steps - first, members - 1).map((rest) => [first, ...rest])
	).flat();
}

/** Parts as near to weights that sum to 1 as whole steps allow. */
export function partsOf(weights: readonly number[], steps: number): WeightParts {
	let sum = 0;
	let given = 0;
	return weights.map((weight) => {
		sum += weight;
		const part = Math.round(sum * steps) - given;
		given += part;
		return part;
	});
}

/** Equal parts, as far as whole steps allow, and each member alone. */
export function plainParts(steps: number, members: number): WeightParts[] {
	const each = Array.from({ length: members }, (_, m) => m);
	return [
		partsOf(
			each.map(() => 1 / members),
			steps
		),
		...each.map((alone) => each.map((m) => (m === alone ? steps : 0)))
	];
}

function imbalanceOf(parts: WeightParts): number {
	const steps = parts.reduce((sum, part) => sum + part, 0);
	return parts.reduce((sum, part) => sum + (part * parts.length - steps) ** 2, 0);
}

function requireSteps(steps: number): void {
	if (Number.isInteger(steps) && steps >= 1) return;
	throw new RangeError(`Cannot search weights in ${steps} steps; use a whole number from 1.`);
}

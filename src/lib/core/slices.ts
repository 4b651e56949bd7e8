import { percentileInterval, type BootstrapOptions, type Interval } from './bootstrap.ts';
import { benjaminiHochberg } from './false-discovery.ts';
import { bootstrapP } from './p-values.ts';
import { scoreBootstrap } from './score-bootstrap.ts';
import type { SliceContrast } from './slice-contrast.ts';
import { onceEach, type WeightedStatistic } from './weighted-statistic.ts';

export interface Slice {
	name: string;
	/** Positions of its knees. */
	knees: ArrayLike<number>;
}

export interface SliceComparison {
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
	interval: Interval | null;
	/** Two-sided, see {@link bootstrapP}. */
	p: number | null;
	/** p adjusted for all slices compared: of those at or below 0.05, 5 % are expected to be false findings. */
	adjusted: number | null;
}

/**
 * Each slice against the rest of the knees: difference with the interval of the subject bootstrap (a subject
 * with one knee in the slice and one outside is drawn with both), Benjamini-Hochberg over the slices.
 *
 * @param subjects `[knees]` who each knee belongs to
 * @param contrast of these knees in this order
 * @param level coverage of the intervals, 0-1
 * @throws RangeError without knees, or when a slice names a position that does not exist
 */
export function compareSlices(
	subjects: ArrayLike<number | string>,
	slices: readonly Slice[],
	contrast: SliceContrast,
	{ level = 0.95, ...options }: BootstrapOptions & { level?: number } = {}
): SliceComparison[] {
	const marks = slices.map((slice) => marked(slice, subjects.length));
	const sides = marks.map(contrast);
	const difference = sides.map(({ inside, rest }): WeightedStatistic => {
		return (weights) => {
			const [a, b] = [inside(weights), rest(weights)];
			return a === null || b === null ? null : a - b;
		};
	});
	const result = scoreBootstrap(subjects, { difference }, options);
	const once = onceEach(subjects.length);
	const p = slices.map((_, s) =>
		result.estimates.difference[s] === null ? null : bootstrapP(result.replicates.difference[s])
	);
	const adjusted = benjaminiHochberg(p);
	return slices.map(({ name }, s) => {
		const positions = [...marks[s].keys()].filter((i) => marks[s][i] === 1);
		const { compared } = sides[s];
		const takingPart = (mark: number) =>
			compared.reduce((sum, one, i) => sum + (marks[s][i] === mark ? one : 0), 0);
		return {
			name,
			knees: positions.length,
			subjects: new Set(positions.map((i) => subjects[i])).size,
			compared: { inside: takingPart(1), rest: takingPart(0) },
			inside: sides[s].inside(once),
			rest: sides[s].rest(once),
			difference: result.estimates.difference[s],
			interval: percentileInterval(result, 'difference', s, level),
			p: p[s],
			adjusted: adjusted[s]
		};
	});
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

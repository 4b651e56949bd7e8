import { confusionMatrix, type Confusion } from '#lib/core/metrics/confusion.ts';
import { quantile } from './quantile.ts';
import { Random } from './random.ts';
import { drawSubjects, groupBySubject } from './subject-resamples.ts';

/** A number read off a confusion matrix; null where undefined. The matrix is reused: do not keep it. */
export type Statistic = (confusion: Confusion) => number | null;

export interface BootstrapInput {
	/** `[knees]` true grades. */
	truth: ArrayLike<number>;
	/** `[knees]` who each knee belongs to; knees with the same value are resampled together. */
	subjects: ArrayLike<number | string>;
	/** One `[knees]` list of predicted grades a system. */
	systems: readonly ArrayLike<number>[];
	classCount: number;
}

export interface BootstrapOptions {
	resamples?: number;
	/** 0 to 2^32 - 1; the same seed gives the same resamples, whatever the systems are. */
	seed?: number;
}

/** Plain data: can be posted from a worker. */
export interface Bootstrap<Name extends string> {
	knees: number;
	subjects: number;
	resamples: number;
	seed: number;
	/** `estimates[name][system]`, of the knees as they are. */
	estimates: Record<Name, (number | null)[]>;
	/** `replicates[name][system]`, `[resamples]`; NaN where a resample leaves the statistic undefined. */
	replicates: Record<Name, Float64Array[]>;
}

export interface Interval {
	lower: number;
	upper: number;
	/** Resamples left out because the statistic was undefined there (a class drawn not once). */
	undefinedResamples: number;
}

export interface PairedDifference extends Interval {
	/** Statistic of system a minus that of system b. */
	estimate: number;
}

/** Share of the resamples that may leave a statistic undefined; with more, the others are no sample of what it could be. */
export const MOST_UNDEFINED = 0.05;
/** Replicates that differ by less, over 1 as a share of themselves, differ by rounding. */
const ROUNDING = 1e-9;

export const DEFAULT_RESAMPLES = 2000;
export const DEFAULT_SEED = 1;

/**
 * Cluster bootstrap: subjects are drawn with replacement and bring all their knees, since two knees of one
 * person are not independent (Davison & Hinkley, Bootstrap Methods and their Application, 1997, section
 * 3.8; Field & Welsh, J R Stat Soc B 2007;69:369-390). All systems see the same resamples, so that differences
 * between them are paired.
 *
 * A resample in which a grade occurs not once is kept: balanced accuracy is then the mean over the grades
 * present, as in scikit-learn, and a statistic that is undefined there (the recall of that grade) is NaN.
 *
 * @throws RangeError when lists differ in length, a grade is out of range or there are no knees
 */
export function bootstrap<Name extends string>(
	input: BootstrapInput,
	statistics: Readonly<Record<Name, Statistic>>,
	{ resamples = DEFAULT_RESAMPLES, seed = DEFAULT_SEED }: BootstrapOptions = {}
): Bootstrap<Name> {
	const { truth, subjects, systems, classCount } = input;
	if (truth.length === 0 || subjects.length !== truth.length) {
		throw new RangeError(
			`A bootstrap needs knees and the subject of each; got ${truth.length} knees and ${subjects.length} subjects.`
		);
	}
	const names = Object.keys(statistics) as Name[];
	const observed = systems.map((predicted) => confusionMatrix(truth, predicted, classCount));
	const estimates = record(names, (name) => observed.map(statistics[name]));
	const replicates = record(names, () => systems.map(() => new Float64Array(resamples)));

	const clusters = clusterCells(truth, subjects, systems, classCount);
	const times = new Uint32Array(clusters.subjects);
	const counts = new Uint32Array(systems.length * classCount ** 2);
	const matrix = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
	const random = Random.fromSeed(seed);
	for (let r = 0; r < resamples; r++) {
		drawSubjects(random, times);
		countCells(clusters, times, counts);
		for (let s = 0; s < systems.length; s++) {
			fillMatrix(matrix, counts, s * classCount ** 2);
			for (const name of names) replicates[name][s][r] = statistics[name](matrix) ?? NaN;
		}
	}
	return {
		knees: truth.length,
		subjects: clusters.subjects,
		resamples,
		seed,
		estimates,
		replicates
	};
}

/**
 * Percentile interval of one system's statistic.
 *
 * @param level coverage aimed at, 0 to 1
 * @returns null where the statistic is undefined for the knees as they are, and where {@link knownInterval} is
 */
export function percentileInterval<Name extends string>(
	result: Bootstrap<Name>,
	name: Name,
	system: number,
	level = 0.95
): Interval | null {
	if (result.estimates[name][system] === null) return null;
	return knownInterval(result.replicates[name][system], level);
}

/**
 * {@link intervalOf}, where the replicates can tell: null where more than {@link MOST_UNDEFINED} of them are undefined, and
 * where they do not differ but by rounding (all knees read correctly, or one subject, say), since they then tell nothing about knees
 * that were not seen.
 */
export function knownInterval(replicates: Float64Array, level: number): Interval | null {
	const interval = intervalOf(replicates, level);
	if (!interval || interval.undefinedResamples > MOST_UNDEFINED * replicates.length) return null;
	const { lower, upper } = interval;
	return upper - lower > ROUNDING * Math.max(1, Math.abs(upper)) ? interval : null;
}

/**
 * Difference of two systems, a minus b, with the percentile interval of the paired difference.
 *
 * @param level coverage aimed at, 0 to 1
 * @returns null where the statistic is undefined for either or {@link knownInterval} is null, as of one subject or of systems
 *   that differ on no knee
 */
export function pairedDifference<Name extends string>(
	result: Bootstrap<Name>,
	name: Name,
	a: number,
	b: number,
	level = 0.95
): PairedDifference | null {
	const [of, minus] = [result.estimates[name][a], result.estimates[name][b]];
	if (of === null || minus === null) return null;
	const differences = result.replicates[name][a].slice();
	const other = result.replicates[name][b];
	for (let r = 0; r < differences.length; r++) {
		const difference = differences[r] - other[r];
		const isRounding = Math.abs(difference) <= ROUNDING * Math.max(1, Math.abs(other[r]));
		differences[r] = isRounding ? 0 : difference;
	}
	const interval = knownInterval(differences, level);
	return interval && { ...interval, estimate: of - minus };
}

interface Clusters {
	subjects: number;
	/** Knees of subject i are `starts[i]` to `starts[i + 1] - 1`. */
	starts: Uint32Array;
	/** `[knees, systems]`, index into the counts of all systems. */
	cells: Uint32Array;
	systems: number;
}

/** Knees sorted by subject, each with the cell of every system's matrix it falls in. */
function clusterCells(
	truth: ArrayLike<number>,
	subjects: ArrayLike<number | string>,
	systems: readonly ArrayLike<number>[],
	classCount: number
): Clusters {
	const { count, subjectOf } = groupBySubject(subjects);
	const starts = new Uint32Array(count + 1);
	for (const subject of subjectOf) starts[subject + 1]++;
	for (let subject = 0; subject < count; subject++) starts[subject + 1] += starts[subject];
	const next = starts.slice();
	const cells = new Uint32Array(truth.length * systems.length);
	for (let knee = 0; knee < truth.length; knee++) {
		const position = next[subjectOf[knee]]++;
		systems.forEach((predicted, s) => {
			const cell = truth[knee] * classCount + predicted[knee];
			cells[position * systems.length + s] = s * classCount ** 2 + cell;
		});
	}
	return { subjects: count, starts, cells, systems: systems.length };
}

/** @param times `[subjects]` how often each subject was drawn */
function countCells({ starts, cells, systems }: Clusters, times: Uint32Array, counts: Uint32Array) {
	counts.fill(0);
	for (let subject = 0; subject < times.length; subject++) {
		const drawn = times[subject];
		if (drawn === 0) continue;
		const end = starts[subject + 1] * systems;
		for (let i = starts[subject] * systems; i < end; i++) counts[cells[i]] += drawn;
	}
}

function fillMatrix(matrix: number[][], counts: Uint32Array, start: number): void {
	for (let i = 0; i < matrix.length; i++) {
		for (let j = 0; j < matrix.length; j++) matrix[i][j] = counts[start + i * matrix.length + j];
	}
}

/**
 * Percentile interval of replicates; NaN is left out. Null where all are.
 *
 * @param level coverage aimed at, 0 to 1
 */
export function intervalOf(replicates: Float64Array, level: number): Interval | null {
	const sorted = replicates.slice().sort();
	let end = sorted.length;
	while (end > 0 && Number.isNaN(sorted[end - 1])) end--;
	const defined = sorted.subarray(0, end);
	if (end === 0) return null;
	return {
		lower: quantile(defined, (1 - level) / 2),
		upper: quantile(defined, (1 + level) / 2),
		undefinedResamples: replicates.length - defined.length
	};
}

function record<Name extends string, Value>(names: Name[], value: (name: Name) => Value) {
	return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>;
}

import {
	DEFAULT_RESAMPLES,
	DEFAULT_SEED,
	intervalOf,
	knownInterval,
	type BootstrapOptions
} from './bootstrap.ts';
import { meanCountInterval, type Range } from './wilson-interval.ts';
import { Random } from './random.ts';
import { drawSubjects, groupBySubject } from './subject-resamples.ts';

/** What decides which knees one system grades, and what that costs. */
export interface SelectiveGrading {
	/** `[knees]`, higher is surer. */
	confidence: ArrayLike<number>;
	/** `[knees]` whole numbers, 0 or more: 1 for an error and 0 for none, or the distance in grades. */
	losses: ArrayLike<number>;
}

/** 95 % intervals of one system. */
export interface SelectiveIntervals {
	/** `[coverages]` of the risk; null where nothing tells how far an error may go. */
	risks: (Range | null)[];
	/** Of the area under the curve; null where resamples do not differ. */
	area: Range | null;
	/** Of the coverage at the risk that is allowed; null where resamples do not differ. */
	coverage: Range | null;
}

/**
 * Intervals of what `riskCoverage` says of several systems when only the most confident knees are graded, by
 * the subject bootstrap of `bootstrap` in bootstrap.ts. The most confident knees are chosen again in every resample, as in
 * `riskAtCoverage` and `coverageAtRisk`, so that the intervals hold what the choice of the threshold adds. Where few of the most confident knees are wrong
 * resamples cover too little, so the interval of a risk reaches at least as far as that of the losses of as many knees as these are worth
 * ({@link meanCountInterval}, `effectiveKnees`). It is null where no knee at all is wrong and losses are no shares, so that
 * nothing tells how far an error may go.
 *
 * @param subjects `[knees]` who each knee belongs to
 * @param coverages ascending, each above 0 to 1
 * @param allowed the risk that coverage is looked for at; no knee is graded where even the most confident exceed it
 * @throws RangeError without knees, or when the lists differ in length
 */
export function riskCoverageIntervals(
	subjects: ArrayLike<number | string>,
	systems: readonly SelectiveGrading[],
	coverages: readonly number[],
	allowed: number,
	{ resamples = DEFAULT_RESAMPLES, seed = DEFAULT_SEED }: BootstrapOptions = {}
): SelectiveIntervals[] {
	const lengths = systems.flatMap(({ confidence, losses }) => [confidence.length, losses.length]);
	if (subjects.length === 0 || lengths.some((length) => length !== subjects.length)) {
		throw new RangeError(
			`Intervals of a risk need the subject, confidence and loss of each knee; got ${subjects.length} subjects and ${lengths.join(', ')} numbers.`
		);
	}
	const { count, subjectOf } = groupBySubject(subjects);
	const ordered = systems.map((system) => surestFirst(system, subjectOf));
	const replicates = systems.map(() => ({
		risks: coverages.map(() => new Float64Array(resamples)),
		area: new Float64Array(resamples),
		coverage: new Float64Array(resamples)
	}));
	const random = Random.fromSeed(seed);
	const times = new Uint32Array(count);
	for (let r = 0; r < resamples; r++) {
		drawSubjects(random, times);
		ordered.forEach((system, s) => {
			const { risks, area, coverage } = replicates[s];
			readRisks(system, times, coverages, (place, risk) => (risks[place][r] = risk));
			const whole = readWhole(system, times, allowed);
			area[r] = whole.area;
			coverage[r] = whole.coverage;
		});
	}
	const everyone = new Uint32Array(count).fill(1);
	return replicates.map(({ risks, area, coverage }, s) => {
		const whole = { area: knownInterval(area, 0.95), coverage: knownInterval(coverage, 0.95) };
		const dispersion = dispersionOf(ordered[s].losses);
		if (dispersion === null) return { risks: coverages.map(() => null), ...whole };
		const effective = effectiveAlong(ordered[s].subject, count);
		const few: Range[] = [];
		readRisks(ordered[s], everyone, coverages, (place, risk, knees) => {
			few[place] = meanCountInterval(risk, effective[knees - 1], dispersion);
		});
		const ofRisks = risks.map((values, place) => {
			const { lower, upper } = intervalOf(values, 0.95)!;
			return { lower: Math.min(lower, few[place].lower), upper: Math.max(upper, few[place].upper) };
		});
		return { risks: ofRisks, ...whole };
	});
}

/** `effectiveKnees` of the first knee, of the first two, and so on. */
function effectiveAlong(subject: Uint32Array, subjects: number): Float64Array {
	const knees = new Uint32Array(subjects);
	let squares = 0;
	return Float64Array.from(subject, (of, k) => {
		squares += 2 * knees[of]++ + 1;
		return (k + 1) ** 2 / squares;
	});
}

/** Mean of the squares over the mean; 1 where there are only errors of 1, null where there are none. */
function dispersionOf(losses: Float64Array): number | null {
	let sum = 0;
	let squares = 0;
	for (const loss of losses) {
		sum += loss;
		squares += loss ** 2;
	}
	return sum === 0 ? null : squares / sum;
}

interface OrderedKnees {
	/** `[knees]`, most confident first. */
	subject: Uint32Array;
	losses: Float64Array;
	/** `[knees]` 1 where the next knee is less sure. */
	last: Uint8Array;
}

function surestFirst({ confidence, losses }: SelectiveGrading, subjectOf: Uint32Array) {
	const order = Uint32Array.from(subjectOf.keys()).sort((a, b) => confidence[b] - confidence[a]);
	return {
		subject: order.map((i) => subjectOf[i]),
		losses: Float64Array.from(order, (i) => losses[i]),
		last: Uint8Array.from(order, (i, k) => (confidence[order[k + 1]] === confidence[i] ? 0 : 1))
	};
}

/**
 * @param times `[subjects]` how often each was drawn
 * @param found of each coverage its place, the risk, and how many of the knees are graded
 */
function readRisks(
	{ subject, losses, last }: OrderedKnees,
	times: Uint32Array,
	coverages: readonly number[],
	found: (place: number, risk: number, knees: number) => void
): void {
	let all = 0;
	for (let k = 0; k < subject.length; k++) all += times[subject[k]];
	let knees = 0;
	let sum = 0;
	let place = 0;
	for (let k = 0; k < subject.length && place < coverages.length; k++) {
		const drawn = times[subject[k]];
		knees += drawn;
		sum += drawn * losses[k];
		if (!last[k]) continue;
		while (place < coverages.length && knees / all >= coverages[place])
			found(place++, sum / knees, k + 1);
	}
}

/**
 * Area under the curve of a resample, and the most of its knees that can be graded at the risk allowed.
 *
 * @param times `[subjects]` how often each was drawn
 */
function readWhole(
	{ subject, losses, last }: OrderedKnees,
	times: Uint32Array,
	allowed: number
): { area: number; coverage: number } {
	let [knees, sum, area, graded] = [0, 0, 0, 0];
	let [tied, tiedSum] = [0, 0];
	for (let k = 0; k < subject.length; k++) {
		const drawn = times[subject[k]];
		tied += drawn;
		tiedSum += drawn * losses[k];
		if (!last[k]) continue;
		for (let i = 1; i <= tied; i++) area += (sum + (tiedSum * i) / tied) / (knees + i);
		knees += tied;
		sum += tiedSum;
		if (tied > 0 && sum / knees <= allowed) graded = knees;
		[tied, tiedSum] = [0, 0];
	}
	return { area: area / knees, coverage: graded / knees };
}

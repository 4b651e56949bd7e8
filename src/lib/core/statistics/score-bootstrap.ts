import {
	DEFAULT_RESAMPLES,
	DEFAULT_SEED,
	type Bootstrap,
	type BootstrapOptions
} from './bootstrap.ts';
import { FourResamples, type FourStatistic } from './four-resamples.ts';
import { Random } from './random.ts';
import { drawSubjects, groupBySubject } from './subject-resamples.ts';
import { onceEach, type WeightedStatistic } from './weighted-statistic.ts';

/**
 * The subject bootstrap of `bootstrap` in bootstrap.ts for statistics that need more of a knee than its
 * cell in a confusion matrix: Brier score, log loss, AUC, calibration error. With the same subjects and the
 * same seed both draw the same resamples, so that their replicates may be set against each other.
 *
 * @param subjects `[knees]` who each knee belongs to; knees with the same value are resampled together
 * @param statistics `statistics[name][system]`, each made of these knees in this order
 * @returns to be read with `percentileInterval` and `pairedDifference`
 * @throws RangeError without knees
 */
export function scoreBootstrap<Name extends string>(
	subjects: ArrayLike<number | string>,
	statistics: Readonly<Record<Name, readonly WeightedStatistic[]>>,
	{ resamples = DEFAULT_RESAMPLES, seed = DEFAULT_SEED }: BootstrapOptions = {}
): Bootstrap<Name> {
	if (subjects.length === 0) {
		throw new RangeError('A bootstrap needs knees and the subject of each; got none.');
	}
	const names = Object.keys(statistics) as Name[];
	const each = <Value>(value: (statistic: WeightedStatistic) => Value) =>
		Object.fromEntries(names.map((name) => [name, statistics[name].map(value)])) as Record<
			Name,
			Value[]
		>;
	const observed = onceEach(subjects.length);
	const estimates = each((statistic) => statistic(observed));
	const replicates = each(() => new Float64Array(resamples));

	const groups = groupBySubject(subjects);
	const four = new FourResamples(groups);
	const computed = names.flatMap((name) =>
		statistics[name].map((statistic, s) => ({
			into: replicates[name][s],
			ofFour: statistic.ofSubjects?.(groups) ?? oneByOne(statistic, subjects.length)
		}))
	);
	const random = Random.fromSeed(seed);
	const results = new Float64Array(4);
	for (let start = 0; start < resamples; start += 4) {
		four.fill((times) => drawSubjects(random, times));
		const wanted = Math.min(4, resamples - start);
		for (const { into, ofFour } of computed) {
			ofFour(four, results);
			for (let r = 0; r < wanted; r++) into[start + r] = results[r];
		}
	}
	return { knees: subjects.length, subjects: groups.count, resamples, seed, estimates, replicates };
}

function oneByOne(statistic: WeightedStatistic, knees: number): FourStatistic {
	const weights = new Uint32Array(knees);
	return (resamples, results) => {
		for (let r = 0; r < results.length; r++) {
			resamples.weightsOf(r, weights);
			results[r] = statistic(weights) ?? NaN;
		}
	};
}

import {
	DEFAULT_RESAMPLES,
	DEFAULT_SEED,
	type Bootstrap,
	type BootstrapOptions
} from './bootstrap.ts';
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

	const { count, subjectOf } = groupBySubject(subjects);
	const random = Random.fromSeed(seed);
	const times = new Uint32Array(count);
	const weights = Array.from({ length: 4 }, () => new Uint32Array(subjects.length));
	const sideBySide = new Uint32Array(4 * subjects.length);
	const results = new Float64Array(4);
	for (let start = 0; start < resamples; start += 4) {
		weights.forEach((of, r) => {
			drawSubjects(random, times);
			for (let i = 0; i < of.length; i++) sideBySide[4 * i + r] = of[i] = times[subjectOf[i]];
		});
		for (const name of names) {
			statistics[name].forEach((statistic, s) => {
				if (statistic.ofFour) statistic.ofFour(sideBySide, results);
				else weights.forEach((of, r) => (results[r] = statistic(of) ?? NaN));
				const wanted = Math.min(4, resamples - start);
				for (let r = 0; r < wanted; r++) replicates[name][s][start + r] = results[r];
			});
		}
	}
	return { knees: subjects.length, subjects: count, resamples, seed, estimates, replicates };
}

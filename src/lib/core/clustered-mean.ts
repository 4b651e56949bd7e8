import { intervalOf, type BootstrapOptions } from './bootstrap.ts';
import { scoreBootstrap } from './score-bootstrap.ts';
import { weightedMean } from './weighted-statistic.ts';

export interface ClusteredMean {
	values: number;
	subjects: number;
	mean: number;
	/** Ends of the 95 % percentile interval. */
	lower: number;
	upper: number;
}

/** One value a knee, and who each knee belongs to. */
export interface ClusteredValues {
	values: readonly number[];
	subjects: readonly string[];
}

/**
 * Mean of one value a knee, with the interval of the subject bootstrap.
 *
 * @param values `[knees]`
 * @param subjects `[knees]` who each knee belongs to
 * @returns null without values
 * @throws RangeError when the lists differ in length
 */
export function clusteredMean(
	values: readonly number[],
	subjects: readonly string[],
	options: BootstrapOptions = {}
): ClusteredMean | null {
	if (values.length !== subjects.length) {
		throw new RangeError(
			`A clustered mean needs the subject of each value; got ${values.length} values and ${subjects.length} subjects.`
		);
	}
	if (values.length === 0) return null;
	const resampled = scoreBootstrap(subjects, { mean: [weightedMean(values)] }, options);
	const { lower, upper } = intervalOf(resampled.replicates.mean[0], 0.95)!;
	return {
		values: values.length,
		subjects: resampled.subjects,
		mean: resampled.estimates.mean[0]!,
		lower,
		upper
	};
}

/** {@link clusteredMean} of several lists. */
export function clusteredMeans(
	lists: readonly ClusteredValues[],
	options: BootstrapOptions = {}
): (ClusteredMean | null)[] {
	return lists.map(({ values, subjects }) => clusteredMean(values, subjects, options));
}

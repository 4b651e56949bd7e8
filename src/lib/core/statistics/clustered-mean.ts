import { knownInterval, type BootstrapOptions } from './bootstrap.ts';
import { clusteredShareInterval } from './clustered-share.ts';
import { scoreBootstrap } from './score-bootstrap.ts';
import { weightedMean } from './weighted-statistic.ts';
import type { Range } from './wilson-interval.ts';

export interface ClusteredMean {
	values: number;
	subjects: number;
	mean: number;
	/** 95 %; null where it cannot be told: all values are equal, or of one subject. */
	interval: Range | null;
}

/** One value a knee, and who each knee belongs to. */
export interface ClusteredValues {
	values: readonly number[];
	subjects: readonly string[];
}

/**
 * Mean of one value a knee. Of values that are all 0 or 1 the interval is {@link clusteredShareInterval}, which has a width where
 * none or all are 1; of others it is that of the subject bootstrap.
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
	const of = { values: values.length, subjects: new Set(subjects).size };
	if (values.every((value) => value === 0 || value === 1)) {
		const hits = values.filter((value) => value === 1).length;
		const interval = clusteredShareInterval(hits, subjects);
		return { ...of, mean: hits / values.length, interval };
	}
	const resampled = scoreBootstrap(subjects, { mean: [weightedMean(values)] }, options);
	const interval = knownInterval(resampled.replicates.mean[0], 0.95);
	return { ...of, mean: resampled.estimates.mean[0]!, interval };
}

/** {@link clusteredMean} of several lists. */
export function clusteredMeans(
	lists: readonly ClusteredValues[],
	options: BootstrapOptions = {}
): (ClusteredMean | null)[] {
	return lists.map(({ values, subjects }) => clusteredMean(values, subjects, options));
}

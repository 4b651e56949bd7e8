import {
	pairedDifference,
	percentileInterval,
	type BootstrapOptions,
	type Interval,
	type PairedDifference
} from '#lib/core/statistics/bootstrap.ts';
import {
	confidenceThresholds,
	labelSuspects,
	wrongLabelShare
} from '#lib/core/checks/label-suspects.ts';
import { scoreBootstrap } from '#lib/core/statistics/score-bootstrap.ts';
import {
	among,
	weightedMean,
	type WeightedStatistic
} from '#lib/core/statistics/weighted-statistic.ts';

export interface LabelInput {
	/** `[knees]` grades that may be wrong. */
	labels: ArrayLike<number>;
	/** `[knees]` who each knee belongs to. */
	subjects: readonly string[];
	/** Row-major `[knees, classCount]`, rows sum to 1. */
	probabilities: ArrayLike<number>;
	classCount: number;
	/** `[knees]` 1 for the knees whose share it is, all by themselves; the others help to say what is confident. */
	counted: Uint8Array;
	/** `[knees]` 1 where something else says that the label is wrong, such as drawn signs; null where nothing does. */
	otherwise: Uint8Array | null;
}

/** 95 % intervals of the estimated share of wrong labels; null where they are undefined or cannot be told. */
export interface WrongLabelUncertainty {
	interval: Interval | null;
	/** The estimate minus the share by `otherwise`, of the same knees. */
	difference: PairedDifference | null;
}

/**
 * The estimated share of wrong labels with its interval, and how far it is from what else is known of the same labels:
 * confident learning, thresholds included, again in every resample of the subjects.
 */
export function wrongLabelUncertainty(
	{ subjects, otherwise, ...input }: LabelInput,
	options: BootstrapOptions = {}
): WrongLabelUncertainty {
	const estimated = wrongShareOf(input);
	const known = otherwise && among(input.counted, weightedMean(otherwise));
	const shares = known ? [estimated, known] : [estimated];
	const result = scoreBootstrap(subjects, { shares }, options);
	return {
		interval: percentileInterval(result, 'shares', 0),
		difference: known && pairedDifference(result, 'shares', 0, 1)
	};
}

/** The statistic of knee i counted `weights[i]` times. */
function wrongShareOf({
	labels,
	probabilities,
	classCount,
	counted
}: Pick<LabelInput, 'labels' | 'probabilities' | 'classCount' | 'counted'>): WeightedStatistic {
	const drawn = (positions: readonly number[]) => {
		const rows = new Float64Array(positions.length * classCount);
		positions.forEach((i, place) => {
			for (let c = 0; c < classCount; c++) {
				rows[place * classCount + c] = probabilities[i * classCount + c];
			}
		});
		return { labels: positions.map((i) => labels[i]), probabilities: rows };
	};
	return (weights) => {
		const positions: number[] = [];
		for (let i = 0; i < weights.length; i++) {
			for (let time = 0; time < weights[i]; time++) positions.push(i);
		}
		const all = drawn(positions);
		const thresholds = confidenceThresholds(all.labels, all.probabilities, classCount);
		const shown = drawn(positions.filter((i) => counted[i] === 1));
		return wrongLabelShare(
			labelSuspects(shown.labels, shown.probabilities, classCount, thresholds)
		);
	};
}

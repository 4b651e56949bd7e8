import { percentileInterval, type BootstrapOptions, type Interval } from '#lib/core/bootstrap.ts';
import { GRADE_COUNT } from '#lib/core/grades.ts';
import { confidenceThresholds, labelSuspects, wrongLabelShare } from '#lib/core/label-suspects.ts';
import { scoreBootstrap } from '#lib/core/score-bootstrap.ts';
import type { WeightedStatistic } from '#lib/core/weighted-statistic.ts';

export interface LabelInput {
	/** `[knees]` grades that may be wrong. */
	labels: ArrayLike<number>;
	/** `[knees]` who each knee belongs to. */
	subjects: readonly string[];
	/** Row-major `[knees, 5]`, rows sum to 1. */
	probabilities: ArrayLike<number>;
	/** `[knees]` 1 for the knees whose share it is, all by themselves; the others help to say what is confident. */
	counted: Uint8Array;
}

/**
 * 95 % interval of the estimated share of wrong labels: confident learning, thresholds included, anew in every
 * resample of the subjects. Null where the share is undefined for the knees as they are.
 */
export function wrongLabelInterval(
	{ subjects, ...input }: LabelInput,
	options: BootstrapOptions = {}
): Interval | null {
	const share = wrongShareOf(input);
	return percentileInterval(scoreBootstrap(subjects, { share: [share] }, options), 'share', 0);
}

/** The statistic of knee i counted `weights[i]` times. */
function wrongShareOf({
	labels,
	probabilities,
	counted
}: Omit<LabelInput, 'subjects'>): WeightedStatistic {
	const drawn = (positions: readonly number[]) => {
		const rows = new Float64Array(positions.length * GRADE_COUNT);
		positions.forEach((i, place) => {
			for (let c = 0; c < GRADE_COUNT; c++) {
				rows[place * GRADE_COUNT + c] = probabilities[i * GRADE_COUNT + c];
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
		const thresholds = confidenceThresholds(all.labels, all.probabilities);
		const shown = drawn(positions.filter((i) => counted[i] === 1));
		return wrongLabelShare(
			labelSuspects(shown.labels, shown.probabilities, GRADE_COUNT, thresholds)
		);
	};
}

import { requireProbabilities } from '#lib/core/metrics/probability-scores.ts';

/** So that equal probabilities reach their own mean whatever the rounding. */
const ROUNDING = 1e-9;

export interface LabelSuspects {
	/** `[knees]` probability of the label, 0-1. */
	selfConfidence: Float64Array<ArrayBuffer>;
	/** `[knees]` probability of the label minus the highest of any other grade, -1 to 1. */
	margin: Float64Array<ArrayBuffer>;
	/** What a knee's probability of each grade must reach to count as that grade; null for a grade no label names. */
	thresholds: (number | null)[];
	/** `[knees]` the grade a knee confidently belongs to, -1 where none reaches its threshold. */
	confidentGrade: Int8Array<ArrayBuffer>;
	/** `confidentJoint[label][grade]`: knees that confidently belong to a grade. */
	confidentJoint: number[][];
	/**
	 * Estimated share of all knees with each label and true grade: the confident joint with every row brought
	 * to the number of its labels, divided by all. A row is null where labels have no confident knee.
	 */
	joint: (number[] | null)[];
	/** Knees that confidently belong to another grade than their label's, least margin first. */
	suspects: number[];
}

/**
 * Confident learning (Northcutt, Jiang & Chuang, J Artif Intell Res 2021;70:1373-1411). A knee counts as grade
 * j when its probability of j is at least the mean probability of j among knees labelled j; of several such
 * grades as the most probable, of equals as the lowest.
 *
 * @param labels `[knees]` grades that may be wrong
 * @param probabilities row-major `[knees, classCount]`, rows sum to 1. To be of networks that have not learned
 * from these labels: what they have learned from they no longer doubt
 * @param thresholds of {@link confidenceThresholds}; to be those of all knees where these are only some of them
 * @throws RangeError when the two do not fit together or a row is no set of probabilities
 */
export function labelSuspects(
	labels: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number,
	thresholds = confidenceThresholds(labels, probabilities, classCount)
): LabelSuspects {
	requireProbabilities(labels, probabilities, classCount);
	const knees = labels.length;
	const selfConfidence = new Float64Array(knees);
	const margin = new Float64Array(knees);
	const confidentGrade = new Int8Array(knees).fill(-1);
	const confidentJoint = thresholds.map(() => new Array<number>(classCount).fill(0));
	const suspects: number[] = [];
	for (let i = 0; i < knees; i++) {
		let rival = -Infinity;
		let confident = -1;
		for (let c = 0; c < classCount; c++) {
			const p = probabilities[i * classCount + c];
			const threshold = thresholds[c];
			if (c === labels[i]) selfConfidence[i] = p;
			else rival = Math.max(rival, p);
			if (threshold === null || p < threshold - ROUNDING) continue;
			if (confident < 0 || p > probabilities[i * classCount + confident]) confident = c;
		}
		margin[i] = selfConfidence[i] - rival;
		confidentGrade[i] = confident;
		if (confident < 0) continue;
		confidentJoint[labels[i]][confident]++;
		if (confident !== labels[i]) suspects.push(i);
	}
	suspects.sort((a, b) => margin[a] - margin[b]);
	const joint = jointOf(labels, confidentJoint);
	return { selfConfidence, margin, thresholds, confidentGrade, confidentJoint, joint, suspects };
}

/**
 * Estimated share of wrong labels: what of {@link LabelSuspects.joint} lies off its diagonal, 0-1. Null
 * without knees or where a row is unknown.
 */
export function wrongLabelShare({ joint }: LabelSuspects): number | null {
	let right = 0;
	let all = 0;
	for (const [label, row] of joint.entries()) {
		if (!row) return null;
		right += row[label];
		all += row.reduce((sum, share) => sum + share, 0);
	}
	return all === 0 ? null : 1 - right / all;
}

/**
 * What a probability of each grade must reach to count as that grade: its mean among the knees so labelled.
 *
 * @param labels `[knees]`
 * @param probabilities row-major `[knees, classCount]`
 * @returns `[classCount]`; null for a grade that no label names
 */
export function confidenceThresholds(
	labels: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number
): (number | null)[] {
	const sums = new Array<number>(classCount).fill(0);
	const counts = new Array<number>(classCount).fill(0);
	for (let i = 0; i < labels.length; i++) {
		sums[labels[i]] += probabilities[i * classCount + labels[i]];
		counts[labels[i]]++;
	}
	return sums.map((sum, c) => (counts[c] === 0 ? null : sum / counts[c]));
}

function jointOf(labels: ArrayLike<number>, confidentJoint: number[][]): (number[] | null)[] {
	const named = confidentJoint.map(() => 0);
	for (let i = 0; i < labels.length; i++) named[labels[i]]++;
	return confidentJoint.map((row, label) => {
		const confident = row.reduce((sum, count) => sum + count, 0);
		if (named[label] === 0) return row.map(() => 0);
		if (confident === 0) return null;
		return row.map((count) => ((count / confident) * named[label]) / labels.length);
	});
}

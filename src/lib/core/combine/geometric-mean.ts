import { requireMembers } from './ensemble-members.ts';
import { softmaxRows } from '#lib/core/scores/predictions.ts';

/** In place of a probability of 0: the smallest number above 0 in the float32 that it was stored in. */
const SMALLEST_FLOAT32 = 2 ** -149;

/**
 * Geometric mean of the members' probabilities, each row divided by its sum: `exp(sum of weight * log p)`, the
 * logarithmic opinion pool (Genest & Zidek, Stat Sci 1986;1:114-135); `scipy.stats.gmean(members, axis=0,
 * weights=weights)` divided by its row sums. One member that rules a grade out nearly rules it out for all: a
 * probability of 0 is taken as 2^-149, the smallest of float32, so that members which rule out every grade
 * between them still give an answer.
 *
 * @param members one row-major `[knees, classCount]` array of probabilities a member
 * @param weights one a member, 0 or more, divided by their sum; all alike by default
 * @returns row-major `[knees, classCount]`, each row sums to 1
 * @throws RangeError when members or weights do not fit together, or all weights are 0
 */
export function geometricMean(
	members: readonly ArrayLike<number>[],
	classCount: number,
	weights: readonly number[] = members.map(() => 1)
): Float64Array<ArrayBuffer> {
	requireMembers(members, classCount);
	const sum = weights.reduce((all, weight) => all + weight, 0);
	if (weights.length !== members.length || weights.some((w) => !(w >= 0)) || !(sum > 0)) {
		throw new RangeError(
			`The weights ${weights.join(', ')} do not fit ${members.length} models: one of 0 or more each, not all 0.`
		);
	}
	const logs = new Float64Array(members[0].length);
	members.forEach((probabilities, m) => {
		if (weights[m] === 0) return;
		for (let i = 0; i < logs.length; i++) {
			logs[i] += (weights[m] / sum) * Math.log(Math.max(probabilities[i], SMALLEST_FLOAT32));
		}
	});
	return softmaxRows(logs, classCount);
}

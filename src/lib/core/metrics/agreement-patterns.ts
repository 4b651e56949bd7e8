import { expectedGrades } from '#lib/core/combine/decision-rules.ts';
import { jensenShannonDivergence } from '#lib/core/scores/divergence.ts';
import { rescaleRows } from '#lib/core/combine/ensemble.ts';
import { requireMembers } from '#lib/core/combine/ensemble-members.ts';

/** How several members read the same knees; nothing but `right` looks at the truth. */
export interface AgreementPatterns {
	/** `[knees]` members that read the true grade. */
	right: Uint8Array<ArrayBuffer>;
	/** `knees[k]`: knees that k members read correctly, k from none to all. */
	knees: number[];
	/**
	 * `[knees]` the member that reads another grade than all the others, who agree; -1 where there is none, as
	 * always among two. It is alone and right where `right` is 1.
	 */
	alone: Int8Array<ArrayBuffer>;
	/**
	 * `[knees]` generalised Jensen-Shannon divergence of the members' probabilities, in nats: 0 where they say the
	 * same, at most ln(members).
	 */
	divergence: Float64Array<ArrayBuffer>;
	/** `[knees]` highest minus lowest expected grade of any member, in grades. */
	expectedGradeGap: Float64Array<ArrayBuffer>;
}

/**
 * @param truth `[knees]` true grades
 * @param members one row-major `[knees, classCount]` array of probabilities a member; rows are divided by
 * their sum
 * @param grades one `[knees]` list of grades a member, by whichever decision rule
 * @throws RangeError when lists do not fit together
 */
export function agreementPatterns(
	truth: ArrayLike<number>,
	members: readonly ArrayLike<number>[],
	grades: readonly ArrayLike<number>[],
	classCount: number
): AgreementPatterns {
	const count = requireMembers(members, classCount);
	if (grades.length !== members.length || [truth, ...grades].some((g) => g.length !== count)) {
		throw new RangeError(
			`Agreement needs the true grade and one grade a model for each of ${count} knees.`
		);
	}
	const shares = members.map((scores) => rescaleRows(scores, classCount));
	const expected = members.map((scores) => expectedGrades(scores, classCount));
	const right = new Uint8Array(count);
	const alone = new Int8Array(count);
	const divergence = new Float64Array(count);
	const expectedGradeGap = new Float64Array(count);
	const knees = new Array<number>(members.length + 1).fill(0);
	const read = new Array<number>(members.length);
	const distributions = members.map(() => new Float64Array(classCount));
	for (let i = 0; i < count; i++) {
		let lowest = Infinity;
		let highest = -Infinity;
		for (let m = 0; m < members.length; m++) {
			read[m] = grades[m][i];
			if (read[m] === truth[i]) right[i]++;
			lowest = Math.min(lowest, expected[m][i]);
			highest = Math.max(highest, expected[m][i]);
			for (let c = 0; c < classCount; c++) distributions[m][c] = shares[m][i * classCount + c];
		}
		knees[right[i]]++;
		alone[i] = loneMember(read);
		divergence[i] = jensenShannonDivergence(distributions);
		expectedGradeGap[i] = highest - lowest;
	}
	return { right, knees, alone, divergence, expectedGradeGap };
}

/** Patterns are whole numbers that a float holds exactly. */
const MOST_MEMBERS = 53;

/**
 * Who of the members reads each knee right, as one number: the sum of 2^m over the members m that do, see
 * {@link isRightIn}.
 *
 * @param truth `[knees]` true grades
 * @param grades one `[knees]` list of grades a member
 * @returns `[knees]`, 0 (none) to 2^members - 1 (all)
 * @throws RangeError for more than 53 members
 */
export function rightMembers(
	truth: ArrayLike<number>,
	grades: readonly ArrayLike<number>[]
): Float64Array<ArrayBuffer> {
	if (grades.length > MOST_MEMBERS) {
		throw new RangeError(
			`Patterns are of at most ${MOST_MEMBERS} models, not of ${grades.length}.`
		);
	}
	return Float64Array.from({ length: truth.length }, (_, i) =>
		grades.reduce((pattern, list, m) => pattern + (list[i] === truth[i] ? 2 ** m : 0), 0)
	);
}

/** Whether a member is right in a pattern of {@link rightMembers}; bit operators see 32 members only. */
export function isRightIn(pattern: number, member: number): boolean {
	return Math.floor(pattern / 2 ** member) % 2 === 1;
}

/** The patterns to list, ascending: all of them for up to three members, else those that some knee has. */
export function patternsAmong(masks: ArrayLike<number>, members: number): number[] {
	if (members <= 3) return [...new Array<number>(2 ** members).keys()];
	return [...new Set(Array.from(masks))].sort((a, b) => a - b);
}

function loneMember(read: readonly number[]): number {
	if (read.length < 3) return -1;
	for (let m = 0; m < read.length; m++) {
		const shared = read[m === 0 ? 1 : 0];
		if (shared !== read[m] && read.every((grade, other) => other === m || grade === shared))
			return m;
	}
	return -1;
}

/** Cases with and without what is screened for. */
export interface ScreenedCases {
	/** `[cases]` whether each has it. */
	positive: ArrayLike<boolean>;
	/** `[cases]` who each case belongs to. */
	subjects: ArrayLike<number | string>;
}

/**
 * Refuses what is not one subject and one number a case.
 *
 * @param lists `[systems][cases]` scores, or whether a case is called positive
 * @throws RangeError without cases, where lists differ in length or a score is not a number; the text names the system
 */
export function requireScreened(
	{ positive, subjects }: ScreenedCases,
	lists: readonly ArrayLike<unknown>[]
): void {
	if (positive.length === 0 || subjects.length !== positive.length) {
		throw new RangeError(
			`Screening is judged on cases and the subject of each; got ${positive.length} cases and ${subjects.length} subjects.`
		);
	}
	for (const [s, list] of lists.entries()) {
		if (list.length !== positive.length) {
			throw new RangeError(
				`System ${s} has ${list.length} numbers for ${positive.length} cases; they must be of the same cases.`
			);
		}
		const unknown = Array.from(list).findIndex(Number.isNaN);
		if (unknown < 0) continue;
		throw new RangeError(
			`The score of case ${unknown} by system ${s} is not a number; run the network again.`
		);
	}
}

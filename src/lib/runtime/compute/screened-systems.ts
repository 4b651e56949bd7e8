/** Systems that screen the same cases. Plain data: can be posted to a worker. */
export interface ScreenedSystems {
	/** `[cases]` true classes. */
	truth: readonly number[];
	/** `[cases]` who each case belongs to. */
	subjects: readonly string[];
	/** The class from which on a case counts as positive. */
	positiveFrom: number;
	classCount: number;
	/** Row-major `[cases, classCount]`, one a system, 0 or more. */
	scores: readonly Float64Array[];
}

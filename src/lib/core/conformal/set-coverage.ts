import type { Estimate } from '#lib/core/statistics/bootstrap-estimate.ts';
import { clusteredMean } from '#lib/core/statistics/clustered-mean.ts';
import { clusteredShareInterval } from '#lib/core/statistics/clustered-share.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';

/** How often sets hold the true class. */
export interface Covered {
	cases: number;
	/** Cases whose set holds their true class. */
	covered: number;
	/** Share of them, 0-1; null without cases. */
	coverage: number | null;
	/** 95 %, see `clusteredShareInterval`: of the coverage that these thresholds have, not of other ones. */
	interval: Range | null;
}

export interface SetSummary extends Covered {
	/** Mean number of classes in a set; with the interval of `clusteredMean`. */
	size: Estimate;
}

export interface SetCoverage {
	all: SetSummary;
	/** `[classes]` by true class. */
	classes: SetSummary[];
	/** `[classes + 1]` by the number of classes in the set, from 0: coverage that falls with size says where sets are too small. */
	sizes: Covered[];
}

/**
 * What prediction sets come to on cases whose labels are known, none of a subject of the calibration.
 *
 * @param truth `[cases]` true classes
 * @param subjects `[cases]` who each case belongs to
 * @param sets row-major `[cases, classCount]`, 1 for a class of the set
 * @throws RangeError when the lists do not fit together
 */
export function setCoverage(
	truth: ArrayLike<number>,
	subjects: ArrayLike<number | string>,
	sets: ArrayLike<number>,
	classCount: number
): SetCoverage {
	if (subjects.length !== truth.length || sets.length !== truth.length * classCount) {
		throw new RangeError(
			`There are ${truth.length} cases, ${subjects.length} subjects and ${sets.length} marks; each case needs its subject and ${classCount} marks.`
		);
	}
	const sizes = Array.from({ length: truth.length }, (_, i) => {
		let size = 0;
		for (let c = 0; c < classCount; c++) size += sets[i * classCount + c];
		return size;
	});
	const places = [...sizes.keys()];
	const coveredOf = (members: number[]): Covered => {
		const covered = members.filter((i) => sets[i * classCount + truth[i]] === 1).length;
		const who = members.map((i) => subjects[i]);
		return {
			cases: members.length,
			covered,
			coverage: members.length === 0 ? null : covered / members.length,
			interval: clusteredShareInterval(covered, who)
		};
	};
	const summaryOf = (members: number[]): SetSummary => {
		const own = members.map((i) => sizes[i]);
		const mean = clusteredMean(
			own,
			members.map((i) => String(subjects[i]))
		);
		return {
			...coveredOf(members),
			size: { value: mean && mean.mean, interval: mean && mean.interval }
		};
	};
	return {
		all: summaryOf(places),
		classes: Array.from({ length: classCount }, (_, label) =>
			summaryOf(places.filter((i) => truth[i] === label))
		),
		sizes: Array.from({ length: classCount + 1 }, (_, size) =>
			coveredOf(places.filter((i) => sizes[i] === size))
		)
	};
}

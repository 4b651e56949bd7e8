import { numberKey } from '#lib/core/statistics/number-key.ts';
import { isCommon, LEAST_KNEES } from '#lib/core/slices/slice-contrast.ts';
import type { ContrastName, SliceQuestion } from '#lib/runtime/compute/slice-comparison.ts';
import type { UncertainMetric } from '#lib/runtime/compute/uncertainty.ts';
import type { NamedSlice, SliceFamily } from './slice-families.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

export type { ContrastName };

/** What a measure can be compared against: kappa is 0 or undefined within one true grade. */
export function contrastOf(metric: UncertainMetric, wanted: ContrastName): ContrastName {
	return metric === 'quadraticWeightedKappa' ? 'rest' : wanted;
}

/** A slice with the knees in it that a system has read. */
export interface TestedSlice extends NamedSlice {
	family: SliceFamily;
	rows: readonly number[];
	/** Grades that are compared; null where knees are not held against those of their own grade. */
	grades: readonly number[] | null;
}

export interface SliceTest {
	tested: readonly TestedSlice[];
	/** Slices too small to be tested, or with too small a rest. */
	small: readonly NamedSlice[];
	/** Of all knees that pass the filter and are read, in the same order as {@link SliceTest.tested}. */
	question: SliceQuestion;
	/** The same exactly when the question is. */
	key: string;
}

/**
 * What there is to test of a system: each slice against the rest of the knees that pass the filter. Families of
 * the filter's own slices have no rest; of two slices that are each other's rest only the first is tested; slices
 * of one grade are left out by kappa, and grade for grade, where no knee of the rest has their grade.
 */
export function sliceTestOf(
	{ table, filter, slices }: Study,
	{ id, predictions }: System,
	rows: readonly number[],
	metric: UncertainMetric,
	wanted: ContrastName
): SliceTest {
	const contrast = contrastOf(metric, wanted);
	const ofOneGrade = contrast === 'rest' && metric !== 'quadraticWeightedKappa';
	const read = rows.filter((row) => predictions[row] >= 0);
	const filtered = new Set(filter.conditions.map((condition) => slices.familyOf(condition)));
	const families = slices.families.filter(
		(family) => !filtered.has(family) && (ofOneGrade || family.id !== 'grade')
	);
	const truth = read.map((row) => table.grades[row]);
	const tested: TestedSlice[] = [];
	const small: NamedSlice[] = [];
	const positions: number[][] = [];
	const all = new Array<number>(table.classCount).fill(0);
	for (const grade of truth) all[grade]++;
	for (const family of families) {
		const places = slices.places(family);
		if (!places) continue;
		const members = membersOf(read, truth, places, family.slices.length, table.classCount);
		for (const [place, slice] of family.slices.entries()) {
			if (family.slices.length === 2 && place > 0) continue;
			const { knees, ofGrade } = members[place];
			const grades =
				contrast === 'rest'
					? null
					: ofGrade.flatMap((count, grade) => (isCommon(count, all[grade] - count) ? [grade] : []));
			const enough = grades
				? grades.length > 0
				: Math.min(knees.length, read.length - knees.length) >= LEAST_KNEES;
			if (!enough) {
				small.push(slice);
				continue;
			}
			tested.push({
				...slice,
				family,
				grades,
				get rows() {
					return knees.map((position) => read[position]);
				}
			});
			positions.push(knees);
		}
	}
	const predicted = read.map((row) => predictions[row]);
	return {
		tested,
		small,
		question: {
			truth,
			predicted,
			subjects: read.map((row) => table.knees[row].subject),
			classCount: table.classCount,
			slices: tested.map(({ id }, s) => ({ name: id, knees: positions[s] })),
			metric,
			contrast
		},
		key: [
			id,
			metric,
			contrast,
			tested.map((slice) => slice.id),
			numberKey(read),
			numberKey(predicted)
		].join(' ')
	};
}

/** Of every slice of a family its knees, as positions, and how many of them have each grade. */
function membersOf(
	read: readonly number[],
	truth: readonly number[],
	places: ArrayLike<number>,
	slices: number,
	classCount: number
): { knees: number[]; ofGrade: number[] }[] {
	const members = Array.from({ length: slices }, () => ({
		knees: [] as number[],
		ofGrade: new Array<number>(classCount).fill(0)
	}));
	for (let position = 0; position < read.length; position++) {
		const place = places[read[position]];
		if (place < 0) continue;
		members[place].knees.push(position);
		members[place].ofGrade[truth[position]]++;
	}
	return members;
}

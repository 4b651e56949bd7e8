import {
	agreementPatterns,
	rightMembers,
	type AgreementPatterns
} from '#lib/core/metrics/agreement-patterns.ts';
import type { BootstrapInput } from '#lib/core/statistics/bootstrap.ts';
import { placesAmong, readByAll } from '#lib/study/readings/read-by-all.ts';
import type { Study } from '#lib/study/study.svelte.ts';

export type { PairUncertainty, VotesUncertainty } from '#lib/runtime/compute/votes-uncertainty.ts';

/** How the networks vote on the knees that all of them have read; lists go with `rows`. */
export interface Votes {
	rows: readonly number[];
	truth: number[];
	/** One list of grades a network. */
	grades: number[][];
	classCount: number;
	/** Which networks read the knee right, see `rightMembers`. */
	masks: Float64Array;
	patterns: AgreementPatterns;
}

/** Of all evaluated knees, whatever the filter. */
export function votesOf({ table, systems }: Pick<Study, 'table' | 'systems'>): Votes {
	const { modelReadings } = systems;
	const rows = readByAll(modelReadings, table.evaluatedRows);
	const truth = rows.map((row) => table.grades[row]);
	const grades = modelReadings.map(({ predictions }) => rows.map((row) => predictions[row]));
	const probabilities = modelReadings.map(({ scores }) => scores.gather(rows).values);
	return {
		rows,
		truth,
		grades,
		classCount: table.classCount,
		masks: rightMembers(truth, grades),
		patterns: agreementPatterns(truth, probabilities, grades, table.classCount)
	};
}

/** Those of some rows; what is known of a knee is not worked out again. */
export function votesAmong(votes: Votes, rows: readonly number[]): Votes {
	const places = placesAmong(votes.rows, rows);
	if (places.length === votes.rows.length) return votes;
	const { right, alone, divergence, expectedGradeGap } = votes.patterns;
	const rightAmong = picked(right, places, new Uint8Array(places.length));
	const knees = new Array<number>(votes.grades.length + 1).fill(0);
	for (const count of rightAmong) knees[count]++;
	return {
		rows: places.map((i) => votes.rows[i]),
		truth: places.map((i) => votes.truth[i]),
		grades: votes.grades.map((list) => places.map((i) => list[i])),
		classCount: votes.classCount,
		masks: picked(votes.masks, places, new Float64Array(places.length)),
		patterns: {
			right: rightAmong,
			knees,
			alone: picked(alone, places, new Int8Array(places.length)),
			divergence: picked(divergence, places, new Float64Array(places.length)),
			expectedGradeGap: picked(expectedGradeGap, places, new Float64Array(places.length))
		}
	};
}

function picked<List extends { [i: number]: number }>(
	from: ArrayLike<number>,
	places: readonly number[],
	into: List
): List {
	places.forEach((place, i) => (into[i as keyof List & number] = from[place] as List[number]));
	return into;
}

/** What the intervals of the votes are made of. */
export function votesInput({ table }: Pick<Study, 'table'>, votes: Votes): BootstrapInput {
	return {
		truth: votes.truth,
		subjects: votes.rows.map((row) => table.knees[row].subject),
		systems: votes.grades,
		classCount: votes.classCount
	};
}

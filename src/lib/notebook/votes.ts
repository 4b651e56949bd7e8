import {
	agreementPatterns,
	rightMembers,
	type AgreementPatterns
} from '#lib/core/agreement-patterns.ts';
import type { BootstrapInput } from '#lib/core/bootstrap.ts';
import { GRADE_COUNT } from '#lib/core/grades.ts';
import { rowsReadByAll } from './read-by-all.ts';
import type { Study } from './study.svelte.ts';

export type { PairUncertainty, VotesUncertainty } from '#lib/runtime/votes-uncertainty.ts';

/** How the networks vote on the knees that all of them have read; lists go with `rows`. */
export interface Votes {
	rows: readonly number[];
	truth: number[];
	/** One list of grades a network. */
	grades: number[][];
	/** Bit m is set where network m reads the knee right. */
	masks: Uint8Array;
	patterns: AgreementPatterns;
}

export function votesOf({ table, systems }: Pick<Study, 'table' | 'systems'>): Votes {
	const { models } = systems;
	const rows = rowsReadByAll(systems);
	const truth = rows.map((row) => table.grades[row]);
	const grades = models.map(({ predictions }) => rows.map((row) => predictions[row]));
	const probabilities = models.map(({ scores }) => scoresOfRows(scores, rows));
	return {
		rows,
		truth,
		grades,
		masks: rightMembers(truth, grades),
		patterns: agreementPatterns(truth, probabilities, grades)
	};
}

/** What the intervals of the votes are made of. */
export function votesInput({ table }: Pick<Study, 'table'>, votes: Votes): BootstrapInput {
	return {
		truth: votes.truth,
		subjects: votes.rows.map((row) => table.knees[row].subject),
		systems: votes.grades
	};
}

/** Row-major `[rows, 5]` of a system's scores of all knees. */
export function scoresOfRows(
	scores: Float64Array,
	rows: readonly number[]
): Float64Array<ArrayBuffer> {
	const of = new Float64Array(rows.length * GRADE_COUNT);
	rows.forEach((row, i) => {
		of.set(scores.subarray(row * GRADE_COUNT, (row + 1) * GRADE_COUNT), i * GRADE_COUNT);
	});
	return of;
}

import { agreementOf, type Agreement } from '#lib/core/metrics/agreement.ts';
import type { KneeTable } from './knee-table.ts';
import type { ModelResults } from './model-results.svelte.ts';

/** Stored against live readings of a network, of the evaluated knees that have both. */
export function agreementWithStored(table: KneeTable, results: ModelResults): Agreement {
	void results.version;
	const rows = table.evaluatedRows.filter(
		(row) => results.isLive(row) && results.storedProbabilities(row) !== null
	);
	const { classCount } = table;
	const stored = new Float32Array(rows.length * classCount);
	const live = new Float32Array(rows.length * classCount);
	rows.forEach((row, index) => {
		stored.set(results.storedProbabilities(row)!, index * classCount);
		live.set(results.probabilities(row)!, index * classCount);
	});
	const agreement = agreementOf(stored, live, classCount);
	return { ...agreement, differing: agreement.differing.map((index) => rows[index]) };
}

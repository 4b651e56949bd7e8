import { GRADE_COUNT } from '../../src/lib/core/labels/grades.ts';
import type { Random } from '../../src/lib/core/statistics/random.ts';
import { argmaxRows } from '../../src/lib/core/scores/predictions.ts';
import { loadKnees, loadTestSetManifest } from '../../src/lib/data/sources/load-test-set.ts';
import {
	loadStoredProbabilities,
	loadStudyManifest,
	studyCount
} from '../../src/lib/data/sources/stored-study.ts';
import { nodeFiles } from '../node-files.ts';
import type { SimulatedStudy } from './population.ts';
import { FileStore } from '../../src/lib/data/files/file-store.ts';

export type ShippedKnees = Omit<SimulatedStudy, 'hard'>;

/** The test knees of `static/` with the stored readings of the shipped models. */
export async function loadShippedKnees(): Promise<ShippedKnees> {
	const testset = new FileStore(nodeFiles('static/testset'));
	const stored = new FileStore(nodeFiles('static/study'));
	const all = await loadKnees(testset, await loadTestSetManifest(testset));
	const manifest = await loadStudyManifest(stored);
	const order = manifest.splits.flatMap(({ split }) => all.filter((knee) => knee.split === split));
	const rows = [...order.keys()].filter((row) => order[row].split === 'test');
	const probabilities = await Promise.all(
		manifest.models.map(async (model) => {
			const scores = await loadStoredProbabilities(
				stored,
				model,
				studyCount(manifest),
				GRADE_COUNT
			);
			return rowsOf(scores, rows);
		})
	);
	const subjects = new Map<string, number>();
	return {
		truth: rows.map((row) => order[row].grade),
		subjects: rows.map((row) => {
			const { subject } = order[row];
			if (!subjects.has(subject)) subjects.set(subject, subjects.size);
			return subjects.get(subject)!;
		}),
		probabilities,
		predicted: probabilities.map((scores) => argmaxRows(scores, GRADE_COUNT))
	};
}

/** As many subjects as asked for, drawn with replacement; one that is drawn twice is two subjects. */
export function drawFrom(
	{ truth, subjects, probabilities }: ShippedKnees,
	random: Random,
	count: number
): ShippedKnees {
	const kneesOf = new Map<number, number[]>();
	subjects.forEach((subject, knee) => {
		kneesOf.set(subject, [...(kneesOf.get(subject) ?? []), knee]);
	});
	const population = [...kneesOf.values()];
	const drawn: number[] = [];
	const belongsTo: number[] = [];
	for (let subject = 0; subject < count; subject++) {
		for (const knee of population[random.integer(population.length)]) {
			drawn.push(knee);
			belongsTo.push(subject);
		}
	}
	const scores = probabilities.map((rows) => rowsOf(rows, drawn));
	return {
		truth: drawn.map((knee) => truth[knee]),
		subjects: belongsTo,
		probabilities: scores,
		predicted: scores.map((rows) => argmaxRows(rows, GRADE_COUNT))
	};
}

function rowsOf(scores: ArrayLike<number>, rows: readonly number[]): Float64Array<ArrayBuffer> {
	const picked = new Float64Array(rows.length * 5);
	rows.forEach((row, i) => {
		for (let c = 0; c < 5; c++) picked[i * 5 + c] = scores[row * 5 + c];
	});
	return picked;
}

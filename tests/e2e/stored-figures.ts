import { readFile } from 'node:fs/promises';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { balancedAccuracy } from '#lib/core/metrics/metrics.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { loadKnees, loadTestSetManifest } from '#lib/data/sources/load-test-set.ts';
import {
	loadStoredProbabilities,
	loadStudyManifest,
	studyCount
} from '#lib/data/sources/stored-study.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

/** A headline number as the page shows it. */
export const percent = /^\d+\.\d%$/;

/** Balanced accuracies of the three networks as the page should show them, from the stored results of the test split. */
export async function storedBalancedAccuracies(): Promise<string[]> {
	const below = (folder: string) =>
		new FileStore(async (path) => new Uint8Array(await readFile(`static/${folder}/${path}`)));
	const manifest = await loadTestSetManifest(below('testset'));
	const knees = await loadKnees(below('testset'), manifest);
	const study = await loadStudyManifest(below('study'));
	const stored = study.splits.flatMap(({ split }) => knees.filter((knee) => knee.split === split));
	const test = stored.flatMap((knee, row) => (knee.split === 'test' ? [row] : []));
	return Promise.all(
		study.models.map(async (model) => {
			const probabilities = await loadStoredProbabilities(
				below('study'),
				model,
				studyCount(study),
				5
			);
			const read = argmaxRows(probabilities, 5);
			const confusion = confusionMatrix(
				test.map((row) => stored[row].grade),
				test.map((row) => read[row]),
				5
			);
			return `${(100 * balancedAccuracy(confusion)!).toFixed(1)}%`;
		})
	);
}

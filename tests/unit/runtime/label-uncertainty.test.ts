import { expect, it } from 'vitest';
import { clusteredMean } from '#lib/core/statistics/clustered-mean.ts';
import { loadKnees, loadTestSetManifest, loadTruths } from '#lib/data/sources/load-test-set.ts';
import { drawnGrades } from '#lib/study/answers/drawn-grades.ts';
import { wrongLabelUncertainty } from '#lib/runtime/compute/label-uncertainty.ts';
import { nodeFiles } from '../../../scripts/node-files.ts';
import { loadShippedKnees } from '../../../scripts/simulate/shipped-knees.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

it('tells from the drawn signs what two overlapping intervals of the same knees would not', async () => {
	const files = new FileStore(nodeFiles('static/testset'));
	const manifest = await loadTestSetManifest(files);
	const knees = (await loadKnees(files, manifest)).filter(({ split }) => split === 'test');
	const truths = await loadTruths(files, manifest);
	const { truth: labels, probabilities: models } = await loadShippedKnees();
	const subjects = knees.map(({ subject }) => subject);
	const wrong = knees.map(({ id, grade }) => Number(drawnGrades(truths.get(id)!).signs !== grade));
	const right = knees.flatMap(({ side }, i) => (side === 'R' ? [i] : []));

	const { interval, difference } = wrongLabelUncertainty({
		labels,
		subjects,
		probabilities: models[0].map((_, k) => models.reduce((sum, rows) => sum + rows[k], 0) / 3),
		counted: Uint8Array.from(knees, ({ side }) => Number(side === 'R')),
		otherwise: Uint8Array.from(wrong),
		classCount: 5
	});
	const drawn = clusteredMean(
		right.map((i) => wrong[i]),
		right.map((i) => subjects[i])
	)!;
	expect(drawn.mean).toBeCloseTo(0.182, 12);
	expect(drawn.interval!.upper).toBeGreaterThan(interval!.lower);
	expect(difference!.estimate).toBeCloseTo(0.048, 3);
	expect(difference!.lower).toBeGreaterThan(0);
});

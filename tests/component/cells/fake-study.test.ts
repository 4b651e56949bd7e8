import { expect, test } from 'vitest';
import { runNote } from '#lib/study/readings/run-summary.ts';
import { fakeStudy } from './fake-study.ts';

test('the invented study is the same every time and has mistakes of every system', () => {
	const [a, b] = [fakeStudy(), fakeStudy()];
	expect(a.systems.all.map(({ confusion }) => confusion)).toEqual(
		b.systems.all.map(({ confusion }) => confusion)
	);
	for (const { metrics, known } of a.systems.all) {
		expect(known).toBe(400);
		expect(metrics.balancedAccuracy).toBeGreaterThan(0.6);
		expect(metrics.balancedAccuracy).toBeLessThan(0.95);
	}
	expect(a.systems.weightsSource).toEqual({ kind: 'val', knees: 200 });
});

test('its live run replaces the stored readings and agrees with them', async () => {
	const study = fakeStudy({ test: 40, val: 20 });
	await study.run.begin('auto');
	expect(study.run.phase.kind).toBe('done');
	expect(study.run.readLive).toBe(40);
	expect(study.agreements.every(({ agreeing, count }) => agreeing === count)).toBe(true);
});

test('a network whose files are damaged fails alone', async () => {
	const study = fakeStudy({ test: 40, val: 20, stored: [], failing: ['resnet50'] });
	await study.run.begin('auto');
	expect(study.systems.models.map(({ known }) => known)).toEqual([40, 0, 40]);
	expect(study.systems.ensemble.known).toBe(0);
	expect(study.run.modelState('resnet50').phase).toBe('failed');
	expect(study.run.readLive).toBe(40);
	expect(study.run.totalReadings).toBe(2 * 60);
	expect(runNote(study)).toBe('Read here by 2 of 3 networks, not by ResNet50');
});

test('phantoms are drawn when asked for', async () => {
	const study = fakeStudy({ test: 4, val: 0 });
	expect((await study.images.pixels(study.table.knees[0])).length).toBe(224 * 224);
	expect((await study.truthOf(0))?.jointSpaceMm.medial).toBeGreaterThan(0);
	expect(await study.images.url(study.table.knees[0])).toMatch(/^data:image\/png;base64,/);
});

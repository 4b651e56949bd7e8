import { expect, it } from 'vitest';
import type { Compute } from '#lib/runtime/compute/computations.ts';
import type { Uncertainty } from '#lib/runtime/compute/uncertainty.ts';
import { Intervals } from '#lib/study/answers/intervals.svelte.ts';
import { fakeStudy } from '../cells/fake-study.ts';

/** Intervals whose computations the test answers one by one, each with the number of its knees. */
function askedIntervals() {
	const study = fakeStudy({ test: 60, val: 20 });
	const answers: (() => void)[] = [];
	const compute = {
		uncertaintyOf: ({ truth }: { truth: readonly number[] }) =>
			new Promise<Uncertainty>((resolve) =>
				answers.push(() => resolve({ knees: truth.length } as Uncertainty))
			)
	} as unknown as Compute;
	const intervals = new Intervals(study.table, study.systems, compute);
	const shown = () => intervals.known?.result.knees ?? null;
	return { study, intervals, answers, shown };
}

it('shows none of other knees: they go with a change of the filter, and come back with the answer', async () => {
	const { study, intervals, answers, shown } = askedIntervals();
	const first = intervals.update();
	expect(shown()).toBeNull();
	answers[0]();
	await first;
	expect(shown()).toBe(60);
	study.filter.set(['left']);
	expect(shown()).toBeNull();
	expect(intervals.index('xception')).toBe(-1);
	const left = study.systems.rows.length;
	expect(left).toBeLessThan(60);
	const second = intervals.update();
	expect(shown()).toBeNull();
	answers[1]();
	await second;
	expect(shown()).toBe(left);
	expect(intervals.index('xception')).toBe(0);
});

it('shows none of other grades: they go when a reading becomes another one', async () => {
	const { study, intervals, answers, shown } = askedIntervals();
	const asked = intervals.update();
	answers[0]();
	await asked;
	expect(shown()).toBe(60);
	const [xception] = study.results;
	const row = study.table.evaluatedRows[0];
	const other = (study.systems.get('xception')!.predictions[row] + 1) % 5;
	const probabilities = Float32Array.from({ length: 5 }, (_, grade) => Number(grade === other));
	const readings = { count: 1, logits: probabilities, probabilities, pooled: new Float32Array(4) };
	xception.addLive([row], readings);
	expect(study.systems.get('xception')!.predictions[row]).toBe(other);
	expect(shown()).toBeNull();
});

it('does not take an answer to an earlier question for that to the last', async () => {
	const { study, intervals, answers, shown } = askedIntervals();
	const first = intervals.update();
	study.filter.set(['left']);
	const second = intervals.update();
	const left = study.systems.rows.length;
	answers[1]();
	await second;
	answers[0]();
	await first;
	expect(shown()).toBe(left);
});

it('says what failed until it is asked again', async () => {
	const { study } = askedIntervals();
	const failures = [new Error('The worker failed.')];
	const intervals = new Intervals(study.table, study.systems, {
		uncertaintyOf: async () => {
			const failure = failures.pop();
			if (failure) throw failure;
			return { knees: 60 };
		}
	} as unknown as Compute);
	await intervals.update();
	expect(intervals.failure?.message).toBe('The worker failed.');
	expect(intervals.known).toBeNull();
	await intervals.update();
	expect(intervals.failure).toBeNull();
	expect(intervals.known?.result.knees).toBe(60);
});

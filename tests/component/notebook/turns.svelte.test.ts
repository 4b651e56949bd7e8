import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { flushSync } from 'svelte';
import { studyInTurn } from '#lib/study/study-in-turn.ts';
import { Turns, type Place } from '#lib/study/turns.svelte.ts';
import { fakeStudy } from '../cells/fake-study.ts';
import { withoutLayout } from '../without-layout.ts';

let destroy = () => {};

beforeEach(() => {
	withoutLayout();
	vi.useFakeTimers();
});

afterEach(() => {
	destroy();
	vi.useRealTimers();
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

/** A study as two cells see it, both far from the window: drawn once, and what the first drew of its rows. */
function twoCells() {
	const study = fakeStudy({ test: 200, val: 40 });
	const turns = new Turns();
	turns.inForce = true;
	const places: Place[] = [turns.join(), turns.join()];
	const drawn: number[] = [];
	let seen!: ReturnType<typeof studyInTurn>[];
	destroy = $effect.root(() => {
		seen = places.map((place) => studyInTurn(study, place));
		$effect(() => {
			drawn.push(seen[0].systems.rows.length);
		});
		$effect(() => {
			const { all, ensemble, rows } = seen[1].systems;
			void [all, ensemble, rows];
		});
	});
	flushSync();
	return { study, turns, places, seen, drawn };
}

test('a cell sees every member of the study', () => {
	const { study, seen } = twoCells();
	const own = Object.keys(study);
	const inherited = Object.getOwnPropertyNames(Object.getPrototypeOf(study));
	for (const key of [...own, ...inherited]) {
		if (key !== 'constructor') expect(key in seen[0], key).toBe(true);
	}
});

test('what is far from the window follows when all is at rest, one after another', () => {
	const { study, turns, seen, drawn } = twoCells();
	study.filter.set(['left']);
	turns.begin();
	flushSync();
	const left = study.systems.rows.length;
	expect(left).toBeLessThan(200);
	expect(seen.map(({ systems }) => systems.rows.length)).toEqual([200, 200]);
	expect(seen[1].systems.get('xception')!.known).toBe(200);
	vi.advanceTimersByTime(200);
	turns.begin();
	vi.advanceTimersByTime(200);
	expect(seen[0].systems.rows.length).toBe(200);
	vi.advanceTimersToNextTimer();
	vi.advanceTimersToNextTimer();
	expect(seen.map(({ systems }) => systems.rows.length)).toEqual([left, 200]);
	vi.runAllTimers();
	flushSync();
	expect(seen[1].systems.rows.length).toBe(left);
	expect(seen[1].systems.get('xception')!.known).toBe(left);
	expect(drawn).toEqual([200, left]);
});

test('what is near follows at once, and what comes near catches up', () => {
	const { study, places, seen, drawn } = twoCells();
	places[0].near = true;
	study.filter.set(['left']);
	flushSync();
	const left = study.systems.rows.length;
	expect(drawn).toEqual([200, left]);
	expect(seen[1].systems.rows.length).toBe(200);
	places[1].near = true;
	expect(seen[1].systems.rows).toBe(study.systems.rows);
});

test('until turns are in force, what is far follows at once', () => {
	const { study, turns, drawn } = twoCells();
	turns.inForce = false;
	study.filter.set(['left']);
	flushSync();
	expect(drawn.at(-1)).toBe(study.systems.rows.length);
});

test('changes without an end do not keep it waiting', () => {
	const { study, turns, seen } = twoCells();
	study.filter.set(['left']);
	for (let ms = 0; ms < 2000; ms += 100) {
		turns.begin();
		vi.advanceTimersByTime(100);
	}
	expect(seen[0].systems.rows).toBe(study.systems.rows);
});

test('a cell far away changes the study itself and keeps its own ensemble apart', () => {
	const { study, turns, seen } = twoCells();
	seen[0].systems.scheme = 'mean';
	expect(study.systems.scheme).toBe('mean');
	expect(seen[1].systems.ensemble).toBe(study.systems.ensembles.f1);
	expect(seen[1].systems.ensembleOf('own')).toBeNull();
	expect(seen[1].systems.combinationOf('mean')).toEqual(study.systems.combination);
	seen[1].warn('File', new Error('The file is gone.'));
	expect(study.warnings).toHaveLength(1);
	turns.stop();
});

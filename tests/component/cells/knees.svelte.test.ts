import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { flushSync } from 'svelte';
import type { ClassMaps } from '#lib/core/records/attribution.ts';
import type { FeatureGrid } from '#lib/core/records/study.ts';
import { KneeFilmImage } from '#lib/panels/film/knee-film.svelte.ts';
import { KneeHeat } from '#lib/panels/film/knee-heat.svelte.ts';
import { KneeTruthState } from '#lib/panels/knee/knee-truth.svelte.ts';
import { fakeStudy } from './fake-study.ts';
import KneesPage from './KneesPage.svelte';

beforeEach(() => {
	vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** Says that an element is in view only when the test wants it. */
class ByHand {
	static all: ByHand[] = [];
	readonly tell: IntersectionObserverCallback;
	readonly seen = new Set<Element>();
	constructor(tell: IntersectionObserverCallback) {
		this.tell = tell;
		ByHand.all.push(this);
	}
	observe(element: Element) {
		this.seen.add(element);
	}
	unobserve(element: Element) {
		this.seen.delete(element);
	}
	disconnect() {}
	show(isIntersecting: boolean) {
		this.tell(
			[...this.seen].map((target) => ({ target, isIntersecting }) as IntersectionObserverEntry),
			this as unknown as IntersectionObserver
		);
	}
}

/** Of one knee. */
function blankMaps({ rows, columns }: FeatureGrid): ClassMaps {
	return { values: new Float32Array(5 * rows * columns), peaks: new Float32Array(5) };
}

test('a thumbnail fetches its film near the view and lets go of it outside', async () => {
	vi.stubGlobal('IntersectionObserver', ByHand);
	const study = fakeStudy({ test: 4, val: 0 });
	const pixels = vi.spyOn(study.images, 'pixels');
	const { container } = render(KneesPage, { study, row: 1 });
	expect(pixels).not.toHaveBeenCalled();
	ByHand.all[0].show(true);
	await vi.waitFor(() => expect(container.querySelector('canvas')).toBeTruthy());
	expect(pixels).toHaveBeenCalledTimes(1);
	ByHand.all[0].show(false);
	flushSync();
	expect(container.querySelector('canvas')).toBeNull();
});

test('a film that cannot be fetched says why', async () => {
	const study = fakeStudy({ test: 4, val: 0 });
	vi.spyOn(study.images, 'pixels').mockRejectedValue(new Error('test-000.zip is damaged.'));
	render(KneesPage, { study, row: 1, film: true });
	expect(await screen.findByRole('img', { name: 'test-000.zip is damaged.' })).toBeTruthy();
});

test('a knee that is named again keeps its film and what was drawn into it', async () => {
	const study = fakeStudy({ test: 4, val: 0 });
	const pixels = vi.spyOn(study.images, 'pixels').mockResolvedValue(new Uint8Array(224 * 224));
	const truthOf = vi.spyOn(study, 'truthOf');
	let shown = $state.raw({ row: 1 });
	let film!: KneeFilmImage;
	let truth!: KneeTruthState;
	const stop = $effect.root(() => {
		film = new KneeFilmImage(study, () => shown.row);
		truth = new KneeTruthState(study, () => shown.row);
	});
	flushSync();
	await vi.waitFor(() => expect(film.image && truth.truth).toBeTruthy());
	const { image } = film;
	shown = { row: 1 };
	flushSync();
	expect(film.image).toBe(image);
	expect(truth.current.kind).toBe('drawn');
	expect([pixels.mock.calls.length, truthOf.mock.calls.length]).toEqual([1, 1]);
	shown = { row: 2 };
	flushSync();
	expect(film.image).toBeNull();
	await vi.waitFor(() => expect(film.image && truth.truth).toBeTruthy());
	expect([pixels.mock.calls.length, truthOf.mock.calls.length]).toEqual([2, 2]);
	stop();
});

test('heat is drawn again for another grade, alignment or live reading, and not otherwise', () => {
	const study = fakeStudy({ test: 6, val: 0 });
	const [results] = study.results;
	const heat = new KneeHeat(study, () => ({ row: 0, model: 'xception', grade: 2 }));
	const stop = $effect.root(() => {
		$effect(() => void heat.values);
	});
	flushSync();
	const before = heat.values!;
	expect(before).toHaveLength(224 * 224);
	expect(heat.state).toBe('shown');
	const { grid } = results.explanations.map(1, 0)!;
	results.addLive([1], {
		count: 1,
		logits: new Float32Array(5),
		probabilities: new Float32Array(5).fill(0.2),
		pooled: new Float32Array(1)
	});
	results.explanations.addLive([1], blankMaps(grid), grid);
	flushSync();
	expect(heat.values).toBe(before);
	study.view.alignment = 'stretched';
	flushSync();
	expect(heat.values).not.toBe(before);
	stop();
});

test('a map that is not here is waited for, one without heat is blank', () => {
	const study = fakeStudy({ test: 6, val: 0, stored: ['xception'] });
	const [results] = study.results;
	const blank = new KneeHeat(study, () => ({ row: 1, model: 'xception', grade: 0 }));
	const waiting = new KneeHeat(study, () => ({ row: 1, model: 'resnet50', grade: 0 }));
	const { grid } = results.explanations.map(1, 0)!;
	results.explanations.setStored([1], blankMaps(grid), grid);
	expect(blank.state).toBe('blank');
	expect(waiting.state).toBe('waiting');
	expect(waiting.values).toBeNull();
	expect(new KneeHeat(study, () => null).state).toBe('off');
});

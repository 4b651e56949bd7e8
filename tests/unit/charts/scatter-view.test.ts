import { describe, expect, it } from 'vitest';
import { mapTransform, onMap, onPlate, type Place } from '#lib/charts/scatter/scatter-geometry.ts';
import { WHOLE_FILM } from '#lib/core/image/film-view.ts';
import { ScatterView } from '#lib/charts/scatter/scatter-view.svelte.ts';

const [width, height] = [600, 400];
const MOST = 32;

function newView(): ScatterView {
	let part = WHOLE_FILM;
	return new ScatterView({ get: () => part, set: (next) => (part = next) }, MOST);
}

const transformOf = (view: ScatterView) => mapTransform(view.part, width, height);

describe('the part of a map that is looked at', () => {
	it('is all of it at first, each place where it is', () => {
		const view = newView();
		expect(view.isZoomed).toBe(false);
		expect(onPlate(transformOf(view), [120, 50])).toEqual([120, 50]);
	});

	it('keeps what is under the pointer in place, and knows the way back', () => {
		const view = newView();
		const at: Place = [450, 100];
		const before = onMap(transformOf(view), at);
		view.zoomBy(4, { x: at[0] / width, y: at[1] / height });
		expect(view.zoom).toBe(4);
		const after = onMap(transformOf(view), at);
		expect(after[0]).toBeCloseTo(before[0], 9);
		expect(after[1]).toBeCloseTo(before[1], 9);
		const there = onPlate(transformOf(view), [10, 20]);
		expect(onMap(transformOf(view), there)[0]).toBeCloseTo(10, 9);
		expect(onMap(transformOf(view), there)[1]).toBeCloseTo(20, 9);
	});

	it('follows a drag pixel by pixel, and never leaves the map', () => {
		const view = newView();
		view.zoomBy(2);
		const [x, y] = onPlate(transformOf(view), [300, 200]);
		view.moveBy(30 / width, -20 / height);
		const [toX, toY] = onPlate(transformOf(view), [300, 200]);
		expect([toX - x, toY - y]).toEqual([expect.closeTo(30, 9), expect.closeTo(-20, 9)]);
		view.moveBy(9, 9);
		expect(onPlate(transformOf(view), [0, 0])).toEqual([0, 0]);
		view.showAll();
		expect(view.zoom).toBe(1);
	});

	it('is brought to a place only where that is out of view, and never zooms without end', () => {
		const view = newView();
		view.zoomBy(8);
		const { part } = view;
		view.bringInto({ x: 0.52, y: 0.5 });
		expect(view.part).toEqual(part);
		view.bringInto({ x: 0.9, y: 0.1 });
		const [x, y] = onPlate(transformOf(view), [0.9 * width, 0.1 * height]);
		expect([x, y]).toEqual([expect.closeTo(0.9 * width, 6), expect.closeTo(0.1 * height, 6)]);
		view.zoomBy(1e6);
		expect(view.zoom).toBe(MOST);
	});
});

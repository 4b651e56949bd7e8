import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Place } from '#lib/charts/scatter/scatter-geometry.ts';
import { ScatterPointers } from '#lib/charts/scatter/scatter-pointers.ts';

const drags = { moves: false, fingerDraws: false };
const map = {
	size: (): Place => [600, 400],
	dragMoves: () => drags.moves,
	fingerDraws: () => drags.fingerDraws,
	hover: vi.fn(),
	press: vi.fn(),
	moveBy: vi.fn(),
	zoomBy: vi.fn(),
	draw: vi.fn(),
	enclose: vi.fn()
};
let pointers: ScatterPointers;

/** The plate begins at (100, 50) of the window. */
const currentTarget = { getBoundingClientRect: () => ({ left: 100, top: 50 }) };

function event([x, y]: Place, { button = 0, pointerType = 'mouse', pointerId = 1 } = {}) {
	const at = { clientX: x + 100, clientY: y + 50 };
	return { ...at, button, pointerType, pointerId, currentTarget } as unknown as PointerEvent;
}

function drag(places: readonly Place[], kind: Parameters<typeof event>[1] = {}) {
	pointers.down(event(places[0], kind));
	for (const place of places.slice(1)) pointers.move(event(place, kind));
	pointers.up(event(places.at(-1)!, kind));
}

beforeEach(() => {
	vi.clearAllMocks();
	Object.assign(drags, { moves: false, fingerDraws: false });
	pointers = new ScatterPointers(map);
});

describe('a mouse', () => {
	it('points, and presses where it hardly moves', () => {
		pointers.move(event([7, 8]));
		expect(map.hover).toHaveBeenLastCalledWith([7, 8]);
		drag([
			[10, 10],
			[13, 12]
		]);
		expect(map.press).toHaveBeenCalledWith([13, 12]);
		expect(map.enclose).not.toHaveBeenCalled();
		pointers.leave();
		expect(map.hover).toHaveBeenLastCalledWith(null);
	});

	it('draws, and the outline stays on the plate', () => {
		drag([
			[10, 10],
			[700, 10],
			[300, -5]
		]);
		expect(map.enclose).toHaveBeenCalledWith([
			[10, 10],
			[600, 10],
			[300, 0]
		]);
		expect(map.draw).toHaveBeenLastCalledWith([]);
		expect([map.press, map.moveBy].map((call) => call.mock.calls.length)).toEqual([0, 0]);
	});

	it('moves the map where drags do, and by its middle button always', () => {
		const way: Place[] = [
			[10, 10],
			[30, 10],
			[30, 45]
		];
		drag(way, { button: 1 });
		drags.moves = true;
		drag(way);
		expect(map.moveBy.mock.calls).toEqual([
			[20, 0],
			[0, 35],
			[20, 0],
			[0, 35]
		]);
		drag([[10, 10]], { button: 1 });
		drag([[10, 10]], { button: 2 });
		expect([map.press, map.enclose].map((call) => call.mock.calls.length)).toEqual([0, 0]);
	});

	it('can give up an outline', () => {
		pointers.down(event([0, 0]));
		pointers.move(event([50, 0]));
		expect(pointers.isDrawing).toBe(true);
		pointers.giveUp();
		pointers.up(event([50, 50]));
		expect(pointers.isDrawing).toBe(false);
		expect(map.enclose).not.toHaveBeenCalled();
	});
});

describe('fingers', () => {
	const finger = (pointerId: number) => ({ pointerType: 'touch', pointerId });

	it('press; a drag is left to the page unless they draw', () => {
		drag([[10, 10]], finger(1));
		expect(map.press).toHaveBeenCalledTimes(1);
		const way: Place[] = [
			[10, 10],
			[60, 10],
			[60, 60]
		];
		drag(way, finger(1));
		expect([map.press, map.enclose].map((call) => call.mock.calls.length)).toEqual([1, 0]);
		drags.fingerDraws = true;
		drag(way, finger(1));
		expect(map.enclose).toHaveBeenCalledWith(way);
	});

	it('zoom and move as two, and give up what one of them began', () => {
		drags.fingerDraws = true;
		pointers.down(event([100, 100], finger(1)));
		pointers.move(event([150, 100], finger(1)));
		pointers.down(event([250, 100], finger(2)));
		expect(map.draw).toHaveBeenLastCalledWith([]);
		pointers.move(event([350, 100], finger(2)));
		expect(map.moveBy).toHaveBeenCalledWith(50, 0);
		expect(map.zoomBy).toHaveBeenCalledWith(2, [250, 100]);
		pointers.up(event([350, 100], finger(2)));
		pointers.move(event([10, 10], finger(1)));
		pointers.up(event([10, 10], finger(1)));
		expect(map.zoomBy).toHaveBeenCalledTimes(1);
		expect([map.press, map.enclose].map((call) => call.mock.calls.length)).toEqual([0, 0]);
		drag([[10, 10]], finger(3));
		expect(map.press).toHaveBeenCalledTimes(1);
	});
});

import { describe, expect, it } from 'vitest';
import {
	boxOnPlate,
	placed,
	pointsInside,
	pointTowards,
	type Place
} from '#lib/charts/scatter/scatter-geometry.ts';

describe('points on a plate', () => {
	it('keep their proportions and their middle, y turned over', () => {
		expect(placed([0, 0, 4, 2, 2, 1], 120, 100, 10)).toEqual([
			[10, 75],
			[110, 25],
			[60, 50]
		]);
	});

	it('stand in the middle where they are one', () => {
		expect(placed([7, 7], 100, 80, 10)).toEqual([[50, 40]]);
		expect(placed([], 100, 80, 10)).toEqual([]);
	});
});

it('a box holds as much of places as the plate shows', () => {
	const places: Place[] = [
		[10, 60],
		[-5, 20],
		[40, 90]
	];
	expect(boxOnPlate(places, 100, 80)).toEqual({ x: 0, y: 20, width: 40, height: 60 });
	expect(boxOnPlate([[30, 40]], 100, 80)).toEqual({ x: 30, y: 40, width: 0, height: 0 });
	expect(boxOnPlate([], 100, 80)).toBeNull();
});

describe('an outline', () => {
	const places: Place[] = [
		[1, 1],
		[5, 5],
		[9, 1]
	];

	it('takes the points inside it, also where it is hollow', () => {
		const hollow: Place[] = [
			[0, 0],
			[10, 0],
			[10, 8],
			[5, 2],
			[0, 8]
		];
		expect(pointsInside(places, hollow)).toEqual([0, 2]);
	});

	it('without an area takes none', () => {
		expect(pointsInside(places, [])).toEqual([]);
		expect(
			pointsInside(places, [
				[0, 0],
				[10, 10]
			])
		).toEqual([]);
	});
});

describe('an arrow key', () => {
	const places: Place[] = [
		[0, 0],
		[10, 9],
		[12, 0],
		[0, 5],
		[-3, 0],
		[0, -20]
	];

	it.each([
		['ArrowRight', 2],
		['ArrowDown', 3],
		['ArrowLeft', 4],
		['ArrowUp', 5]
	])('%s goes to the nearest ahead', (key, point) => {
		expect(pointTowards(places, 0, key)).toBe(point);
	});

	it('passes over points that are not among those', () => {
		expect(pointTowards(places, 0, 'ArrowRight', [0, 1, 3])).toBe(1);
		const outline: Place[] = [
			[-1, -1],
			[20, -1],
			[20, 20],
			[-1, 20]
		];
		expect(pointsInside(places, outline)).toEqual([0, 1, 2, 3]);
		expect(pointsInside(places, outline, [1, 3, 4])).toEqual([1, 3]);
	});

	it('stays where nothing lies ahead, and other keys lead nowhere', () => {
		expect(pointTowards(places, 2, 'ArrowRight')).toBeNull();
		expect(pointTowards(places, 0, 'Home')).toBeNull();
	});
});

import { expect, it } from 'vitest';
import { movedThreshold, nearestPoint, rocPlace } from '#lib/charts/curves/roc-places.ts';

const box = { width: 200, height: 100 };
const points = [
	{ threshold: Infinity, sensitivity: 0, specificity: 1 },
	{ threshold: 0.7, sensitivity: 0.6, specificity: 0.9 },
	{ threshold: 0.2, sensitivity: 0.9, specificity: 0.5 },
	{ threshold: 0, sensitivity: 1, specificity: 0 }
];

it('lies with what is found upwards and false calls to the right', () => {
	expect(rocPlace(points[0], box)).toEqual({ x: 0, y: 100 });
	expect(rocPlace(points[3], box)).toEqual({ x: 200, y: 0 });
	expect(rocPlace(points[2], box)).toEqual({ x: 100, y: expect.closeTo(10, 10) });
});

it('chooses the nearest point of the curve', () => {
	expect(nearestPoint(points, { x: 95, y: 30 }, box)).toBe(points[2]);
	expect(nearestPoint(points, { x: 0, y: 60 }, box)).toBe(points[1]);
	expect(nearestPoint([], { x: 0, y: 0 }, box)).toBeNull();
});

it('moves by keys, within 0 and 1', () => {
	expect(movedThreshold('ArrowUp', 0.504)).toBe(0.51);
	expect(movedThreshold('ArrowLeft', 0)).toBe(0);
	expect(movedThreshold('PageUp', 0.95)).toBe(1);
	expect(movedThreshold('PageDown', 0.35)).toBe(0.25);
	expect(movedThreshold('Home', 0.4)).toBe(0);
	expect(movedThreshold('End', 0.4)).toBe(1);
	expect(movedThreshold('a', 0.4)).toBeNull();
});

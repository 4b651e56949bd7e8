import { expect, it } from 'vitest';
import {
	curveName,
	curvePlace,
	curveTable,
	sharedCurveScale,
	sizeChanges
} from '#lib/charts/curves/training-scale.ts';

const curve = [
	{ step: 100, imageSize: 112, value: 0.6 },
	{ step: 200, imageSize: 112, value: 0.8 },
	{ step: 300, imageSize: 224, value: 0.5 },
	{ step: 400, imageSize: 224, value: 0.75 }
];

it('ends at the longest training and starts at chance, or below where a network was', () => {
	expect(sharedCurveScale([curve, [{ step: 1233, imageSize: 224, value: 0.7 }]], 0.2)).toEqual({
		steps: 1233,
		lowest: 0.2
	});
	expect(sharedCurveScale([[{ step: 5, imageSize: 64, value: 0.15 }]], 0.2).lowest).toBe(0.15);
	expect(sharedCurveScale([], 0.2)).toEqual({ steps: 1, lowest: 0.2 });
});

it('puts chance at the bottom, 100% at the top and the last step at the right', () => {
	const scale = { steps: 400, lowest: 0.2 };
	const box = { width: 200, height: 80 };
	expect(curvePlace({ step: 0, value: 0.2 }, scale, box)).toEqual({ x: 0, y: 80 });
	expect(curvePlace({ step: 400, value: 1 }, scale, box)).toEqual({ x: 200, y: 0 });
	expect(curvePlace({ step: 100, value: 0.6 }, scale, box)).toEqual({ x: 50, y: 40 });
});

it('finds where the image size changed', () => {
	expect(sizeChanges(curve)).toEqual([{ step: 250, from: 112, to: 224 }]);
	expect(sizeChanges([])).toEqual([]);
});

it('says the last and the best value', () => {
	expect(curveName(curve, 'Xception', 'balanced accuracy')).toBe(
		'Xception: balanced accuracy 75.0% after 400 steps, best 80.0% after 200.'
	);
	expect(curveName([], 'Xception', 'balanced accuracy')).toBe('Xception: no training history.');
	expect(curveTable(curve, 'Xception', 'balanced accuracy').rows[2]).toEqual(['300', 224, '50.0%']);
});

import { expect, it } from 'vitest';
import { KELLGREN_LAWRENCE_SCALE as scale } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { kneeName } from '#lib/charts/film/knee-words.ts';

const xception = { mark: 0, name: 'Xception' };
const resnet = { mark: 1, name: 'ResNet50' };

it('tells truth and readings, and which are wrong', () => {
	expect(
		kneeName(scale, '110', 'R', 2, [
			{ reader: xception, grade: 1, score: 0.504 },
			{ reader: resnet, grade: 2 }
		])
	).toBe(
		'110, right knee, true grade 2 Minimal; Xception: 1 with a score of 50%, wrong; ResNet50: 2'
	);
});

it('says what is not known', () => {
	expect(kneeName(scale, 'yours', null, null, [{ reader: xception, grade: null }])).toBe(
		'yours, knee, true grade unknown; not read by Xception'
	);
});

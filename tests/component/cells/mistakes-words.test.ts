import { expect, test } from 'vitest';
import { KELLGREN_LAWRENCE_SCALE as scale } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { ensemblePieces } from '#lib/charts/bars/reader-scores.ts';
import { ensembleWords } from '#lib/panels/knee/ensemble-words.ts';
import { moveInList } from '#lib/panels/tray/list-moves.ts';
import { nearestCells } from '#lib/panels/tray/nearest-cells.ts';
import { otherKneeWords } from '#lib/panels/knee/other-knee-words.ts';
import { agreementWords, selectionWords } from '#lib/words/selection-words.ts';
import { truthFacts } from '#lib/panels/knee/truth-facts.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';
import type { KneeTruth } from '#lib/core/records/test-set.ts';
import { signsOf } from '#lib/panels/film/truth-signs.ts';
import { fakeStudy } from './fake-study.ts';

const equal = [0, 1, 2].map(() => new Array<number>(5).fill(1 / 3));
const named = (...scores: number[][]) =>
	['Xception', 'ResNet50', 'Inception-ResNet-v2'].map((name, i) => ({
		name,
		scores: scores[i]
	}));
const words = (...scores: number[][]) =>
	ensembleWords(scale, named(...scores), ensemblePieces(scores, equal));

test('says who outvoted whom', () => {
	expect(words([0, 0.3, 0.7, 0, 0], [0, 0.47, 0.46, 0.07, 0], [0, 0.4, 0.6, 0, 0])).toBe(
		'ResNet50 alone chose Doubtful, 47% to 46% for Minimal; the other two outvote it.'
	);
	expect(words([1, 0, 0, 0, 0], [0.9, 0.1, 0, 0, 0], [0.6, 0.4, 0, 0, 0])).toBe(
		'All three chose Healthy.'
	);
	expect(words([0, 0, 0.98, 0.02, 0], [0, 0, 0.4, 0.6, 0], [0, 0, 0.45, 0.55, 0])).toBe(
		'Xception (98%) alone chose Minimal and outweighs ResNet50, who chose Moderate (60%) and Inception-ResNet-v2, who chose Moderate (55%).'
	);
	expect(words([0.55, 0.45, 0, 0, 0], [0, 0.45, 0.55, 0, 0], [0, 0.4, 0, 0.6, 0])).toContain(
		'No network chose Doubtful (Xception Healthy, ResNet50 Minimal and Inception-ResNet-v2 Moderate)'
	);
});

test('selections in words', () => {
	const study = fakeStudy({ test: 20, val: 20 });
	const says = (selection: Parameters<typeof selectionWords>[1]) =>
		selectionWords(study, selection);
	expect(says({ system: 'resnet50', truth: 2, read: 1 })).toBe('true 2, read as 1 by ResNet50');
	expect(says({ system: 'resnet50', truth: 2, read: null })).toBe('true 2, read by ResNet50');
	expect(says({ system: 'ensemble', truth: null, read: 1 })).toBe(
		'read as 1 by the F1-weighted ensemble'
	);
	expect(says({ kind: 'agreement', right: 0, truth: 3 })).toBe(
		'true 3, read wrongly by all three networks'
	);
	expect(says({ kind: 'mistakes', system: 'xception' })).toBe('read wrongly by Xception');
	expect(agreementWords(2, 3)).toBe('correctly by two of the three networks');
	expect(agreementWords(1, 2)).toBe('correctly by one of the two networks');
	expect(agreementWords(2, 2)).toBe('correctly by both networks');
});

test('the nearest cells to an empty one hold knees, same true grade first', () => {
	const system = (id: string, confusion: number[][]) => ({ id, confusion }) as unknown as System;
	const empty = () => Array.from({ length: 5 }, () => new Array<number>(5).fill(0));
	const a = empty();
	a[0] = [200, 30, 1, 0, 0];
	a[1][4] = 9;
	const b = empty();
	b[0] = [190, 36, 3, 0, 0];
	const near = nearestCells({ system: 'a', truth: 0, read: 4 }, [system('a', a), system('b', b)]);
	expect(near).toEqual([
		{ system: 'a', truth: 0, read: 2, count: 1 },
		{ system: 'b', truth: 0, read: 2, count: 3 },
		{ system: 'a', truth: 0, read: 1, count: 30 }
	]);
	expect(nearestCells({ system: 'a', truth: null, read: 4 }, [system('a', a)])).toEqual([]);
});

test('the other knee in words', () => {
	const reader = { mark: 1, name: 'ResNet50' };
	expect(otherKneeWords(scale, 'L', 1, [{ reader, grade: 2 }])).toBe(
		'Left knee of the same person, true grade 1 Doubtful. ResNet50 reads it one grade too high.'
	);
	expect(otherKneeWords(scale, 'R', 3, [{ reader, grade: 1 }])).toContain('two grades too low');
	expect(otherKneeWords(scale, 'R', 3, [{ reader, grade: 3 }])).toContain('ResNet50 is right');
	expect(otherKneeWords(scale, 'R', 3, [{ reader, grade: null }])).toContain(
		'No network has read it'
	);
});

const truth: KneeTruth = {
	secondReaderGrade: 2,
	jointSpaceMm: { medial: 5.31, lateral: 4.3 },
	narrowing: { medial: 0.02, lateral: 0.22 },
	osteophytes: [
		{ site: 'femur-medial', mm: 0.49, x: 30, y: 114, radius: 2 },
		{ site: 'femur-lateral', mm: 2.74, x: 196, y: 116, radius: 4 },
		{ site: 'tibia-lateral', mm: 1.2, x: 197, y: 139, radius: 3 }
	],
	sclerosis: { medial: 0.05, lateral: 0.14 },
	attritionMm: { medial: 0, lateral: 0.02 },
	jointSpace: {
		medial: { x0: 39, y0: 118, x1: 88, y1: 142 },
		lateral: { x0: 139, y0: 120, x1: 189, y1: 138 }
	},
	millimetresPerPixel: 0.4959,
	negative: false,
	phantom: null
};

test('marks the signs that are large enough, the largest spur and the narrowing in mm', () => {
	const signs = signsOf(truth);
	expect(signs).toEqual([
		{ kind: 'spur', x: 196, y: 116, radius: 10, label: 'spur 2.7 mm' },
		{ kind: 'spur', x: 197, y: 139, radius: 9, label: undefined },
		{ kind: 'narrowing', x0: 139, y0: 120, x1: 189, y1: 138, label: 'space 4.3 mm, 22% lost' }
	]);
});

test('lists what was drawn', () => {
	const facts = Object.fromEntries(
		truthFacts(scale, truth).map(({ label, value }) => [label, value])
	);
	expect(facts['Joint space, lateral']).toBe('4.3 mm, 22% lost');
	expect(facts['Largest osteophyte']).toBe('2.7 mm, femur, lateral');
	expect(facts['Osteophytes of 1 mm and more']).toBe('2');
	expect(facts['Bone loss (attrition)']).toBe('none');
	expect(facts['Shown as']).toBeUndefined();
	expect(truthFacts(scale, { ...truth, negative: true }).at(-1)?.value).toBe('a negative');
});

test('keys lead through a list in columns and stop at its ends', () => {
	expect(moveInList('ArrowDown', 1, 10, 4)).toBe(5);
	expect(moveInList('ArrowDown', 7, 10, 4)).toBeNull();
	expect(moveInList('ArrowLeft', 0, 10, 4)).toBeNull();
	expect(moveInList('End', 0, 10, 4)).toBe(9);
	expect(moveInList('x', 0, 10, 4)).toBeNull();
});

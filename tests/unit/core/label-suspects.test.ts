import { describe, expect, it } from 'vitest';
import { labelSuspects, wrongLabelShare } from '#lib/core/checks/label-suspects.ts';
import { explorationReferences } from './exploration-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const { labels, parts, confidentLearning: expected } = explorationReferences;
const found = labelSuspects(labels, fromParts(parts[0]), 5);

describe('labelSuspects equals the equations in whole numbers', () => {
	it.each(['selfConfidence', 'margin', 'confidentGrade'] as const)('%s', (name) => {
		expectClose([...found[name]], expected[name], 1e-14);
	});

	it('thresholds and joint', () => {
		expectClose(found.thresholds, expected.thresholds, 1e-14, 'thresholds');
		expect(found.confidentJoint).toEqual(expected.confidentJoint);
		expectClose(found.joint, expected.joint, 1e-14, 'joint');
		expectClose(wrongLabelShare(found), expected.wrongLabelShare, 1e-13, 'wrong labels');
	});

	it('ranks the knees off the diagonal by margin', () => {
		const off = labels.flatMap((label, i) => {
			const grade = expected.confidentGrade[i];
			return grade >= 0 && grade !== label ? [i] : [];
		});
		expect(off.length).toBeGreaterThan(5);
		expect([...found.suspects].sort((a, b) => a - b)).toEqual(off);
		const margins = found.suspects.map((i) => found.margin[i]);
		expect(margins).toEqual([...margins].sort((a, b) => a - b));
	});
});

describe('labelSuspects', () => {
	it('is worked by hand', () => {
		// Thresholds: label 0 (0.9 + 0.7 + 0.2) / 3 = 0.6, label 1 (0.8 + 0.6) / 2 = 0.7.
		const probabilities = [0.9, 0.1, 0.7, 0.3, 0.2, 0.8, 0.2, 0.8, 0.4, 0.6];
		const result = labelSuspects([0, 0, 0, 1, 1], probabilities, 2);
		expectClose(result.thresholds, [0.6, 0.7], 1e-15);
		expect([...result.confidentGrade]).toEqual([0, 0, 1, 1, -1]);
		expect(result.confidentJoint).toEqual([
			[2, 1],
			[0, 1]
		]);
		expectClose(
			result.joint,
			[
				[0.4, 0.2],
				[0, 0.4]
			],
			1e-15
		);
		expect(result.suspects).toEqual([2]);
		expectClose([...result.margin], [0.8, 0.4, -0.6, 0.6, 0.2], 1e-15);
		expectClose(wrongLabelShare(result), 0.2, 1e-15);
	});

	it('follows the knees in another order', () => {
		const order = [...labels.keys()].reverse();
		const p = fromParts(parts[0]);
		const turned = labelSuspects(
			order.map((i) => labels[i]),
			order.flatMap((i) => p.slice(5 * i, 5 * i + 5)),
			5
		);
		expect(turned.confidentJoint).toEqual(found.confidentJoint);
		expect(new Set(turned.suspects.map((i) => order[i]))).toEqual(new Set(found.suspects));
	});

	it('finds nothing where every label is certain, and knows nothing of grades no label names', () => {
		const certain = labelSuspects([0, 3], [1, 0, 0, 0, 0, 0, 0, 0, 1, 0], 5);
		expect(certain.suspects).toEqual([]);
		expect(certain.thresholds).toEqual([1, null, null, 1, null]);
		expect(wrongLabelShare(certain)).toBe(0);
		expect(wrongLabelShare(labelSuspects([], [], 5))).toBeNull();
	});

	it('lets equal probabilities reach their mean', () => {
		const row = [0.1, 0.9];
		const result = labelSuspects([1, 1, 1], [...row, ...row, ...row], 2);
		expect([...result.confidentGrade]).toEqual([1, 1, 1]);
	});
});

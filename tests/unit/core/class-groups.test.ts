import { describe, expect, it } from 'vitest';
import { classGroups, groupedConfusion, groupOfClass } from '#lib/core/labels/class-groups.ts';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';

const matrix = [
	[5, 1, 0, 0, 0],
	[2, 4, 1, 0, 0],
	[0, 1, 6, 2, 0],
	[0, 0, 1, 3, 1],
	[0, 0, 0, 1, 2]
];

const pain: LabelScale = {
	classes: ['None', 'Some', 'Much'].map((name) => ({ key: name, short: name[0], name })),
	ordinal: true,
	positiveFrom: 1,
	groupings: [
		{
			id: 'any',
			groups: [
				{ classes: [0], label: 'None' },
				{ classes: [1, 2], label: 'Any' }
			]
		}
	]
};

describe('classes seen as one', () => {
	it('are those of the scale, by number or by name', () => {
		const labels = (scale: LabelScale, merging: string) =>
			classGroups(scale, merging).map(({ label }) => label);
		expect(labels(KELLGREN_LAWRENCE_SCALE, 'none')[2]).toBe('2 Minimal');
		expect(labels(pain, 'none')).toEqual(['None', 'Some', 'Much']);
		expect(labels(pain, 'any')).toEqual(['None', 'Any']);
		expect(() => classGroups(pain, 'three')).toThrow(RangeError);
	});

	it('add up what is counted of them', () => {
		const sums = (merging: string) =>
			groupedConfusion(matrix, classGroups(KELLGREN_LAWRENCE_SCALE, merging));
		expect(sums('none')).toEqual(matrix);
		expect(sums('three')).toEqual([
			[12, 1, 0],
			[1, 6, 2],
			[0, 1, 7]
		]);
		expect(sums('kl2')).toEqual([
			[12, 1],
			[1, 16]
		]);
	});

	it('equal counting the groups', () => {
		const groups = classGroups(pain, 'any');
		const of = groupOfClass(groups);
		const [truth, predicted] = [
			[0, 1, 2, 2, 1, 0],
			[0, 2, 2, 0, 1, 1]
		];
		const counted = confusionMatrix(
			truth.map((one) => of[one]),
			predicted.map((one) => of[one]),
			2
		);
		expect(groupedConfusion(confusionMatrix(truth, predicted, 3), groups)).toEqual(counted);
	});
});

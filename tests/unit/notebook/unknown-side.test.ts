import { expect, it } from 'vitest';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { sideName } from '#lib/core/records/side-name.ts';
import type { KneeRecord, TestSetManifest } from '#lib/core/records/test-set.ts';
import { KneeTable } from '#lib/study/readings/knee-table.ts';
import { sliceFamilies, type SliceData } from '#lib/study/slices/slice-families.ts';

const knee = (subject: string, side: KneeRecord['side']): KneeRecord => ({
	id: `${subject}${side ?? ''}`,
	subject,
	side,
	split: 'test',
	grade: 2,
	sha256: ''
});

const table = new KneeTable({} as TestSetManifest, [
	knee('7', 'L'),
	knee('7', 'R'),
	knee('7', null)
]);

it('a knee whose side is not known is neither left nor right, and nobody’s other knee', () => {
	const sides = sliceFamilies(KELLGREN_LAWRENCE_SCALE).find(({ id }) => id === 'side')!;
	const place = sides.placer({ table } as SliceData);
	expect([0, 1, 2].map(place)).toEqual([0, 1, -1]);
	expect([0, 1, 2].map((row) => table.otherKnee(row))).toEqual([1, 0, null]);
	expect(table.knees.map(({ side }) => sideName(side))).toEqual(['left', 'right', 'side unknown']);
});

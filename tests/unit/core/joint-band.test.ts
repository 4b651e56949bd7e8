import { expect, it } from 'vitest';
import { bandMask, JOINT_BAND } from '#lib/core/joint-band.ts';
import { maskArea } from '#lib/core/lesion-hit.ts';

it('holds its first row and not its end', () => {
	const mask = bandMask(4, { first: 1, end: 3 });
	expect([...mask]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
	expect(maskArea(bandMask(224))).toBeCloseTo((JOINT_BAND.end - JOINT_BAND.first) / 224, 12);
});

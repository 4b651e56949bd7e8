import { expect, it } from 'vitest';
import { bandMask, JOINT_BAND } from '#lib/core/statistics/joint-band.ts';
import { maskArea } from '#lib/core/explain/lesion-hit.ts';

it('holds its first row and not its end', () => {
	const mask = bandMask(4, { first: 1, end: 3 });
	expect([...mask]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
	const rows = JOINT_BAND.end - JOINT_BAND.first;
	expect(maskArea(bandMask(224), 224)).toBeCloseTo(rows / 224, 12);
	// The shipped networks read rows 64 to 191.
	const seen = { x0: 0, y0: 64, x1: 224, y1: 192 };
	expect(maskArea(bandMask(224), 224, seen)).toBeCloseTo(76 / 128, 12);
});

import { expect, test } from 'vitest';
import { scrollIntoBand } from '#lib/components/layout/scroll-into-band.ts';
import { openingHeight } from '#lib/components/layout/tray-height.ts';

const band = { top: 60, bottom: 500 };

test('what stands between the bars is left where it is', () => {
	expect(scrollIntoBand({ top: 200, bottom: 250 }, { top: 100, bottom: 400 }, band)).toBe(0);
});

test('the whole comes into sight where it fits, as little moved as needed', () => {
	expect(scrollIntoBand({ top: 200, bottom: 250 }, { top: 240, bottom: 620 }, band)).toBe(120);
	expect(scrollIntoBand({ top: 200, bottom: 250 }, { top: -40, bottom: 300 }, band)).toBe(-100);
});

test('where the whole does not fit, the part does, and a part too large begins at the top', () => {
	const whole = { top: 0, bottom: 900 };
	expect(scrollIntoBand({ top: 480, bottom: 530 }, whole, band)).toBe(30);
	expect(scrollIntoBand({ top: 100, bottom: 150 }, whole, band)).toBe(0);
	expect(scrollIntoBand({ top: 100, bottom: 800 }, whole, band)).toBe(40);
});

test('a tray opens as high as what is to stay in sight allows', () => {
	expect(openingHeight([300, 100], 200, 1000)).toBe(0.45);
	expect(openingHeight([640, 100], 200, 1000)).toBeCloseTo(0.36, 10);
});

test('what leaves no room for a line of contents gives way to the next, at last to the line', () => {
	expect(openingHeight([900, 700], 220, 1000)).toBeCloseTo(0.3, 10);
	expect(openingHeight([900, 850], 220, 1000)).toBeCloseTo(0.22, 10);
});

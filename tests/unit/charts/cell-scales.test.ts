import { describe, expect, it } from 'vitest';
import { changeFill, fillStyle, shareFill, type CellFill } from '#lib/charts/matrix/cell-scales.ts';
import { contrast } from '#lib/charts/colour/oklab.ts';

function worstContrast(fills: CellFill[]): number {
	return Math.min(
		...fills.flatMap(({ light, dark }) => [
			contrast(light.fill, light.text),
			contrast(dark.fill, dark.text)
		])
	);
}

const steps = Array.from({ length: 1001 }, (_, i) => i / 1000);

describe('shareFill', () => {
	it('runs from no knees to all knees of the row in both themes', () => {
		expect(shareFill(0).light.fill).toBe('#f0f1ef');
		expect(shareFill(0).dark.fill).toBe('#1a1f23');
		expect(shareFill(1).light.fill).toBe('#1d3344');
		expect(shareFill(1).dark.fill).toBe('#d5e0e7');
	});

	it('keeps its figures readable on every share', () => {
		expect(worstContrast(steps.map(shareFill))).toBeGreaterThan(4.5);
	});

	it('turns dark text white once, never back', () => {
		const texts = steps.map((share) => shareFill(share).light.text);
		const turn = texts.indexOf('#ffffff');
		expect(turn).toBeGreaterThan(0);
		expect(texts.slice(turn).every((text) => text === '#ffffff')).toBe(true);
	});
});

describe('changeFill', () => {
	it('is neutral for no change and full at 16% of the row', () => {
		expect(changeFill(0).light.fill).toBe('#f0f1ef');
		expect(changeFill(0.16).light.fill).toBe('#227385');
		expect(changeFill(-0.16).light.fill).toBe('#a4532b');
		expect(changeFill(-0.5).dark.fill).toBe('#dd8959');
	});

	it('keeps its figures readable on every change', () => {
		expect(worstContrast(steps.map((t) => changeFill((2 * t - 1) * 0.2)))).toBeGreaterThan(4.5);
	});
});

it('writes both themes into custom properties', () => {
	expect(fillStyle(shareFill(1))).toBe(
		'--fill:light-dark(#1d3344,#d5e0e7);--on:light-dark(#ffffff,#000000)'
	);
});

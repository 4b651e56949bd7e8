import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { sliceColour } from '#lib/cells/map/slice-colours.ts';
import { contrast } from '#lib/charts/colour/oklab.ts';
import { sliceFamilies } from '#lib/study/slices/slice-families.ts';

const families = sliceFamilies(KELLGREN_LAWRENCE_SCALE);
const tokens = readFileSync('src/lib/styles/tokens.css', 'utf8');
const token = (name: string, theme: number) =>
	new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens)![theme];

describe('colours of slices', () => {
	it.each([1, 2])('stand out from the paper in both themes', (theme) => {
		const paper = token('paper', theme);
		for (const name of ['slice-low', 'slice-high', 'slice-0', 'slice-1', 'slice-2']) {
			expect(contrast(token(name, theme), paper), name).toBeGreaterThan(3);
		}
		const [low, high] = ['slice-low', 'slice-high'].map((name) => token(name, theme));
		expect(contrast(high, paper)).toBeGreaterThan(4 * contrast(low, paper));
	});

	it('are on a scale where the family is ordered, else of their own', () => {
		const of = (id: string) => {
			const family = families.find((one) => one.id === id)!;
			return family.slices.map((_, slice) => sliceColour(family, slice));
		};
		expect(of('exposure')).toEqual(
			[0, 50, 100].map(
				(high) => `color-mix(in oklch, var(--slice-high) ${high}%, var(--slice-low))`
			)
		);
		expect(of('side')).toEqual(['var(--slice-0)', 'var(--slice-1)']);
	});

	it('are enough for every family, each of its own, and refuse one of too many kinds', () => {
		for (const family of families) {
			const colours = family.slices.map((_, slice) => sliceColour(family, slice));
			expect(new Set(colours).size, family.id).toBe(family.slices.length);
		}
		const [grades] = families;
		expect(() => sliceColour({ ...grades, ordered: undefined }, 0)).toThrow(
			'Slices of grade: there are colours for 3 kinds.'
		);
	});
});

import { describe, expect, it } from 'vitest';
import { pairsSvg, type PairsDrawing } from '#lib/charts/intervals/pairs-svg.ts';
import { THEME_COLOURS } from '#lib/charts/colour/theme-colours.ts';

const drawing: PairsDrawing = {
	name: 'Paired differences of <accuracy>, 60 knees',
	pairs: [
		{
			name: 'A & B minus C',
			difference: { value: 0.05, lower: 0.01, upper: 0.09 },
			text: '+5.0 points (+1.0 to +9.0)',
			significant: true
		},
		{
			name: 'A minus D',
			difference: { value: -0.01, lower: -0.06, upper: 0.04 },
			text: '−1.0 points (−6.0 to +4.0), p = .61',
			significant: false
		},
		{ name: 'A minus E', difference: null, text: '–', significant: false }
	],
	lowerIsBetter: false,
	tick: (difference) => String(Math.round(100 * difference))
};

/** Numbers of an attribute of every tag of a name, in order. */
const numbers = (svg: string, tag: string, attribute: string) =>
	[...svg.matchAll(new RegExp(`<${tag} [^>]*?\\b${attribute}="([^"]+)"`, 'g'))].map(([, value]) =>
		Number(value)
	);

describe('pairsSvg', () => {
	const svg = pairsSvg(drawing, 'light');

	it('draws zero and every interval known to one scale', () => {
		const [zero, ...starts] = numbers(svg, 'line', 'x1');
		const ends = numbers(svg, 'line', 'x2').slice(1);
		expect(starts).toHaveLength(2);
		const perUnit = (ends[0] - starts[0]) / 0.08;
		expect(perUnit).toBeGreaterThan(0);
		expect(starts[0]).toBeCloseTo(zero + 0.01 * perUnit, 0);
		expect(starts[1]).toBeCloseTo(zero - 0.06 * perUnit, 0);
		expect(ends[1]).toBeCloseTo(zero + 0.04 * perUnit, 0);
		expect(numbers(svg, 'circle', 'cx')[1]).toBeCloseTo(zero - 0.01 * perUnit, 0);
	});

	it('fills the dot of a significant difference only', () => {
		const fills = [...svg.matchAll(/<circle [^>]*fill="([^"]+)"/g)].map(([, fill]) => fill);
		expect(fills).toEqual([THEME_COLOURS.light.ink, THEME_COLOURS.light.paper]);
	});

	it('says every number in text, with marks escaped, and which side is better', () => {
		expect(svg).toContain('<title>Paired differences of &lt;accuracy&gt;, 60 knees</title>');
		expect(svg).toContain('A &amp; B minus C: +5.0 points (+1.0 to +9.0). A minus D: −1.0 points');
		expect(svg).toContain('>← second better<');
		expect(pairsSvg({ ...drawing, lowerIsBetter: true }, 'light')).toContain('>← first better<');
	});
});

import { expect, it } from 'vitest';
import { binRange, binText, overallText } from '#lib/charts/curves/reliability-text.ts';
import { reliabilityDiagram } from '#lib/core/metrics/reliability-diagram.ts';

const bins = reliabilityDiagram({
	probability: Float64Array.of(0.25, 0.85, 0.85, 0.85, 0.85),
	outcome: Uint8Array.of(0, 1, 1, 1, 0)
});

it('says a bin in words', () => {
	expect(bins.map(binRange).slice(0, 3)).toEqual(['0 to 10%', '10 to 20%', '20 to 30%']);
	expect(binText(bins[8], 'right')).toBe(
		'80 to 90%: 4 knees, mean probability 85%, right 75% (30 to 95)'
	);
	expect(binText(bins[2], 'of grade 2')).toBe(
		'20 to 30%: 1 knee, mean probability 25%, of grade 2 0% (0 to 79)'
	);
});

it('says all knees together, as their mean', () => {
	expect(overallText(bins, 'right')).toBe('5 knees, mean probability 73%, right 60%');
	expect(
		overallText(
			reliabilityDiagram({ probability: new Float64Array(0), outcome: new Uint8Array(0) }),
			'right'
		)
	).toBe('');
});

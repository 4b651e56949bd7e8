import { describe, expect, it } from 'vitest';
import {
	bandPath,
	highestRisk,
	riskPath,
	riskPlace,
	riskTicks,
	riskTickText
} from '#lib/charts/curves/risk-curve.ts';

const points = [
	{ coverage: 0.02, risk: 1 },
	{ coverage: 0.5, risk: 0.1 },
	{ coverage: 1, risk: 0.23 }
];

describe('the axis of risk', () => {
	it('ends on a tick above all that is drawn, not above what is left out on the left', () => {
		expect(highestRisk([points], [], 0.05)).toBeCloseTo(0.25, 12);
		expect(highestRisk([points], [{ coverage: 1, lower: 0.2, upper: 0.31 }], 0.05)).toBeCloseTo(
			0.4,
			12
		);
		expect(highestRisk([[{ coverage: 1, risk: 0.2 }]], [], 0)).toBeCloseTo(0.2, 12);
	});

	it('has room where nothing is ever wrong', () => {
		expect(highestRisk([[{ coverage: 1, risk: 0 }]], [], 0)).toBeGreaterThan(0);
	});

	it('writes percent or grades', () => {
		expect(riskTicks(0.4).map((tick) => riskTickText(tick, 'percent'))).toEqual([
			'0',
			'10',
			'20',
			'30',
			'40'
		]);
		expect(riskTickText(0.025, 'percent')).toBe('2.5');
		expect(riskTickText(0.4, 'grades')).toBe('0.40');
	});
});

describe('the curve', () => {
	const box = { width: 200, height: 100, top: 0.25 };

	it('puts coverage across and risk up', () => {
		expect(riskPlace({ coverage: 1, risk: 0 }, box)).toEqual({ x: 200, y: 100 });
		expect(riskPlace({ coverage: 0.25, risk: 0.25 }, box)).toEqual({ x: 50, y: 0 });
	});

	it('starts at the coverage asked for', () => {
		expect(riskPath(points, box, 0.05)).toBe('M100,60L200,8');
		expect(riskPath([], box, 0)).toBe('');
	});

	it('bands go along the upper ends and back along the lower', () => {
		const band = [
			{ coverage: 0.5, lower: 0, upper: 0.25 },
			{ coverage: 1, lower: 0.125, upper: 0.25 }
		];
		expect(bandPath(band, box)).toBe('M100,0L200,0L200,50L100,100Z');
	});
});

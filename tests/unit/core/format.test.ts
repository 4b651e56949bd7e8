import { describe, expect, it } from 'vitest';
import {
	differsByRounding,
	formatBytes,
	formatCount,
	formatDuration,
	formatInterval,
	formatNumber,
	formatP,
	formatPercent,
	formatPoints,
	formatPRange
} from '#lib/core/text/format.ts';

describe('formatPercent', () => {
	it.each([
		[0, 0, '0%'],
		[1, 0, '100%'],
		[0.747, 0, '75%'],
		[0.004, 0, '<1%'],
		[0.005, 0, '1%'],
		[0.996, 0, '>99%'],
		[0.995, 0, '>99%'],
		[0.994, 0, '99%'],
		[0.7471, 1, '74.7%'],
		[0.0004, 1, '<0.1%'],
		[0.9996, 1, '>99.9%'],
		[-0.03, 0, '−3%']
	])('%d with %d digits is %s', (share, digits, text) => {
		expect(formatPercent(share, digits)).toBe(text);
	});
});

describe('formatPoints and formatNumber', () => {
	it('write signs with a true minus, and none for zero', () => {
		expect(formatPoints(0.031)).toBe('+3.1 points');
		expect(formatPoints(-0.008)).toBe('\u22120.8 points');
		expect(formatPoints(0.0061, 0)).toBe('+1 point');
		expect(formatPoints(-0.0001)).toBe('0.0 points');
		expect(formatNumber(0.9342)).toBe('0.93');
		expect(formatNumber(-1.5, 1)).toBe('\u22121.5');
		expect(formatNumber(-0.001)).toBe('0.00');
	});
});

it.each([
	[0.0004, 'p < .001'],
	[0.004, 'p = .004'],
	[0.0123, 'p = .012'],
	[0.0496, 'p < .05'],
	[0.05, 'p = .050'],
	[0.0994, 'p = .099'],
	[0.16, 'p = .16'],
	[0.9, 'p = .90'],
	[0.9901, 'p > .99'],
	[1, 'p > .99'],
	[null, 'p unknown']
])('formatP(%d) is %s', (p, text) => {
	expect(formatP(p)).toBe(text);
	expect(formatP(p, 'adjusted p')).toBe(`adjusted ${text}`);
});

it('formatPRange writes the ends of an interval of p', () => {
	expect(formatPRange({ lower: 0.0412, upper: 0.0647 })).toBe('.041 to .065');
	expect(formatPRange({ lower: 0, upper: 1 })).toBe('.000 to 1');
});

it('differsByRounding notices a difference that is not that of the numbers as they stand', () => {
	// 80.6 minus 80.4, shown as +0.3.
	expect(differsByRounding(0.80643, 0.80385, 100, 1)).toBe(true);
	expect(differsByRounding(0.806, 0.804, 100, 1)).toBe(false);
	expect(differsByRounding(0.919, 0.9154, 1, 2)).toBe(false);
});

it('formatInterval writes both ends alike', () => {
	expect(formatInterval({ lower: 0.745, upper: 0.8264 })).toBe('74.5 to 82.6');
	expect(formatInterval({ lower: 0.9, upper: 0.94 }, { scale: 1, digits: 2 })).toBe('0.90 to 0.94');
	expect(formatInterval({ lower: -0.012, upper: 0.03 }, { plus: true })).toBe('\u22121.2 to +3.0');
	expect(formatInterval({ lower: 0.0004, upper: 0.03 }, { plus: true })).toBe('+0.04 to +3.0');
	expect(formatInterval({ lower: -0.0004, upper: 0 }, { plus: true })).toBe('\u22120.04 to 0.0');
	expect(formatInterval({ lower: -1e-6, upper: 0.03 }, { plus: true })).toBe('0.0 to +3.0');
	expect(formatInterval({ lower: 0.0004, upper: 0.03 })).toBe('0.0 to 3.0');
});

it('formatCount groups thousands', () => {
	expect(formatCount(0)).toBe('0');
	expect(formatCount(999)).toBe('999');
	expect(formatCount(1390)).toBe('1,390');
	expect(formatCount(54336736)).toBe('54,336,736');
});

it.each([
	[512, '512 B'],
	[1000, '1.0 kB'],
	[2_831_155, '2.8 MB'],
	[108_600_000, '109 MB'],
	[99_960, '100 kB'],
	[999_960, '1.0 MB'],
	[4_200_000_000, '4.2 GB'],
	[12_000_000_000_000, '12,000 GB']
])('formatBytes(%d) is %s', (bytes, text) => {
	expect(formatBytes(bytes)).toBe(text);
});

it.each([
	[0.3, 'less than a second'],
	[1, 'about 1 second'],
	[3.4, 'about 3 seconds'],
	[48.8, 'about 50 seconds'],
	[57.5, 'about 1 minute'],
	[250, 'about 4 minutes'],
	[3599, 'about 1 hour'],
	[7000, 'about 2 hours']
])('formatDuration(%d) is %s', (seconds, text) => {
	expect(formatDuration(seconds)).toBe(text);
});

it('nobody invents a number that is not known', () => {
	const formats = [formatNumber, formatCount, formatPercent, formatPoints, formatBytes];
	for (const format of [...formats, formatDuration]) {
		for (const value of [null, undefined, NaN]) expect(format(value)).toBe('unknown');
	}
	expect(formatInterval(null)).toBe('unknown');
	expect(formatInterval({ lower: NaN, upper: 1 })).toBe('unknown');
	expect(formatDuration(Infinity)).toBe('unknown');
});

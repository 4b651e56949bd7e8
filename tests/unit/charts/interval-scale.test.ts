import { describe, expect, it } from 'vitest';
import {
	differenceTable,
	position,
	sharedAxis,
	sharedDifferenceAxis
} from '#lib/charts/intervals/interval-scale.ts';
import { formatDifference } from '#lib/core/text/format.ts';

const trio = [
	{ value: 0.787, lower: 0.745, upper: 0.826 },
	{ value: 0.753, lower: 0.709, upper: 0.795 },
	{ value: 0.808, lower: 0.763, upper: 0.849 }
];

describe('sharedAxis', () => {
	it('holds all intervals with a step to spare and ticks at round values', () => {
		const axis = sharedAxis(trio);
		expect(axis.domain[0]).toBeCloseTo(0.65, 10);
		expect(axis.domain[1]).toBeCloseTo(0.9, 10);
		expect(axis.ticks.map((tick) => Math.round(100 * tick))).toEqual([70, 75, 80, 85]);
	});

	it('never passes 0 or 1', () => {
		const { domain } = sharedAxis([{ value: 0.99, lower: 0.02, upper: 1 }]);
		expect(domain).toEqual([0, 1]);
	});

	it('is the whole range without estimates', () => {
		expect(sharedAxis([]).domain).toEqual([0, 1]);
	});
});

describe('sharedDifferenceAxis', () => {
	it('holds zero even where no interval does', () => {
		const axis = sharedDifferenceAxis([{ value: 0.05, lower: 0.03, upper: 0.07 }]);
		expect(axis.domain[0]).toBeLessThan(0);
		expect(axis.domain[1]).toBeGreaterThan(0.07);
	});
});

describe('position', () => {
	it('is in percent of the axis and stays on it', () => {
		const axis = { domain: [0.6, 0.8] as const, ticks: [] };
		expect(position(0.65, axis)).toBeCloseTo(25, 10);
		expect(position(0.1, axis)).toBe(0);
		expect(position(0.9, axis)).toBe(100);
	});
});

it('writes differences in points with a true sign', () => {
	expect(formatDifference(0.021)).toBe('+2.1');
	expect(formatDifference(-0.006)).toBe('\u22120.6');
	expect(formatDifference(0)).toBe('0.0');
	expect(formatDifference(0.0001)).toBe('0.0');
});

it('puts differences into a table', () => {
	const table = differenceTable('Change', [
		{ name: 'ResNet50', difference: trio[0], verdict: 'better', note: 'adjusted p = .012' }
	]);
	expect(table.rows).toEqual([
		['ResNet50', '+78.7', '+74.5 to +82.6', 'better', 'adjusted p = .012']
	]);
});

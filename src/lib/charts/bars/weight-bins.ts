import { bin } from 'd3';
import { formatCount, formatNumber } from '#lib/core/text/format.ts';
import type { Table } from '#lib/core/text/table.ts';

export interface WeightBin {
	/** Middle of the bin. */
	index: number;
	/** Weights in it. */
	value: number;
}

/** Weights counted in about `count` bins of round, equal width; the last one holds its upper end too. */
export function weightBins(values: ArrayLike<number>, count = 48): WeightBin[] {
	const bins = bin<number, number>().thresholds(count)(Array.from(values));
	const width = bins.length > 2 ? bins[1].x1! - bins[1].x0! : 1;
	return bins.map((members, i) => ({
		index: i === 0 ? members.x1! - width / 2 : members.x0! + width / 2,
		value: members.length
	}));
}

/** What a histogram says, in words and numbers. */
export function weightSummary(values: ArrayLike<number>) {
	let min = Infinity;
	let max = -Infinity;
	let sum = 0;
	let zeros = 0;
	for (let i = 0; i < values.length; i++) {
		min = Math.min(min, values[i]);
		max = Math.max(max, values[i]);
		sum += values[i];
		if (values[i] === 0) zeros++;
	}
	const mean = sum / values.length;
	let squares = 0;
	for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
	return {
		count: values.length,
		min,
		max,
		mean,
		deviation: Math.sqrt(squares / values.length),
		zeros
	};
}

export function weightTable(values: ArrayLike<number>, layer: string): Table {
	const { count, min, max, mean, deviation, zeros } = weightSummary(values);
	return {
		caption: `Weights of ${layer}`,
		columns: [{ label: 'Figure' }, { label: 'Value', numeric: true }],
		rows: [
			['Weights', formatCount(count)],
			['Mean', formatNumber(mean, 4)],
			['Standard deviation', formatNumber(deviation, 4)],
			['Smallest', formatNumber(min, 4)],
			['Largest', formatNumber(max, 4)],
			['Exactly zero', formatCount(zeros)]
		]
	};
}

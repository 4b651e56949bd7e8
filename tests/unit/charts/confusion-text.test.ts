import { describe, expect, it } from 'vitest';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { placedClasses } from '#lib/core/labels/class-label.ts';
import {
	cellFigures,
	cellName,
	confusionName,
	confusionTable,
	shareText
} from '#lib/charts/matrix/confusion-text.ts';

const counts = [
	[194, 36, 3, 0, 0],
	[19, 44, 25, 0, 0],
	[3, 32, 121, 21, 0],
	[0, 0, 1, 73, 5],
	[0, 0, 0, 4, 19]
];

const labels = placedClasses(KELLGREN_LAWRENCE_SCALE).map(({ label }) => label);

describe('confusionName', () => {
	it('states how many are right and the most frequent mistake', () => {
		expect(confusionName(counts, 'ResNet50', labels)).toBe(
			'ResNet50: 451 of 600 knees read correctly; the most frequent mistake is 0 Healthy read as 1 Doubtful, 36 knees.'
		);
	});

	it('states that there are none', () => {
		expect(
			confusionName(
				[
					[2, 0],
					[0, 1]
				],
				'X',
				['a', 'b']
			)
		).toBe('X: 3 of 3 knees read correctly, no mistakes.');
	});
});

describe('cellName', () => {
	it('names count and share, and what is selected of it', () => {
		expect(cellName(counts, { row: 2, column: 1 }, null, labels)).toBe(
			'True 2 Minimal, read as 1 Doubtful: 32 knees, 18% of the row'
		);
		expect(cellName(counts, { row: 3, column: 2 }, 1, labels)).toBe(
			'True 3 Moderate, read as 2 Minimal: 1 knee, 1% of the row, 1 of them selected'
		);
		expect(cellName(counts, { row: 0, column: 4 }, null, labels)).toBe(
			'True 0 Healthy, read as 4 Severe: no knees'
		);
	});
});

describe('with intervals', () => {
	const intervals = counts.map((row) => row.map(() => ({ lower: 0.124, upper: 0.256 })));

	it('a cell is named with the share that is shown and its interval', () => {
		expect(cellName(counts, { row: 2, column: 1 }, 3, labels, { by: 'none', intervals })).toBe(
			'True 2 Minimal, read as 1 Doubtful: 32 knees, 18.1% of the row (95% interval 12.4 to 25.6), 3 of them selected'
		);
		expect(shareText(counts, { row: 2, column: 1 }, { by: 'column', intervals })).toBe(
			'28.6% of the column (95% interval 12.4 to 25.6)'
		);
		expect(shareText(counts, { row: 2, column: 1 }, { by: 'all', intervals })).toBe(
			'5.3% of all (95% interval 12.4 to 25.6)'
		);
		expect(shareText(counts, { row: 2, column: 1 }, { by: 'all' })).toBe('5% of all');
	});

	it('a cell without knees has one too, a share of nothing has none', () => {
		expect(cellName(counts, { row: 0, column: 4 }, null, labels, { by: 'row', intervals })).toBe(
			'True 0 Healthy, read as 4 Severe: no knees, 0.0% of the row (95% interval 12.4 to 25.6)'
		);
		const none = [
			[0, 0],
			[0, 2]
		];
		expect(shareText(none, { row: 0, column: 1 }, { by: 'row', intervals: [[null, null]] })).toBe(
			null
		);
	});

	it('the table holds them and says what the shares are of', () => {
		const table = confusionTable(counts, 'X', labels, { by: 'column', intervals });
		expect(table.caption).toBe(
			'X: knees by true grade and grade read; shares of the column with 95% intervals'
		);
		expect(table.rows[2][2]).toBe('32 (28.6%, 12.4 to 25.6)');
	});
});

describe('cellFigures', () => {
	it('puts the figure of the mode first', () => {
		expect(cellFigures(32, 0.182, 'none')).toEqual(['32', '18%']);
		expect(cellFigures(32, 0.286, 'column')).toEqual(['29%', '32']);
		expect(cellFigures(0, null, 'row')).toEqual(['unknown', '0']);
	});
});

it('tells the matrix as a table with totals', () => {
	const table = confusionTable(counts, 'ResNet50', labels);
	expect(table.columns).toHaveLength(7);
	expect(table.rows[3]).toEqual(['3 Moderate', '0', '0', '1 (1%)', '73 (92%)', '5 (6%)', 79]);
});

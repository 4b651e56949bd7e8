import { describe, expect, it } from 'vitest';
import { moveInGrid } from '#lib/charts/matrix/grid-moves.ts';

describe('moveInGrid', () => {
	it('moves by one and stops at the last row and column', () => {
		expect(moveInGrid('ArrowRight', { row: 2, column: 1 }, 5)).toEqual({ row: 2, column: 2 });
		expect(moveInGrid('ArrowRight', { row: 2, column: 4 }, 5)).toEqual({ row: 2, column: 4 });
		expect(moveInGrid('ArrowDown', { row: 4, column: 0 }, 5)).toEqual({ row: 4, column: 0 });
	});

	it('enters the headers but not the corner between them', () => {
		expect(moveInGrid('ArrowUp', { row: 0, column: 3 }, 5)).toEqual({ row: -1, column: 3 });
		expect(moveInGrid('ArrowLeft', { row: 0, column: 0 }, 5)).toEqual({ row: 0, column: -1 });
		expect(moveInGrid('ArrowLeft', { row: -1, column: 0 }, 5)).toEqual({ row: -1, column: 0 });
		expect(moveInGrid('ArrowUp', { row: 0, column: -1 }, 5)).toEqual({ row: 0, column: -1 });
	});

	it('goes to the ends of the row, with Ctrl to the ends of the matrix', () => {
		expect(moveInGrid('Home', { row: 3, column: 3 }, 5)).toEqual({ row: 3, column: -1 });
		expect(moveInGrid('End', { row: 3, column: 0 }, 5)).toEqual({ row: 3, column: 4 });
		expect(moveInGrid('Home', { row: 3, column: 3 }, 5, true)).toEqual({ row: 0, column: 0 });
		expect(moveInGrid('End', { row: 0, column: 0 }, 5, true)).toEqual({ row: 4, column: 4 });
	});

	it('leaves other keys alone', () => {
		expect(moveInGrid('a', { row: 0, column: 0 }, 5)).toBeNull();
	});
});

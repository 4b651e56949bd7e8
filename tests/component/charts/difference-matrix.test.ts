import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { KELLGREN_LAWRENCE_SCALE as scale } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import DifferenceMatrix from '#lib/charts/matrix/DifferenceMatrix.svelte';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { matrixDifference } from '#lib/core/metrics/difference-matrix.ts';

const truth = [0, 0, 0, 1, 1, 1, 2];
const a = [0, 0, 1, 1, 1, 0, 2];
const b = [0, 1, 0, 0, 1, 0, 2];
const props = {
	scale,
	of: confusionMatrix(truth, a, 5),
	minus: confusionMatrix(truth, b, 5),
	difference: matrixDifference(truth, a, b, 5),
	a: 'Xception',
	b: 'ResNet50'
};
const onselect = vi.fn();

beforeEach(() => onselect.mockClear());
afterEach(cleanup);

const cell = (name: RegExp) => screen.getByRole('gridcell', { name });
const text = (element: HTMLElement) => element.textContent?.replace(/\s+/g, ' ').trim();

describe('DifferenceMatrix', () => {
	it('shows the change with what came and what went, and names the result', () => {
		render(DifferenceMatrix, props);
		expect(
			screen.getByRole('grid', {
				name: 'Xception minus ResNet50: 1 more knee read correctly; 3 knees read differently.'
			})
		).toBeTruthy();
		expect(text(cell(/^True 0 Healthy, read as 1 Doubtful: 0, 1 gained and 1 lost/))).toBe(
			'0 +1 \u22121'
		);
		expect(text(cell(/^True 1 Doubtful, read as 0 Healthy: \u22121, 0 gained and 1 lost/))).toBe(
			'\u22121 0 \u22121'
		);
	});

	it('opens every cell whose knees moved, also where the change is 0, and no other', async () => {
		render(DifferenceMatrix, { ...props, onselect });
		await fireEvent.click(cell(/^True 0 Healthy, read as 1 Doubtful/));
		expect(onselect).toHaveBeenLastCalledWith({ row: 0, column: 1 });
		const still = cell(/^True 2 Minimal, read as 2 Minimal: no knee gained or lost/);
		expect(still.getAttribute('aria-disabled')).toBe('true');
		await fireEvent.click(still);
		expect(onselect).toHaveBeenCalledTimes(1);
	});

	it('is a grid with one tab stop for arrows, Enter and Esc', async () => {
		const { container, rerender } = render(DifferenceMatrix, { ...props, onselect });
		const stops = () => [...container.querySelectorAll<HTMLElement>('[tabindex="0"]')];
		expect(stops()).toHaveLength(1);
		stops()[0].focus();
		for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowLeft', 'Enter']) {
			await fireEvent.keyDown(document.activeElement!, { key });
		}
		expect(document.activeElement?.getAttribute('aria-label')).toBe(
			'True 0 Healthy: 2 of 3 knees read differently'
		);
		expect(onselect).toHaveBeenLastCalledWith({ row: 0, column: null });
		expect(stops()).toEqual([document.activeElement]);
		await rerender({ selected: { row: 0, column: null } });
		await fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
		expect(onselect).toHaveBeenLastCalledWith(null);
	});

	it('shows shares in points with the knees below', () => {
		render(DifferenceMatrix, { ...props, by: 'row' });
		expect(text(cell(/^True 1 Doubtful, read as 0 Healthy/))).toBe('\u221233.3 \u22121');
	});

	it('shows how many of the knees that moved were selected elsewhere', () => {
		const linked = props.of.map((row) => row.map(() => 0));
		linked[0][1] = 1;
		render(DifferenceMatrix, { ...props, linked });
		expect(text(cell(/^True 0 Healthy, read as 1 Doubtful: .*1 of them selected/))).toBe('1 of 2');
	});
});

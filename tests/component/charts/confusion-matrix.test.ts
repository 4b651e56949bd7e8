import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { KELLGREN_LAWRENCE_SCALE as scale } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import ConfusionMatrix from '#lib/charts/matrix/ConfusionMatrix.svelte';

const counts = [
	[194, 36, 3, 0, 0],
	[19, 44, 25, 0, 0],
	[3, 32, 121, 21, 0],
	[0, 0, 1, 73, 5],
	[0, 0, 0, 4, 19]
];

afterEach(cleanup);

function cell(name: RegExp): HTMLElement {
	return screen.getByRole('gridcell', { name });
}

async function press(...keys: string[]) {
	for (const key of keys) await fireEvent.keyDown(document.activeElement!, { key });
}

describe('ConfusionMatrix', () => {
	it('is a grid whose name states the result', () => {
		render(ConfusionMatrix, { scale, counts, reader: 'ResNet50' });
		expect(
			screen.getByRole('grid', { name: /ResNet50: 451 of 600 knees read correctly/ })
		).toBeTruthy();
	});

	it('has one tab stop, and arrows move it through cells and headers', async () => {
		const { container } = render(ConfusionMatrix, {
			scale,
			counts,
			reader: 'ResNet50',
			onselect: vi.fn()
		});
		const stops = () => [...container.querySelectorAll('[tabindex="0"]')];
		expect(stops()).toEqual([cell(/^True 0 Healthy, read as 0 Healthy: 194/)]);
		(stops()[0] as HTMLElement).focus();
		await press('ArrowDown', 'ArrowDown', 'ArrowRight');
		expect(document.activeElement).toBe(cell(/^True 2 Minimal, read as 1 Doubtful: 32/));
		expect(stops()).toEqual([document.activeElement]);
		await press('Home');
		expect(document.activeElement).toBe(
			screen.getByRole('rowheader', { name: /^True 2 Minimal, 177/ })
		);
		await press('ArrowRight', 'ArrowUp', 'ArrowUp', 'ArrowUp');
		expect(document.activeElement).toBe(
			screen.getByRole('columnheader', { name: /^Read as 0 Healthy, 216/ })
		);
	});

	it('selects a cell, a row and a column with Enter', async () => {
		const onselect = vi.fn();
		render(ConfusionMatrix, { scale, counts, reader: 'ResNet50', onselect });
		cell(/^True 0 Healthy, read as 0/).focus();
		await press('ArrowRight', 'Enter');
		expect(onselect).toHaveBeenLastCalledWith({ row: 0, column: 1 });
		await press('Home', 'Enter');
		expect(onselect).toHaveBeenLastCalledWith({ row: 0, column: null });
		await press('ArrowRight', 'ArrowUp', ' ');
		expect(onselect).toHaveBeenLastCalledWith({ row: null, column: 0 });
		expect(onselect).toHaveBeenCalledTimes(3);
	});

	it('does not select where there are no knees', async () => {
		const onselect = vi.fn();
		render(ConfusionMatrix, { scale, counts, reader: 'ResNet50', onselect });
		const empty = cell(/^True 0 Healthy, read as 4 Severe: no knees/);
		expect(empty.getAttribute('aria-disabled')).toBe('true');
		await fireEvent.click(empty);
		expect(onselect).not.toHaveBeenCalled();
	});

	it('clears with Esc, and with a second click', async () => {
		const onselect = vi.fn();
		const selected = { row: 2, column: 1 };
		render(ConfusionMatrix, { scale, counts, reader: 'ResNet50', selected, onselect });
		const chosen = cell(/^True 2 Minimal, read as 1 Doubtful/);
		expect(chosen.getAttribute('aria-selected')).toBe('true');
		await fireEvent.click(chosen);
		expect(onselect).toHaveBeenLastCalledWith(null);
		onselect.mockClear();
		await press('Escape');
		await fireEvent.keyDown(chosen, { key: 'Escape' });
		expect(onselect).toHaveBeenLastCalledWith(null);
	});

	it('lets Esc pass where nothing is selected', async () => {
		const outer = vi.fn();
		document.body.addEventListener('keydown', outer);
		render(ConfusionMatrix, { scale, counts, reader: 'ResNet50', onselect: vi.fn() });
		await fireEvent.keyDown(cell(/^True 0 Healthy, read as 0/), { key: 'Escape' });
		expect(outer).toHaveBeenCalledOnce();
		document.body.removeEventListener('keydown', outer);
	});

	it('shows how many of a cell were selected elsewhere', () => {
		const linked = counts.map((row) => row.map(() => 0));
		linked[2][1] = 19;
		render(ConfusionMatrix, { scale, counts, reader: 'Xception', linked });
		const link = cell(/^True 2 Minimal, read as 1 Doubtful: 32 knees, 18% of the row, 19 of them/);
		expect(link.textContent?.replace(/\s+/g, ' ').trim()).toBe('19 of 32');
	});

	describe('with intervals', () => {
		const ranges = counts.map((row, r) =>
			row.map((_, c) => ({ lower: r / 10, upper: 0.5 + c / 10 }))
		);
		const readout = (container: Element) =>
			container.querySelector('.readout')!.textContent!.replace(/\s+/g, ' ').trim();
		const whole =
			'True 2 Minimal, read as 1 Doubtful: 32 knees 18.1% of the row (95% interval 20.0 to 60.0)';

		it('tells that of the cell under the pointer, and asks for none before', async () => {
			const intervals = vi.fn(() => ranges);
			const { container, rerender } = render(ConfusionMatrix, {
				scale,
				counts,
				reader: 'ResNet50',
				intervals
			});
			await rerender({ counts: counts.map((row) => [...row]) });
			expect(intervals).not.toHaveBeenCalled();
			expect(readout(container)).toBe('');
			const grid = screen.getByRole('grid');
			await fireEvent.pointerOver(cell(/^True 2 Minimal, read as 1/));
			expect(readout(container)).toBe(whole);
			expect(cell(/^True 2 Minimal, read as 1 .* \(95% interval 20.0 to 60.0\)/)).toBeTruthy();
			await fireEvent.pointerLeave(grid);
			expect(readout(container)).toBe('');
		});

		it('tells that of the cell with the focus, until Esc', async () => {
			const { container } = render(ConfusionMatrix, {
				scale,
				counts,
				reader: 'ResNet50',
				by: 'column',
				intervals: () => ranges,
				onselect: vi.fn()
			});
			cell(/^True 0 Healthy, read as 0/).focus();
			await press('ArrowDown', 'ArrowDown', 'ArrowRight');
			expect(readout(container)).toMatch(/28.6% of the column \(95% interval 20.0 to 60.0\)$/);
			expect(document.activeElement!.getAttribute('aria-label')).toMatch(
				/32 knees, 28.6% of the column \(95% interval 20.0 to 60.0\)$/
			);
			await press('Escape');
			expect(readout(container)).toBe('');
			expect(document.activeElement).toBe(cell(/^True 2 Minimal, read as 1/));
			await press('ArrowLeft');
			expect(readout(container)).toMatch(/^True 2 Minimal, read as 0 Healthy: 3 knees/);
		});

		it('keeps that of the chosen cell, and of no row', async () => {
			const { container, rerender } = render(ConfusionMatrix, {
				scale,
				counts,
				reader: 'ResNet50',
				intervals: () => ranges,
				selected: { row: 2, column: 1 } as { row: number; column: number | null },
				onselect: vi.fn()
			});
			expect(readout(container)).toBe(whole);
			await rerender({ selected: { row: 2, column: null } });
			expect(readout(container)).toBe('');
		});

		it('has no place for it where they are not known', () => {
			const { container } = render(ConfusionMatrix, { scale, counts, reader: 'ResNet50' });
			expect(container.querySelector('.readout')).toBeNull();
		});
	});

	it('writes shares first in the modes of shares, and column totals below', () => {
		render(ConfusionMatrix, { scale, counts, reader: 'ResNet50', by: 'column' });
		expect(cell(/^True 4 Severe, read as 4/).textContent).toMatch(/79%\s*19/);
		const last = screen.getAllByRole('row').at(-1)!;
		const totals = within(last).getAllByRole('gridcell').slice(0, 5);
		expect(totals.map((total) => total.textContent)).toEqual(['216', '112', '150', '98', '24']);
	});
});

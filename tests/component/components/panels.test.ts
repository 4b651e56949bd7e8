import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import CellFrameHost from './CellFrameHost.svelte';
import PanelHost from './PanelHost.svelte';

afterEach(cleanup);

const html = (markup: string) => createRawSnippet(() => ({ render: () => markup }));

describe('FullPanel', () => {
	it('is a named modal that takes focus, and gives it back on Esc', async () => {
		const onclose = vi.fn();
		render(PanelHost, { onclose });
		const opener = screen.getByRole('button', { name: 'Open panel' });
		opener.focus();
		await fireEvent.click(opener);
		const panel = await screen.findByRole('dialog', { name: 'Knee 442' });
		await waitFor(() => expect(panel.contains(document.activeElement)).toBe(true));
		await fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
		expect(onclose).toHaveBeenCalledOnce();
		await waitFor(() => expect(document.activeElement).toBe(opener));
	});

	it('hands its other keys on', async () => {
		const onkeydown = vi.fn();
		render(PanelHost, { onkeydown });
		await fireEvent.click(screen.getByRole('button', { name: 'Open panel' }));
		await screen.findByRole('dialog');
		await fireEvent.keyDown(screen.getByRole('button', { name: 'Inside panel' }), { key: 's' });
		expect(onkeydown.mock.calls.some(([event]) => event.key === 's')).toBe(true);
	});
});

describe('Tray', () => {
	it('leaves the page usable and closes with Esc or its button', async () => {
		const onclose = vi.fn();
		render(PanelHost, { onclose });
		const opener = screen.getByRole('button', { name: 'Open tray' });
		await fireEvent.click(opener);
		expect(screen.getByRole('region', { name: '32 knees' })).toBeTruthy();
		expect(screen.queryByRole('dialog')).toBeNull();
		await fireEvent.keyDown(screen.getByRole('button', { name: 'Inside tray' }), { key: 'Escape' });
		expect(screen.queryByRole('region')).toBeNull();
		await fireEvent.click(opener);
		await fireEvent.click(screen.getByRole('button', { name: 'Clear selection' }));
		expect(screen.queryByRole('region')).toBeNull();
		expect(onclose).toHaveBeenCalledTimes(2);
	});

	it('is drawn higher and lower by keys', async () => {
		render(PanelHost);
		await fireEvent.click(screen.getByRole('button', { name: 'Open tray' }));
		const handle = screen.getByRole('separator', { name: 'Height of the tray' });
		expect(handle.getAttribute('aria-valuenow')).toBe('45');
		await fireEvent.keyDown(handle, { key: 'ArrowUp' });
		expect(handle.getAttribute('aria-valuenow')).toBe('50');
		await fireEvent.keyDown(handle, { key: 'End' });
		expect(handle.getAttribute('aria-valuenow')).toBe('92');
		await fireEvent.click(screen.getByRole('button', { name: 'Make smaller' }));
		expect(handle.getAttribute('aria-valuenow')).toBe('45');
	});
});

it('lists keys in a dialog', async () => {
	render(PanelHost);
	await fireEvent.click(screen.getByRole('button', { name: 'Open keys' }));
	const dialog = await screen.findByRole('dialog', { name: 'Keys' });
	expect(dialog.textContent).toContain('Back one level');
	expect(dialog.textContent).toContain('Esc');
});

describe('CellFrame', () => {
	const cell = {
		heading: {
			id: 'the-data',
			number: 1,
			title: 'The data',
			question: 'Which knees are these?'
		},
		table: html('<p>table</p>'),
		children: html('<p>chart</p>'),
		caution: html('<p>few Severe</p>')
	};

	it('shows its numbers as a table in place of the chart', async () => {
		render(CellFrameHost, cell);
		expect(screen.getByRole('region', { name: 'The data' })).toBeTruthy();
		expect(screen.getByText('chart')).toBeTruthy();
		const toggle = screen.getByRole('button', { name: 'As table' });
		await fireEvent.click(toggle);
		expect(screen.getByText('table')).toBeTruthy();
		expect(screen.queryByText('chart')).toBeNull();
		expect(toggle.getAttribute('aria-pressed')).toBe('true');
	});

	it('offers CSV only where there is one', async () => {
		const oncsv = vi.fn();
		const { rerender } = render(CellFrameHost, cell);
		expect(screen.queryByRole('button', { name: 'CSV' })).toBeNull();
		await rerender({ ...cell, oncsv });
		await fireEvent.click(screen.getByRole('button', { name: 'CSV' }));
		expect(oncsv).toHaveBeenCalledOnce();
	});
});

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pagePart } from '#lib/core/async/page-part.ts';
import CellFrameHost from './CellFrameHost.svelte';
import * as lateWord from './LateWord.svelte';
import LateWordHost from './LateWordHost.svelte';

afterEach(() => {
	cleanup();
	vi.useRealTimers();
});

const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

describe('a component whose code comes late', () => {
	it('is shown once it is there, with its props', async () => {
		render(LateWordHost, { load: async () => lateWord });
		expect(await screen.findByText('here')).toBeTruthy();
		expect(screen.queryByRole('alert')).toBeNull();
	});

	it('leaves a sentence and a way out in its place where it cannot be fetched', async () => {
		const load = vi.fn(async () => lateWord);
		load.mockImplementationOnce(gone);
		render(LateWordHost, {
			load: () => pagePart('The remaining cells', load)
		});
		const alert = await screen.findByRole('alert');
		expect(alert.textContent).toMatch(
			/The remaining cells could not be fetched\..*reload the page\./
		);
		expect(screen.getByRole('button', { name: 'Reload the page' })).toBeTruthy();
		await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
		expect(await screen.findByText('here')).toBeTruthy();
		expect(screen.queryByRole('alert')).toBeNull();
	});

	it('says that it is late, and shows it when it comes after all', async () => {
		vi.useFakeTimers();
		let arrive!: (part: typeof lateWord) => void;
		const coming = new Promise<typeof lateWord>((resolve) => (arrive = resolve));
		render(LateWordHost, {
			load: () => pagePart('The remaining cells', () => coming)
		});
		await vi.advanceTimersByTimeAsync(20_100);
		expect(screen.getByRole('alert').textContent).toMatch(/did not arrive within 20 seconds/);
		arrive(lateWord);
		await vi.advanceTimersByTimeAsync(100);
		expect(screen.getByText('here')).toBeTruthy();
		expect(screen.queryByRole('alert')).toBeNull();
	});
});

describe('the CSV of a cell', () => {
	const children = createRawSnippet(() => ({ render: () => '<p>chart</p>' }));
	const cell = {
		heading: { id: 'data', number: 1, title: 'The data', question: 'Which?' },
		children
	};

	it('says why a file was not saved, until it is', async () => {
		const oncsv = vi.fn(async () => {});
		oncsv.mockImplementationOnce(() => pagePart('The CSV export', gone));
		render(CellFrameHost, { ...cell, oncsv });
		const button = screen.getByRole('button', { name: 'CSV' });
		await fireEvent.click(button);
		expect((await screen.findByRole('alert')).textContent).toMatch(
			/The file was not saved\. The CSV export could not be fetched\./
		);
		expect(screen.getByRole('button', { name: 'Reload the page' })).toBeTruthy();
		await fireEvent.click(button);
		expect(screen.queryByRole('alert')).toBeNull();
		expect(oncsv).toHaveBeenCalledTimes(2);
	});
});

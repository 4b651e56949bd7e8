import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import Button from '#lib/components/controls/Button.svelte';
import Checkbox from '#lib/components/controls/Checkbox.svelte';
import DataTable from '#lib/components/table/DataTable.svelte';
import FileDrop from '#lib/components/controls/FileDrop.svelte';
import ProgressBar from '#lib/components/controls/ProgressBar.svelte';
import Segmented from '#lib/components/controls/Segmented.svelte';
import StateNotice from '#lib/components/layout/StateNotice.svelte';
import ThemeToggle from '#lib/components/controls/ThemeToggle.svelte';

const text = (words: string) => createRawSnippet(() => ({ render: () => `<span>${words}</span>` }));

beforeAll(() => {
	vi.stubGlobal('matchMedia', (media: string) => ({
		media,
		matches: false,
		addEventListener: () => {},
		removeEventListener: () => {}
	}));
});

afterEach(cleanup);

describe('Segmented', () => {
	const options = [
		{ value: 'mean', label: 'Mean' },
		{ value: 'accuracy', label: 'Accuracy' },
		{ value: 'f1', label: 'F1', unavailable: 'needs a validation split' }
	] as const;

	it('is a radio group that says what is chosen', async () => {
		const onchange = vi.fn();
		render(Segmented, { label: 'Combine by', options, value: 'mean', onchange });
		expect(screen.getByRole('radiogroup', { name: 'Combine by' })).toBeTruthy();
		const [mean, accuracy] = screen.getAllByRole('radio');
		expect(mean.getAttribute('aria-checked')).toBe('true');
		await fireEvent.click(accuracy);
		expect(onchange).toHaveBeenCalledWith('accuracy');
		expect(accuracy.getAttribute('aria-checked')).toBe('true');
		expect(mean.getAttribute('aria-checked')).toBe('false');
	});

	it('moves with arrows and passes what is unavailable', async () => {
		render(Segmented, { label: 'Combine by', options, value: 'mean' });
		const [mean, accuracy] = screen.getAllByRole('radio');
		mean.focus();
		await fireEvent.keyDown(mean, { key: 'ArrowRight' });
		expect(document.activeElement).toBe(accuracy);
		await fireEvent.keyDown(accuracy, { key: 'ArrowRight' });
		expect(document.activeElement).toBe(mean);
	});

	it('gives the reason for what is unavailable in words', () => {
		render(Segmented, { label: 'Combine by', options, value: 'mean' });
		const f1 = screen.getByRole('radio', { name: 'F1' });
		const reason = document.getElementById(f1.getAttribute('aria-describedby')!);
		expect(reason?.textContent).toBe('F1: needs a validation split');
		expect((f1 as HTMLButtonElement).disabled).toBe(true);
	});
});

describe('Button', () => {
	it('does nothing while unavailable, stays in reach and says why', async () => {
		const onclick = vi.fn();
		render(Button, { unavailable: 'needs a graphics card', onclick, children: text('Run') });
		const button = screen.getByRole('button', { name: 'Run' });
		await fireEvent.click(button);
		expect(onclick).not.toHaveBeenCalled();
		expect((button as HTMLButtonElement).disabled).toBe(false);
		expect(button.getAttribute('aria-disabled')).toBe('true');
		expect(document.getElementById(button.getAttribute('aria-describedby')!)?.textContent).toBe(
			'needs a graphics card'
		);
	});
});

it('checks and unchecks by its label', async () => {
	const onchange = vi.fn();
	render(Checkbox, { label: 'Half-peak line', checked: true, onchange });
	await fireEvent.click(screen.getByRole('checkbox', { name: 'Half-peak line' }));
	expect(onchange).toHaveBeenCalledWith(false);
});

describe('ProgressBar', () => {
	it('shows real progress', () => {
		render(ProgressBar, { label: 'Knees read', value: 150, max: 600, text: '150 of 600' });
		const bar = screen.getByRole('progressbar', { name: 'Knees read' });
		expect(bar.getAttribute('aria-valuenow')).toBe('150');
		expect((bar.firstElementChild as HTMLElement).style.width).toBe('25%');
	});

	it('claims nothing while nothing is known', () => {
		render(ProgressBar, { label: 'Download', value: null });
		const bar = screen.getByRole('progressbar', { name: 'Download' });
		expect(bar.hasAttribute('aria-valuenow')).toBe(false);
		expect((bar.firstElementChild as HTMLElement).style.width).toBe('0%');
	});
});

it('makes a table with headers, true minus and unknowns in words', () => {
	render(DataTable, {
		table: {
			caption: 'Knees',
			columns: [{ label: 'Grade' }, { label: 'Change', numeric: true }],
			rows: [
				['Healthy', -1234.56789],
				['Severe', null]
			]
		}
	});
	expect(screen.getByRole('table', { name: 'Knees' })).toBeTruthy();
	expect(screen.getByRole('rowheader', { name: 'Severe' })).toBeTruthy();
	expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
		'\u22121,234.5679',
		'unknown'
	]);
});

describe('FileDrop', () => {
	const film = new File(['x'], 'knee.png', { type: 'image/png' });
	const other = new File(['y'], 'other.png', { type: 'image/png' });

	it('hands over one dropped file', async () => {
		const onfiles = vi.fn();
		render(FileDrop, { label: 'Choose an X-ray', note: 'PNG or JPEG', onfiles });
		await fireEvent.drop(screen.getByRole('group', { name: 'Choose an X-ray' }), {
			dataTransfer: { files: [film, other] }
		});
		expect(onfiles).toHaveBeenCalledWith([film]);
	});

	it('takes nothing while unavailable', async () => {
		const onfiles = vi.fn();
		const unavailable = 'the networks are still on their way';
		render(FileDrop, { label: 'Choose an X-ray', note: 'PNG', unavailable, onfiles });
		await fireEvent.drop(screen.getByRole('group', { name: 'Choose an X-ray' }), {
			dataTransfer: { files: [film] }
		});
		expect(onfiles).not.toHaveBeenCalled();
		expect(screen.getByText(unavailable)).toBeTruthy();
	});
});

it('announces an error at once and lists its facts', () => {
	render(StateNotice, {
		kind: 'error',
		title: 'ResNet50 arrived damaged',
		text: 'The other two networks run on.',
		facts: [
			{ label: 'File', value: 'resnet50, part 2 of 3' },
			{ label: 'Expected', value: null }
		]
	});
	const alert = screen.getByRole('alert');
	expect(alert.textContent).toContain('ResNet50 arrived damaged');
	expect(screen.getAllByRole('definition').map((fact) => fact.textContent?.trim())).toEqual([
		'resnet50, part 2 of 3',
		'unknown'
	]);
});

it('changes the theme of the page and remembers it', async () => {
	render(ThemeToggle);
	await fireEvent.click(screen.getByRole('button', { name: 'Use the dark theme' }));
	expect(document.documentElement.dataset.theme).toBe('dark');
	expect(localStorage.getItem('kneelens.theme')).toBe('dark');
	await fireEvent.click(screen.getByRole('button', { name: 'Use the light theme' }));
	expect(document.documentElement.dataset.theme).toBe('light');
});

import { cleanup, configure, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import EachModel from '#lib/cells/each-model/EachModel.svelte';
import { mistakesOf } from '#lib/cells/each-model/mistakes.ts';
import { reportedFor, reportedPercent } from '#lib/words/reported.ts';
import { clusteredShareInterval } from '#lib/core/statistics/clustered-share.ts';
import { formatInterval, formatPercent } from '#lib/core/text/format.ts';
import { errorPerGrade } from '#lib/core/labels/grade-error.ts';
import { systemIntervals } from '#lib/study/answers/matrix-intervals.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { fakeStudy } from './fake-study.ts';
import WithStudy from './WithStudy.svelte';

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
});

// Visibility of every element is slow to find out in jsdom, and nothing here is hidden.
configure({ defaultHidden: true });

function show(study: Study) {
	return render(WithStudy, { study, cell: EachModel });
}

function cellAt(matrix: HTMLElement, row: number, column: number): HTMLElement {
	return matrix.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)!;
}

/** A mistake that the second network makes with at least two knees. */
function mistakeOf(study: Study) {
	const { confusion } = study.systems.models[1];
	for (let row = 0; row < 5; row++) {
		for (let column = 0; column < 5; column++) {
			if (row !== column && confusion[row][column] >= 2) return { row, column };
		}
	}
	throw new Error('The invented network makes no mistakes.');
}

describe('matrices', () => {
	test('one for each network, with its counts and its headline', () => {
		const study = fakeStudy();
		show(study);
		const matrices = screen.getAllByRole('grid');
		expect(matrices).toHaveLength(3);
		study.systems.models.forEach(({ title, confusion, metrics }, m) => {
			expect(matrices[m].getAttribute('aria-label')).toContain(title);
			expect(cellAt(matrices[m], 2, 2).textContent).toContain(String(confusion[2][2]));
			expect(screen.getByText(formatPercent(metrics.balancedAccuracy, 1))).toBeTruthy();
		});
	});

	test('every figure of the five grades says so where the matrix shows merged ones', async () => {
		const study = fakeStudy();
		show(study);
		expect(screen.queryByText(/five grades$/)).toBeNull();
		study.view.merging = 'kl2';
		await tick();
		for (const figure of ['balanced accuracy', 'Accuracy', 'Quadratic weighted kappa']) {
			expect(screen.getAllByText(`${figure}, five grades`)).toHaveLength(3);
		}
	});

	test('the cell that is pointed at tells its interval over the subjects that pass the filter', async () => {
		const study = fakeStudy();
		show(study);
		study.view.merging = 'kl2';
		study.view.normalisation = 'column';
		await tick();
		const { predictions } = study.systems.models[1];
		const read = study.systems.rows.filter((row) => predictions[row] >= 2);
		const hits = read.filter((row) => study.table.grades[row] < 2).length;
		const interval = clusteredShareInterval(
			hits,
			read.map((row) => study.table.knees[row].subject)
		);
		const wrong = cellAt(screen.getAllByRole('grid')[1], 0, 1);
		await fireEvent.pointerOver(wrong);
		const told = `${formatPercent(hits / read.length, 1)} of the column (95% interval ${formatInterval(interval)})`;
		expect(wrong.getAttribute('aria-label')).toContain(told);
		expect(screen.getByText(told)).toBeTruthy();
		await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
		const table = screen.getByRole('table', { name: /^ResNet50: .* of the column with 95%/ });
		expect(table.textContent).toContain(
			`${hits} (${formatPercent(hits / read.length, 1)}, ${formatInterval(interval)})`
		);
	});

	test('a cell selects its knees and shows where the other networks put them', async () => {
		const study = fakeStudy();
		show(study);
		const matrices = screen.getAllByRole('grid');
		const { row, column } = mistakeOf(study);
		await fireEvent.click(cellAt(matrices[1], row, column));
		expect(study.selection.current).toEqual({ system: 'resnet50', truth: row, read: column });
		expect(study.selection.rows).toHaveLength(study.systems.models[1].confusion[row][column]);
		const { predictions } = study.systems.models[0];
		const linked = [0, 1, 2, 3, 4].map(
			(read) => study.selection.rows.filter((knee) => predictions[knee] === read).length
		);
		expect(linked.reduce((a, b) => a + b)).toBe(study.selection.rows.length);
		linked.forEach((count, read) => {
			const text = cellAt(matrices[0], row, read).textContent!;
			expect(text.includes(' of ')).toBe(count > 0);
			if (count > 0) expect(text.trim().startsWith(String(count))).toBe(true);
		});
		await fireEvent.click(cellAt(matrices[1], row, column));
		expect(study.selection.current).toBeNull();
	});

	test('row and column headers select whole rows and columns', async () => {
		const study = fakeStudy();
		show(study);
		const [matrix] = screen.getAllByRole('grid');
		await fireEvent.click(cellAt(matrix, 3, -1));
		expect(study.selection.current).toEqual({ system: 'xception', truth: 3, read: null });
		await fireEvent.click(cellAt(matrix, -1, 1));
		expect(study.selection.current).toEqual({ system: 'xception', truth: null, read: 1 });
	});

	test('row and column shares can be shown in place of counts', async () => {
		const study = fakeStudy();
		show(study);
		const cell = cellAt(screen.getAllByRole('grid')[0], 1, 1);
		const { confusion, metrics } = study.systems.models[0];
		expect(cell.querySelector('.figure')!.textContent).toBe(String(confusion[1][1]));
		await fireEvent.click(screen.getByRole('radio', { name: 'Row %' }));
		expect(cell.querySelector('.figure')!.textContent).toBe(formatPercent(metrics.recall[1]));
		await fireEvent.click(screen.getByRole('radio', { name: 'Column %' }));
		expect(cell.querySelector('.figure')!.textContent).toBe(formatPercent(metrics.precision[1]));
	});
});

describe('intervals', () => {
	test('are said to be on their way until they are computed', async () => {
		const study = fakeStudy({ test: 60 });
		show(study);
		expect(screen.getAllByText('interval being computed')).toHaveLength(3);
		await study.intervals.update();
		await tick();
		expect(screen.queryByText('interval being computed')).toBeNull();
		const { intervals } = study.intervals.known!.result;
		const { lower, upper } = intervals.balancedAccuracy[0]!;
		const text = `95% interval ${(100 * lower).toFixed(1)} to ${(100 * upper).toFixed(1)}`;
		expect(screen.getByText(text)).toBeTruthy();
		expect(screen.getAllByText(/2,000\s+resamples of the\s+30\s+subjects/)).not.toHaveLength(0);
	});

	test('a failure is said, the numbers stay', async () => {
		const study = fakeStudy({ test: 60, intervals: 'failing' });
		await study.intervals.update();
		show(study);
		expect(screen.getAllByText('interval could not be computed')).toHaveLength(3);
		expect(screen.getAllByRole('grid')).toHaveLength(3);
	});
});

test('figures of each grade unfold for all networks together', async () => {
	const study = fakeStudy();
	show(study);
	expect(screen.queryByRole('table')).toBeNull();
	await fireEvent.click(
		screen.getAllByRole('button', { name: /Precision, recall, F1 of each grade/ })[1]
	);
	const tables = screen.getAllByRole('table');
	expect(tables).toHaveLength(3);
	const { precision, recall, f1, support } = study.systems.models[2].metrics;
	const cells = within(tables[2]).getAllByRole('cell').slice(-4);
	expect(cells.map((cell) => cell.textContent)).toEqual([
		formatPercent(precision[4], 1),
		formatPercent(recall[4], 1),
		formatPercent(f1[4], 1),
		String(support[4])
	]);
});

describe('the original', () => {
	test('its figures are hidden until asked for, and then labelled', async () => {
		show(fakeStudy());
		expect(screen.queryByText(/Reported elsewhere/)).toBeNull();
		await fireEvent.click(screen.getByRole('switch', { name: 'Reported by the original' }));
		expect(screen.getByText(/Reported elsewhere/).textContent).toMatch(
			/Not comparable with metrics on these synthetic knees/
		);
		expect(screen.getAllByText('Reported by the original, 826 real validation knees')).toHaveLength(
			3
		);
		expect(screen.getAllByText('Reported by the original, 1,656 real test knees')).toHaveLength(1);
	});

	test('shares keep the digits they were printed with', () => {
		expect(reportedPercent(0.67)).toBe('67%');
		expect(reportedPercent(0.7143286)).toBe('71.4%');
		expect(reportedFor('resnet50').map(({ result }) => result.balancedAccuracy)).toEqual([0.65]);
	});
});

describe('what is not known', () => {
	test('nothing read: said, with a way to begin', async () => {
		const study = fakeStudy({ stored: [], test: 20, val: 0 });
		show(study);
		expect(screen.getByText('No knee has been read yet')).toBeTruthy();
		expect(screen.queryByRole('grid')).toBeNull();
		await fireEvent.click(screen.getByRole('button', { name: 'Run the networks here' }));
		await vi.waitFor(() => expect(study.run.phase.kind).toBe('done'), 20_000);
		await tick();
		expect(screen.getAllByRole('grid')).toHaveLength(3);
	});

	test('a network that failed says why, the others show theirs with intervals', async () => {
		const study = fakeStudy({ stored: [], test: 40, val: 0, failing: ['resnet50'] });
		await study.run.begin('auto');
		await study.intervals.update();
		show(study);
		expect(screen.getAllByRole('grid')).toHaveLength(2);
		expect(screen.getByText(/could not be loaded: resnet50\/weights-1\.bin/)).toBeTruthy();
		expect(screen.getByText('not known yet')).toBeTruthy();
		expect(screen.getAllByText(/^95% interval /)).toHaveLength(2);
	});

	test('partial results say how many knees they are of', () => {
		show(fakeStudy({ stored: [], live: 30, test: 100, val: 0 }));
		expect(screen.getAllByText('30 of 100 knees read so far.')).toHaveLength(3);
	});
});

async function savedLines(study: Study): Promise<string[]> {
	let saved: Blob | null = null;
	URL.createObjectURL = (blob) => ((saved = blob as Blob), 'blob:csv');
	URL.revokeObjectURL = () => {};
	const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
	show(study);
	await fireEvent.click(screen.getByRole('button', { name: 'CSV' }));
	await vi.waitFor(() => expect(click).toHaveBeenCalledOnce());
	const text = await new Promise<string>((resolve) => {
		const reader = new FileReader();
		reader.onload = () => resolve(reader.result as string);
		reader.readAsText(saved!);
	});
	return text.split('\n');
}

test('the CSV holds every count and metric in full precision', async () => {
	const study = fakeStudy({ test: 60 });
	const lines = await savedLines(study);
	expect(lines[0]).toBe('reader,measure,true grade,read as,value,lower 95%,upper 95%');
	const { metrics, confusion } = study.systems.models[0];
	expect(lines).toContain(`Xception,balanced accuracy,,,${metrics.balancedAccuracy},,`);
	expect(lines).toContain(`Xception,knees,2,1,${confusion[2][1]},,`);
	const [doubtful] = errorPerGrade(confusion).slice(1);
	expect(lines).toContain(`Xception,mean error in grades,1,,${doubtful},,`);
	const { lower, upper } = systemIntervals(study, study.systems.models[0], 'column')[2][1]!;
	const read = confusion.reduce((sum, row) => sum + row[1], 0);
	expect(lines).toContain(
		`Xception,share of grade read,2,1,${confusion[2][1] / read},${lower},${upper}`
	);
	expect(lines).toHaveLength(1 + 3 * (1 + 3 + 20 + 75));
});

test('the CSV says which knees it is of where not of all', async () => {
	const study = fakeStudy({ test: 60 });
	study.filter.set(['left', 'grade-2']);
	const lines = await savedLines(study);
	expect(lines[0]).toBe('reader,measure,true grade,read as,value,lower 95%,upper 95%,only');
	expect(lines.slice(1).every((line) => line.endsWith(',"left knees, true 2 Minimal"'))).toBe(true);
});

test('as table: metrics, matrices and figures of each grade', async () => {
	show(fakeStudy({ test: 60 }));
	await fireEvent.click(screen.getByRole('button', { name: 'As table' }));
	expect(screen.getAllByRole('table')).toHaveLength(7);
	expect(screen.queryByRole('grid')).toBeNull();
});

test('mistakes are counted with how far off they are', () => {
	const matrix = [
		[5, 2, 1],
		[0, 4, 3],
		[1, 0, 2]
	];
	expect(mistakesOf([matrix, matrix])).toEqual({ all: 14, oneOff: 10 });
});

import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { KELLGREN_LAWRENCE_SCALE as scale } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import EnsembleBars from '#lib/charts/bars/EnsembleBars.svelte';
import Film from '#lib/charts/film/Film.svelte';
import GradeDistribution from '#lib/charts/bars/GradeDistribution.svelte';
import MetricHeadline from '#lib/charts/matrix/MetricHeadline.svelte';
import PairedDifferences from '#lib/charts/intervals/PairedDifferences.svelte';
import PerClassTable from '#lib/charts/matrix/PerClassTable.svelte';
import ScoreBars from '#lib/charts/bars/ScoreBars.svelte';
import Thumbnail from '#lib/charts/film/Thumbnail.svelte';
import TrainingCurve from '#lib/charts/curves/TrainingCurve.svelte';

const xception = { mark: 0, name: 'Xception' };
const resnet = { mark: 1, name: 'ResNet50' };

/** jsdom lays nothing out and has no ResizeObserver. */
class NoResize {
	observe() {}
	unobserve() {}
	disconnect() {}
}

beforeEach(() => {
	vi.stubGlobal('ResizeObserver', NoResize);
	vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});

afterEach(() => {
	cleanup();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

it('opens the knees of a grade from the distribution, where they are at hand', async () => {
	const onchoose = vi.fn();
	render(GradeDistribution, {
		scale,
		splits: [
			{ name: 'Training', counts: [2, 1, 1, 0, 0] },
			{ name: 'Test', counts: [233, 88, 177, 79, 23] }
		],
		onchoose,
		canChoose: (split: string) => split === 'Test'
	});
	expect(screen.getAllByRole('button')).toHaveLength(5);
	await fireEvent.click(screen.getByRole('button', { name: 'Test, Severe: 3.8%, 23 knees' }));
	expect(onchoose).toHaveBeenCalledWith('Test', 4);
});

it('writes the headline with its interval, and says when it is not known', async () => {
	const axis = { domain: [0.6, 0.9] as const, ticks: [0.7, 0.8] };
	const { rerender } = render(MetricHeadline, {
		reader: xception,
		measure: 'balanced accuracy',
		estimate: { value: 0.787, lower: 0.745, upper: 0.826 },
		axis
	});
	expect(screen.getByText('78.7%')).toBeTruthy();
	expect(screen.getByText('95% interval 74.5 to 82.6')).toBeTruthy();
	await rerender({ estimate: null });
	expect(screen.getByText('not known yet')).toBeTruthy();
	expect(screen.queryByText(/95% interval/)).toBeNull();
});

it('says in words and by the line whether a difference is significant', () => {
	const { container } = render(PairedDifferences, {
		label: 'Mean ensemble minus each network',
		mark: 'ensemble',
		rows: [
			{
				reader: xception,
				difference: { value: 0.021, lower: -0.015, upper: 0.052 },
				verdict: 'no significant difference',
				note: 'adjusted p = .16'
			},
			{
				reader: resnet,
				difference: { value: 0.055, lower: 0.023, upper: 0.086 },
				verdict: 'better',
				note: 'adjusted p = .004'
			}
		]
	});
	const [first, second] = screen.getAllByRole('listitem');
	expect(within(first).getByText('no significant difference')).toBeTruthy();
	expect(first.textContent).toContain('adjusted p = .16');
	expect(within(second).getByText('better')).toBeTruthy();
	expect(within(second).getByText('Adjusted 95% interval +2.3 to +8.6')).toBeTruthy();
	const lines = [...container.querySelectorAll('.interval')];
	expect(lines.map(({ classList }) => classList.contains('thin'))).toEqual([true, false]);
});

it('says which grade each network chose and its score', () => {
	render(ScoreBars, {
		scale,
		readers: [
			{ reader: xception, scores: [0.01, 0.36, 0.58, 0.05, 0] },
			{ reader: resnet, scores: [0.07, 0.47, 0.46, 0, 0] }
		]
	});
	expect(
		screen.getByRole('table', {
			name: 'Score of each grade. Xception predicts Minimal with a score of 58%; ResNet50 predicts Doubtful with a score of 47%.'
		})
	).toBeTruthy();
});

it('says what the ensemble adds up to', () => {
	render(EnsembleBars, {
		scale,
		members: [xception, resnet],
		pieces: [
			[0.01, 0.02],
			[0.2, 0.21],
			[0.3, 0.23],
			[0.02, 0],
			[0.01, 0]
		]
	});
	expect(screen.getByRole('table', { name: /it predicts Minimal with 53%/ })).toBeTruthy();
	expect(screen.getByText('53%: Xception 30%, ResNet50 23%')).toBeTruthy();
});

it('says where a figure of a grade has no value', () => {
	render(PerClassTable, {
		scale,
		reader: 'Xception',
		figures: {
			precision: [0.95, 0.45, null, 0.77, 0.77],
			recall: [0.87, 0.64, 0, 0.87, 0.87],
			f1: [0.91, 0.53, 0, 0.82, 0.82],
			support: [233, 88, 177, 79, 23]
		}
	});
	const row = screen.getByRole('row', { name: /Minimal/ });
	expect(
		within(row)
			.getAllByRole('cell')
			.map((cell) => cell.textContent)
	).toEqual(['none', '0.0%', '0.0%', '177']);
});

it('names a curve by its result', () => {
	render(TrainingCurve, {
		points: [
			{ step: 100, imageSize: 112, value: 0.6 },
			{ step: 200, imageSize: 224, value: 0.75 }
		],
		scale: { steps: 300, lowest: 0.2 },
		reader: xception,
		measure: 'balanced accuracy'
	});
	expect(screen.getByRole('img', { name: /75.0% after 200 steps/ })).toBeTruthy();
	expect(screen.getByText('112 px')).toBeTruthy();
});

it('names a thumbnail by truth and readings and opens it', async () => {
	const onclick = vi.fn();
	render(Thumbnail, {
		scale,
		image: null,
		number: '110',
		side: 'R',
		trueGrade: 2,
		readings: [{ reader: resnet, grade: 1, score: 0.5 }],
		current: true,
		onclick
	});
	const button = screen.getByRole('button', {
		name: /^110, right knee, true grade 2 Minimal; ResNet50: 1/
	});
	expect(button.getAttribute('aria-current')).toBe('true');
	await fireEvent.click(button);
	expect(onclick).toHaveBeenCalledOnce();
	const sureness = () => screen.queryByText('50%');
	expect(sureness()).toBeNull();
	await fireEvent.pointerEnter(button);
	expect(sureness()).not.toBeNull();
	await fireEvent.pointerLeave(button);
	expect(sureness()).toBeNull();
	await fireEvent.focusIn(button);
	expect(sureness()).not.toBeNull();
	await fireEvent.focusOut(button);
	expect(sureness()).toBeNull();
});

it('draws the half-peak line and signs over film, and words only where wanted', async () => {
	const heat = Float32Array.from({ length: 64 * 64 }, (_, i) => (i % 64) / 63);
	const film = {
		image: { width: 64, height: 64, data: new Uint8Array(64 * 64) },
		label: 'Knee 442',
		heat,
		signs: [{ kind: 'spur' as const, x: 10, y: 10, radius: 4, label: 'spur 2.7 mm' }]
	};
	const { container, rerender } = render(Film, film);
	expect(screen.getByRole('img', { name: 'Knee 442' })).toBeTruthy();
	expect(container.querySelector('path.half')).not.toBeNull();
	expect(screen.getByText('spur 2.7 mm')).toBeTruthy();
	await rerender({ signLabels: false, heat: null });
	expect(container.querySelector('path.half')).toBeNull();
	expect(container.querySelector('circle.sign')).not.toBeNull();
	expect(screen.queryByText('spur 2.7 mm')).toBeNull();
});

import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import CountsByGrade from '#lib/charts/bars/CountsByGrade.svelte';
import EnsembleBars from '#lib/charts/bars/EnsembleBars.svelte';
import GradeDistribution from '#lib/charts/bars/GradeDistribution.svelte';
import GradeStack from '#lib/charts/bars/GradeStack.svelte';
import ScoreBars from '#lib/charts/bars/ScoreBars.svelte';
import WeightTable from '#lib/charts/bars/WeightTable.svelte';
import { matrixSvg } from '#lib/charts/matrix/matrix-svg.ts';
import ConfusionMatrix from '#lib/charts/matrix/ConfusionMatrix.svelte';
import PerClassTable from '#lib/charts/matrix/PerClassTable.svelte';
import ChartKey from '#lib/charts/series/ChartKey.svelte';
import { classGroups } from '#lib/core/labels/class-groups.ts';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { speakOf } from '#lib/core/text/nouns.ts';
import { fireEvent } from '@testing-library/svelte';

const FINDINGS = [
	'Atelectasis',
	'Cardiomegaly',
	'Consolidation',
	'Oedema',
	'Effusion',
	'Emphysema',
	'Fibrosis',
	'Hernia',
	'Infiltration',
	'Masses',
	'Nodule',
	'Pneumothorax with tension'
];

function scaleOf(count: number, ordinal: boolean): LabelScale {
	return {
		classes: FINDINGS.slice(0, count).map((name, i) => ({
			key: name.toLowerCase(),
			short: ordinal ? String(i + 1) : name.slice(0, 4),
			name
		})),
		ordinal,
		positiveFrom: null,
		groupings: []
	};
}

const reader = { mark: 0, name: 'Net' };
const other = { mark: 1, name: 'Other' };

afterEach(() => {
	cleanup();
	speakOf(KELLGREN_LAWRENCE_SCALE);
});

describe.each([
	[2, true],
	[3, true],
	[12, true],
	[2, false],
	[3, false],
	[12, false]
])('%i classes, ordinal %s', (count, ordinal) => {
	const scale = scaleOf(count, ordinal);
	const names = scale.classes.map(({ name }) => name);
	const each = <T>(of: (place: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));
	const counts = each((r) => each((c) => (r === c ? 40 + r : c === 0 ? 2 : 0)));
	const label = (place: number) => classGroups(scale, 'none')[place].label;

	it('a matrix has a cell of each two, which arrows reach', async () => {
		speakOf(scale);
		render(ConfusionMatrix, { scale, counts, reader: 'Net', onselect: () => {} });
		const grid = screen.getByRole('grid');
		expect(grid.getAttribute('aria-label')).toContain(`${label(1)} read as ${label(0)}, 2 cases`);
		expect(within(grid).getAllByRole('gridcell', { name: /^True/ })).toHaveLength(count ** 2);
		within(grid)
			.getByRole('gridcell', { name: new RegExp(`^True ${label(0)}, read as ${label(0)}`) })
			.focus();
		await fireEvent.keyDown(document.activeElement!, { key: 'End', ctrlKey: true });
		const last = label(count - 1);
		expect(document.activeElement!.getAttribute('aria-label')).toMatch(
			new RegExp(`^True ${last}, read as ${last}: ${40 + count - 1} cases`)
		);
		expect(document.body.textContent).not.toMatch(/knee/i);
	});

	it('bars and tables name every class once', () => {
		speakOf(scale);
		const scores = each(() => 1 / count);
		const shares = each((i) => [i / 100, 0.01]);
		const ones = each(() => 1);
		render(GradeDistribution, { scale, splits: [{ name: 'Test', counts: ones }] });
		render(ScoreBars, { scale, readers: [{ reader, scores }] });
		render(EnsembleBars, { scale, members: [reader, other], pieces: shares });
		render(WeightTable, { scale, caption: 'Weights', members: [reader], weights: [ones] });
		render(PerClassTable, {
			scale,
			reader: 'Net',
			figures: { precision: ones, recall: ones, f1: ones, support: ones }
		});
		const tables = screen.getAllByRole('table');
		expect(tables).toHaveLength(5);
		for (const table of tables) {
			for (const name of names) {
				expect(
					within(table).getAllByText(name, { selector: ':not([class="short"])' })
				).toHaveLength(1);
			}
		}
		const [said] = tables.flatMap((table) => within(table).queryAllByText(/^Score of each/));
		expect(said.textContent).toContain(ordinal ? 'Score of each grade' : 'Score of each class');
	});

	it('counts by class have a button each', () => {
		render(CountsByGrade, {
			scale,
			caption: 'Votes',
			rowTitle: 'Votes',
			rows: [{ key: 'all', counts: each(() => 3) }],
			head: (() => {}) as never,
			ofGrade: each(() => 6),
			name: (_, n, truth) => `${n} of ${truth === null ? 'all' : names[truth]}`,
			isChosen: () => false,
			onchoose: () => {}
		});
		expect(screen.getAllByRole('button')).toHaveLength(count + 1);
		expect(screen.getByRole('button', { name: `3 of ${names.at(-1)}` })).toBeTruthy();
	});

	it('no two pieces of a bar look the same', () => {
		const { container } = render(GradeStack, {
			scale,
			rows: [{ name: 'All', counts: each(() => 1) }],
			label: 'All'
		});
		const looks = [...container.querySelectorAll('.piece')].map((piece) =>
			piece.getAttribute('style')!.replace(/width:[^;]*/, '')
		);
		expect(new Set(looks).size).toBe(count);
	});

	it('the key says an order only where there is one', () => {
		speakOf(scale);
		const { container } = render(ChartKey, { scale, readers: [reader] });
		const title = container.querySelector('h2')!.textContent!.replace(/\s+/g, ' ').trim();
		expect(title).toBe(ordinal ? `Grade: ${names[0]} to ${names.at(-1)}` : 'Class');
		expect(container.querySelectorAll('.grades li')).toHaveLength(count);
	});

	it('a drawn matrix holds every cell and name inside the picture', () => {
		const groups = classGroups(scale, 'none');
		const svg = matrixSvg(
			{
				scale,
				name: 'Net: all read correctly',
				groups,
				knees: counts,
				figures: (row, column) => [String(counts[row][column]), '1%'],
				fill: () => ({
					light: { fill: '#ffffff', text: '#000000' },
					dark: { fill: '#000000', text: '#ffffff' }
				})
			},
			'dark'
		);
		const [, width, height] = /viewBox="0 0 (\d+(?:\.\d+)?) (\d+)"/.exec(svg)!.map(Number);
		const boxes = [
			...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)
		].map(([, ...numbers]) => numbers.map(Number));
		expect(boxes).toHaveLength(count ** 2 + 2 * count);
		for (const [x, y, w, h] of boxes) {
			expect(x + w).toBeLessThanOrEqual(width);
			expect(y + h).toBeLessThanOrEqual(height);
		}
	});
});

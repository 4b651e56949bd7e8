import { describe, expect, test } from 'vitest';
import { mirrorMap } from '#lib/core/explain/grad-cam.ts';
import { galleryRow, heatGradeOf, shuffled } from '#lib/study/view/gallery.ts';
import { heatOf, IMAGE_SIZE } from '#lib/study/heat/heat.ts';
import { meanFilm } from '#lib/study/heat/mean-film.ts';
import { meanHeat } from '#lib/study/heat/mean-heat.ts';
import { ensembleHeat, heatMembers } from '#lib/study/heat/system-heat.ts';
import { ENSEMBLE } from '#lib/study/systems/systems.svelte.ts';
import { gridWords } from '#lib/cells/where-they-look/gallery-words.ts';
import { fakeStudy } from './fake-study.ts';

const study = fakeStudy({ test: 60, val: 40 });
const { systems, table, results } = study;
const rows = table.evaluatedRows.slice(0, 6);

describe('heat of the ensemble', () => {
	test('is the mean of the placed maps with the weights of the grade', () => {
		for (const scheme of ['mean', 'f1'] as const) {
			systems.scheme = scheme;
			for (const alignment of ['aligned', 'stretched'] as const) {
				const heat = ensembleHeat(heatMembers(study, ENSEMBLE), rows[0], 3, alignment)!;
				const maps = results.map((one) => heatOf(one, rows[0], 3, alignment)!);
				const { table: weights } = systems.weights[scheme];
				for (const pixel of [0, 9_000, 25_088, 30_000, 50_175]) {
					const expected = maps.reduce((sum, map, m) => sum + weights[m][3] * map[pixel], 0);
					expect(heat[pixel]).toBeCloseTo(expected, 6);
				}
			}
		}
	});

	test('is unknown while one map is missing; a network alone is its own map', () => {
		const partial = fakeStudy({ test: 4, val: 0, stored: ['xception'] });
		expect(ensembleHeat(heatMembers(partial, ENSEMBLE), 0, 1, 'aligned')).toBeNull();
		expect(ensembleHeat(heatMembers(partial, 'xception'), 0, 1, 'aligned')).toEqual(
			heatOf(partial.results[0], 0, 1, 'aligned')
		);
		expect(ensembleHeat(heatMembers(partial, 'nobody'), 0, 1, 'aligned')).toBeNull();
	});
});

describe('mean heat', () => {
	test('equals the mean of the heat of each knee, left ones mirrored, each for its own grade', () => {
		systems.scheme = 'accuracy';
		for (const id of ['inception_resnet_v2', ENSEMBLE]) {
			const members = heatMembers(study, id);
			const knees = rows.map((row, i) => ({ row, side: table.knees[row].side, grade: i % 5 }));
			expect(new Set(knees.map(({ side }) => side)).size).toBe(2);
			const mean = meanHeat(members, knees, 'aligned')!;
			expect(mean.knees).toBe(knees.length);
			const each = knees.map(({ row, side, grade }) => {
				const heat = ensembleHeat(members, row, grade, 'aligned')!;
				return side === 'L' ? mirrorMap(heat, IMAGE_SIZE, IMAGE_SIZE) : heat;
			});
			for (let pixel = 0; pixel < mean.heat.length; pixel += 997) {
				const expected = each.reduce((sum, heat) => sum + heat[pixel], 0) / each.length;
				expect(mean.heat[pixel]).toBeCloseTo(expected, 5);
			}
		}
	});

	test('leaves out knees whose maps are not here and counts the others', () => {
		const partial = fakeStudy({ test: 8, val: 0, stored: ['xception'], live: 3 });
		const knees = partial.table.evaluatedRows.map((row) => ({ row, side: 'R' as const, grade: 2 }));
		expect(meanHeat(heatMembers(partial, ENSEMBLE), knees, 'aligned')?.knees).toBe(3);
		expect(meanHeat(heatMembers(partial, 'xception'), knees, 'aligned')?.knees).toBe(8);
		expect(meanHeat(heatMembers(partial, 'xception'), [], 'aligned')).toBeNull();
	});
});

test('the mean film mirrors left knees, and stops when it is aborted', async () => {
	const knees = rows.slice(0, 2).map((row) => table.knees[row]);
	const means: { data: Float32Array; knees: number }[] = [];
	await meanFilm(study.images, knees, (mean) => means.push(mean));
	const [a, b] = await Promise.all(
		knees.map(async (knee) => {
			const pixels = await study.images.pixels(knee);
			return knee.side === 'L' ? mirrorMap(pixels, IMAGE_SIZE, IMAGE_SIZE) : pixels;
		})
	);
	expect(means.map((mean) => mean.knees)).toEqual([2]);
	for (const pixel of [100, 20_000, 40_001]) {
		expect(means[0].data[pixel]).toBeCloseTo((a[pixel] + b[pixel]) / 2, 4);
	}
	const abort = meanFilm(study.images, knees, () => {}, AbortSignal.abort());
	await expect(abort).rejects.toMatchObject({ name: 'AbortError' });
});

describe('rows of the gallery', () => {
	const system = systems.models[1];
	const order = shuffled(table.evaluatedRows.filter((row) => table.grades[row] === 2));
	const row = (filter: 'right' | 'wrong' | 'all', turn = 0) =>
		galleryRow(table, system, 2, filter, order, turn, 5);

	test('hold the knees of the filter, and one of the other kind', () => {
		const right = row('right');
		const wrong = row('wrong');
		expect(right.matching.length + wrong.matching.length).toBe(right.read);
		expect(right.matching.every((one) => system.predictions[one] === 2)).toBe(true);
		expect(wrong.matching.every((one) => system.predictions[one] !== 2)).toBe(true);
		expect(wrong.matching).toContain(right.other);
		expect(right.matching).toContain(wrong.other);
		expect(row('all').other).toBeNull();
		expect(row('all').matching).toHaveLength(order.length);
	});

	test('show others with every turn until all have been shown, the same every time', () => {
		const { matching } = row('all');
		const turns = Math.ceil(matching.length / 5);
		const shown = Array.from({ length: turns }, (_, turn) => row('all', turn).shown);
		expect(new Set(shown.flat())).toEqual(new Set(matching));
		expect(shown[1].some((one) => shown[0].includes(one))).toBe(false);
		expect(row('all', 1).shown).toEqual(shown[1]);
		expect(shuffled([1, 2, 3, 4, 5, 6])).toEqual(shuffled([1, 2, 3, 4, 5, 6]));
	});

	test('leave out what is not read', () => {
		const empty = fakeStudy({ test: 10, val: 0, stored: [] });
		const of = galleryRow(
			empty.table,
			empty.systems.models[0],
			0,
			'all',
			empty.table.evaluatedRows,
			0,
			5
		);
		expect(of).toMatchObject({ all: 10, read: 0, matching: [], shown: [], other: null });
		expect(heatGradeOf(empty.table, empty.systems.models[0], 0, 'own')).toBeNull();
		expect(heatGradeOf(empty.table, empty.systems.models[0], 0, 4)).toBe(4);
	});
});

test('grids in words', () => {
	expect(gridWords([null])).toBeNull();
	expect(gridWords([{ rows: 7, columns: 7 }, null, { rows: 7, columns: 7 }])).toBe('7 × 7');
	expect(
		gridWords([
			{ rows: 7, columns: 7 },
			{ rows: 5, columns: 5 }
		])
	).toBe('7 × 7 or 5 × 5');
});

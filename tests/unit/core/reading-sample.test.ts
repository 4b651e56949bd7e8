import { describe, expect, test } from 'vitest';
import { Random } from '#lib/core/statistics/random.ts';
import { gradeQuotas, readingSample, type DrawnKnee } from '#lib/core/records/reading-sample.ts';

/** `A01` is subject A with a left knee of grade 0 and a right one of grade 1; `B0` has one knee. */
function kneesOf(...subjects: string[]): DrawnKnee[] {
	return subjects.flatMap(([subject, ...grades]) =>
		grades.map((grade, i) => ({ id: `${subject}${'LR'[i]}`, subject, grade: Number(grade) }))
	);
}

/** A set like the real one: grades uneven, two knees a subject. */
const many: DrawnKnee[] = Array.from({ length: 600 }, (_, i) => ({
	id: `${1000 + (i >> 1)}${i % 2 ? 'R' : 'L'}`,
	subject: String(1000 + (i >> 1)),
	grade: [0, 0, 0, 1, 2, 2, 1, 0, 3, 2, 0, 4][(i * 7 + (i >> 4)) % 12]
}));

const seeds = Array.from({ length: 40 }, (_, i) => i);

describe('quotas', () => {
	const quotas = (available: number[], count: number, seed = 1) =>
		gradeQuotas(available, count, Random.fromSeed(seed));

	test('equal shares; a grade with too few gives all, the others share the rest (by hand)', () => {
		expect(quotas([100, 100, 100, 100, 100], 20)).toEqual([4, 4, 4, 4, 4]);
		expect(quotas([100, 100, 100, 100, 2], 18)).toEqual([4, 4, 4, 4, 2]);
		expect(quotas([9, 0, 1, 9, 0], 11)).toEqual([5, 0, 1, 5, 0]);
		expect(quotas([3, 2, 1, 0, 0], 6)).toEqual([3, 2, 1, 0, 0]);
	});

	test('what cannot be shared equally goes to other grades with other seeds', () => {
		const seen = new Set<string>();
		for (const seed of seeds) {
			const drawn = quotas([50, 50, 50, 50, 50], 12, seed);
			expect([...drawn].sort()).toEqual([2, 2, 2, 3, 3]);
			seen.add(drawn.join());
		}
		expect(seen.size).toBeGreaterThan(5);
	});

	test('more than there are, none or a fraction is refused', () => {
		for (const count of [7, 0, -1, 1.5]) {
			expect(() => quotas([3, 3], count)).toThrow(/Cannot draw .* from 6; choose a number up to 6/);
		}
	});
});

describe('the sample', () => {
	test('holds equally many of each grade, no knee and no subject twice', () => {
		for (const seed of seeds) {
			for (const count of [10, 20, 50, 100]) {
				const drawn = readingSample(many, count, seed).map((index) => many[index]);
				expect(new Set(drawn.map(({ id }) => id)).size).toBe(count);
				expect(new Set(drawn.map(({ subject }) => subject)).size).toBe(count);
				for (const grade of [0, 1, 2, 3, 4]) {
					expect(drawn.filter((knee) => knee.grade === grade)).toHaveLength(count / 5);
				}
			}
		}
	});

	test('the same seed draws the same knees whatever the order of the list, another seed others', () => {
		const ids = (list: readonly DrawnKnee[], seed: number) =>
			readingSample(list, 20, seed).map((index) => list[index].id);
		expect(ids(many, 7)).toEqual(ids(many.toReversed(), 7));
		expect(ids(many, 7)).toEqual(
			ids(
				many.toSorted((a, b) => a.grade - b.grade),
				7
			)
		);
		const other = new Set(ids(many, 8));
		expect(ids(many, 7).filter((id) => other.has(id)).length).toBeLessThan(10);
	});

	test('where only one choice repeats no subject, it is found (by hand)', () => {
		// Grade 4 is E's alone, so 3 must be D's, 2 C's, 1 B's and 0 A's.
		const chain = kneesOf('A01', 'B12', 'C23', 'D34', 'E4');
		const only = ['AL', 'BL', 'CL', 'DL', 'EL'];
		// Turned round: grade 0 is E's alone, so 1 must be D's, and so on.
		const turned = kneesOf('A43', 'B32', 'C21', 'D10', 'E0');
		for (const seed of seeds) {
			for (const list of [chain, turned]) {
				const drawn = readingSample(list, 5, seed).map((index) => list[index].id);
				expect(drawn.toSorted()).toEqual(only);
			}
		}
	});

	test('a subject comes twice only where nothing else is left', () => {
		const list = kneesOf('A01', 'B01');
		for (const seed of seeds) {
			const two = readingSample(list, 2, seed).map((index) => list[index]);
			expect(new Set(two.map(({ subject }) => subject)).size).toBe(2);
			expect(two.map(({ grade }) => grade).toSorted()).toEqual([0, 1]);
			expect(readingSample(list, 4, seed).toSorted()).toEqual([0, 1, 2, 3]);
		}
	});

	test('every knee of a grade comes about equally often, and every grade comes first about as often', () => {
		const list = kneesOf('A0', 'B0', 'C0', 'D0', 'E1', 'F2', 'G3', 'H4');
		const draws = 2000;
		const times = new Map<string, number>();
		const first = new Array<number>(5).fill(0);
		for (let seed = 0; seed < draws; seed++) {
			const drawn = readingSample(list, 5, seed).map((index) => list[index]);
			first[drawn[0].grade]++;
			for (const { id } of drawn) times.set(id, (times.get(id) ?? 0) + 1);
		}
		// Five standard deviations of a binomial count.
		for (const id of ['AL', 'BL', 'CL', 'DL']) {
			expect(Math.abs(times.get(id)! - draws / 4)).toBeLessThan(5 * Math.sqrt((draws * 3) / 16));
		}
		for (const count of first) {
			expect(Math.abs(count - draws / 5)).toBeLessThan(5 * Math.sqrt((draws * 4) / 25));
		}
	});

	test('links keep their knees: a draw that must never change', () => {
		expect(readingSample(many, 10, 7).map((index) => many[index].id)).toMatchInlineSnapshot(`
			[
			  "1175R",
			  "1056L",
			  "1074R",
			  "1195L",
			  "1052R",
			  "1064L",
			  "1223R",
			  "1142R",
			  "1146L",
			  "1149R",
			]
		`);
	});
});

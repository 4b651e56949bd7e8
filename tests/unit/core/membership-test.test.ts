import { describe, expect, it } from 'vitest';
import { exchangeUnits } from '#lib/core/comparison/exchange-units.ts';
import {
	canBeTested,
	membershipTest,
	type MembershipStatistic
} from '#lib/core/slices/membership-test.ts';
import { MembershipShuffle } from '#lib/core/slices/membership-shuffle.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { expectClose } from './fixtures.ts';
import { sliceReferences } from './slice-reference.ts';

/** Mean of the members less that of the others. */
function differenceOfMeans(
	values: readonly number[],
	inside: number
): Required<MembershipStatistic> {
	const outside = values.length - inside;
	const added = values.map((value) => value / inside + value / outside);
	const constant = -values.reduce((sum, value) => sum + value, 0) / outside;
	return {
		linear: { values: added, constant },
		of: (members) => Array.from(members).reduce((sum, i) => sum + added[i], constant)
	};
}

const positions = (marks: ArrayLike<number>) =>
	Array.from(marks).flatMap((mark, i) => (mark === 1 ? [i] : []));

describe('membershipTest', () => {
	it('is Fisher’s exact test for one knee a subject', () => {
		for (const { count, wrong, inside, wrongInside, p, fisher } of sliceReferences.fisher) {
			const values = Array.from({ length: count }, (_, i) =>
				i < wrongInside || (i >= inside && i < inside + wrong - wrongInside) ? 1 : 0
			);
			const marks = Uint8Array.from(values, (_, i) => Number(i < inside));
			const units = exchangeUnits([...values.keys()], new Int8Array(count), marks, 'subjects');
			const statistic = differenceOfMeans(values, inside);
			const found = membershipTest(units, statistic, positions(marks))!;
			expect(found.draws).toBeNull();
			expectClose(found.p, p, 1e-10, `${count} ${wrong} ${inside}`);
			if (count === 132 && inside === 12) expectClose(found.p, fisher, 1e-10, 'scipy');
		}
	});

	it.each(sliceReferences.enumerated)(
		'equals the count of all $arrangements exchanges: $name',
		({ subjects, kinds, inSlice, values, by, arrangements, p }) => {
			const marks = Uint8Array.from(inSlice);
			const units = exchangeUnits(subjects, kinds, marks, by);
			expect(units.logArrangements).toBeCloseTo(Math.log(arrangements), 9);
			expect(canBeTested(units)).toBe(arrangements >= 20);
			const members = positions(marks);
			const statistic = differenceOfMeans(values, members.length);
			const exact = membershipTest(units, statistic, members)!;
			expect(exact.draws).toBeNull();
			expectClose(exact.p, p, 1e-9, 'counted');
			const drawn = membershipTest(units, { of: statistic.of }, members, { mostDraws: 20_000 })!;
			expectClose(drawn.p, p, 4.5 * Math.sqrt((p * (1 - p)) / drawn.draws!) + 1e-4, 'drawn');
		}
	);

	it('repeats itself for a seed, and is not below 1 / (draws + 1)', () => {
		const values = Array.from({ length: 400 }, (_, i) => Number(i < 60));
		const marks = Uint8Array.from(values);
		const units = exchangeUnits([...values.keys()], new Int8Array(400), marks, 'subjects');
		const { of } = differenceOfMeans(values, 60);
		const options = { seed: 5, mostDraws: 99 };
		expect(membershipTest(units, { of }, positions(marks), options)).toEqual({
			p: 0.01,
			draws: 99
		});
	});

	it('does not know a statistic that is undefined, and counts undefined draws as far off', () => {
		const marks = Uint8Array.from({ length: 30 }, (_, i) => Number(i < 10));
		const units = exchangeUnits([...marks.keys()], new Int8Array(30), marks, 'subjects');
		expect(membershipTest(units, { of: () => NaN }, positions(marks))).toBeNull();
		let calls = 0;
		const later = { of: () => (calls++ === 0 ? 1 : NaN) };
		expect(membershipTest(units, later, positions(marks))!.p).toBe(1);
	});
});

describe('MembershipShuffle', () => {
	it('draws every member equally often, as many of a kind as there were, and keeps subjects together', () => {
		const subjects = Array.from({ length: 60 }, (_, i) => i >> 1);
		const kinds = subjects.map((subject) => Number(subject >= 20));
		const marks = Uint8Array.from(subjects, (subject) => Number(subject % 5 === 0));
		const shuffle = new MembershipShuffle(exchangeUnits(subjects, kinds, marks, 'subjects'));
		const random = Random.fromSeed(2);
		const times = new Float64Array(60);
		const draws = 20_000;
		for (let draw = 0; draw < draws; draw++) {
			shuffle.draw(random);
			const members = new Set(shuffle.members);
			if (draw < 50) {
				expect(members.size).toBe(12);
				expect([...members].filter((knee) => kinds[knee] === 0)).toHaveLength(8);
				for (const knee of members) expect(members.has(knee ^ 1)).toBe(true);
			}
			for (const knee of shuffle.members) times[knee]++;
		}
		for (const of of times) expect(Math.abs(of / draws - 0.2)).toBeLessThan(0.015);
	});

	it('turns the sides of a subject where one of two like knees is in', () => {
		const subjects = Array.from({ length: 40 }, (_, i) => i >> 1);
		const left = Uint8Array.from(subjects, (_, i) => Number(i % 2 === 0));
		const units = exchangeUnits(subjects, new Int8Array(40), left, 'subjects');
		expect(units.logArrangements).toBeCloseTo(20 * Math.LN2, 10);
		const shuffle = new MembershipShuffle(units);
		const random = Random.fromSeed(3);
		let lefts = 0;
		for (let draw = 0; draw < 2000; draw++) {
			shuffle.draw(random);
			expect(new Set(Array.from(shuffle.members, (knee) => knee >> 1)).size).toBe(20);
			lefts += shuffle.members.filter((knee) => knee % 2 === 0).length;
		}
		expect(Math.abs(lefts / 40_000 - 0.5)).toBeLessThan(0.012);
	});
});

describe('exchangeUnits', () => {
	const subjects = [0, 0, 1, 1, 2, 2, 3, 3];
	/** The other knee of each is of the other grade. */
	const grades = [1, 2, 2, 1, 1, 2, 2, 1];

	it('leaves subjects nothing to exchange where their grades decide who is in, but single knees', () => {
		const worse = Uint8Array.from(grades, (grade) => Number(grade === 2));
		const whole = exchangeUnits(subjects, grades, worse, 'subjects');
		expect(whole).toMatchObject({ logArrangements: 0, freedom: 0 });
		expect(canBeTested(whole)).toBe(false);
	});

	it('leaves out what is not compared', () => {
		const marks = Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0]);
		const one = exchangeUnits(subjects, [1, -1, -1, 1, 1, -1, -1, 1], marks, 'subjects');
		expect(one.strata).toHaveLength(1);
		expect(one.logArrangements).toBeCloseTo(Math.log(4), 12);
		expect(one.freedom).toBeCloseTo(4 * 0.25 * 0.75, 12);
	});
});

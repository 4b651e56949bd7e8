import { describe, expect, it } from 'vitest';
import { samplePhantoms } from '#lib/phantom/sample/series.ts';

const REAL = [38.6, 17.9, 27, 13.5, 3.1];
const sample = (count: number, prevalence: readonly number[]) =>
	samplePhantoms({ seed: 5, count, prevalence, firstSubject: 1000001 });

describe('samplePhantoms', () => {
	it('matches the wanted prevalence exactly', () => {
		const counts = [0, 0, 0, 0, 0];
		for (const { grade } of sample(1000, REAL)) counts[grade] += 1;
		// 1000 * share / 100.1, largest remainders first: 385.61 178.82 269.73 134.87 30.97
		expect(counts).toEqual([385, 179, 270, 135, 31]);
	});

	it('gives every subject one left and one right knee, of one seed', () => {
		const knees = sample(200, REAL);
		for (let i = 0; i < knees.length; i += 2) {
			expect(knees[i].subject).toBe(String(1000001 + i / 2));
			expect(knees[i + 1].subject).toBe(knees[i].subject);
			expect(knees[i + 1].seed).toBe(knees[i].seed);
			expect([knees[i].side, knees[i + 1].side]).toEqual(['L', 'R']);
		}
	});

	it('correlates the knees of a subject as in real data', () => {
		const knees = sample(4000, REAL);
		let same = 0;
		let far = 0;
		for (let i = 0; i < knees.length; i += 2) {
			const apart = Math.abs(knees[i].grade - knees[i + 1].grade);
			if (apart === 0) same += 1;
			if (apart >= 2) far += 1;
		}
		expect(Math.abs(same / 2000 - 0.5)).toBeLessThan(0.05);
		expect(Math.abs(far / 2000 - 1 / 6)).toBeLessThan(0.04);
	});

	it('repeats itself and changes with the seed', () => {
		const options = { count: 20, prevalence: REAL, firstSubject: 1000001 };
		expect(samplePhantoms({ ...options, seed: 1 })).toEqual(
			samplePhantoms({ ...options, seed: 1 })
		);
		expect(samplePhantoms({ ...options, seed: 1 })).not.toEqual(
			samplePhantoms({ ...options, seed: 2 })
		);
	});

	it('refuses half subjects, malformed shares and subject numbers without seven digits', () => {
		const options = { seed: 1, count: 10, prevalence: REAL, firstSubject: 1000001 };
		expect(() => samplePhantoms({ ...options, count: 9 })).toThrow(/must be even/);
		expect(() => samplePhantoms({ ...options, prevalence: [1, 1] })).toThrow(/five shares/);
		expect(() => samplePhantoms({ ...options, firstSubject: 12 })).toThrow(/seven digits/);
	});
});

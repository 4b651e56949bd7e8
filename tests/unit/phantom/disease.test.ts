import { describe, expect, it } from 'vitest';
import { sampleDisease, type SampledDisease } from '#lib/phantom/sample/disease.ts';
import { jointSpaceMm } from '#lib/phantom/joint-space.ts';
import { findings, gradeFindings } from '#lib/phantom/sample/reader.ts';

const KNEES = Array.from({ length: 8000 }, (_, seed) => sampleDisease(seed)).flatMap(({ L, R }) => [
	L,
	R
]);
const ofGrade = (grade: number) => KNEES.filter((knee) => knee.grade === grade);
const quantile = (values: number[], p: number) =>
	[...values].sort((a, b) => a - b)[Math.floor(p * (values.length - 1))];

const SIGNS: Record<
	string,
	{ of: (knee: SampledDisease) => number; medians: number[]; within: number }
> = {
	'minimum joint-space width': {
		of: (k) => Math.min(...Object.values(jointSpaceMm(k))),
		medians: [4.9, 4.6, 4.0, 2.5, 0.6],
		within: 0.2
	},
	'largest osteophyte': {
		of: (k) => Math.max(...Object.values(k.osteophyteMm)),
		medians: [0.2, 1.2, 2.9, 4.2, 6.6],
		within: 0.4
	},
	sclerosis: {
		of: (k) => Math.max(k.sclerosis.medial, k.sclerosis.lateral),
		medians: [0.05, 0.09, 0.23, 0.52, 0.91],
		within: 0.04
	},
	attrition: {
		of: (k) => Math.max(k.attritionMm.medial, k.attritionMm.lateral),
		medians: [0, 0, 0.03, 0.8, 2.9],
		within: 0.25
	}
};

describe('sampleDisease', () => {
	for (const [name, { of, medians, within }] of Object.entries(SIGNS)) {
		it(`has the median ${name} of every grade`, () => {
			medians.forEach((median, grade) =>
				expect(Math.abs(quantile(ofGrade(grade).map(of), 0.5) - median)).toBeLessThan(within)
			);
		});
	}

	it('leads medially in about 72 %', () => {
		const share = KNEES.filter(({ leading }) => leading === 'medial').length / KNEES.length;
		expect(Math.abs(share - 0.72)).toBeLessThan(0.02);
	});

	it('states widths and narrowing that agree', () => {
		const healthyMm = { medial: 5, lateral: 6 };
		expect(jointSpaceMm({ healthyMm, narrowing: { medial: 0.5, lateral: 0 } })).toEqual({
			medial: 2.5,
			lateral: 6
		});
		expect(jointSpaceMm({ healthyMm, narrowing: { medial: 0.25, lateral: 1 } })).toEqual({
			medial: 3.75,
			lateral: 0.1
		});
	});
});

describe('the readers', () => {
	it('agree in about 77.5 %, balanced over the grades', () => {
		const agreement = [0, 1, 2, 3, 4].map((grade) => {
			const knees = ofGrade(grade);
			return knees.filter((knee) => knee.secondReaderGrade === grade).length / knees.length;
		});
		expect(Math.abs(agreement.reduce((a, b) => a + b, 0) / 5 - 0.775)).toBeLessThan(0.015);
		expect(Math.min(...agreement)).toBe(agreement[1]);
	});

	it('grade by the rule', () => {
		const f = { osteophytes: 0, thirdOsteophyte: 0, narrowing: 0, sclerosis: 0, attrition: 0 };
		expect(gradeFindings(f)).toBe(0);
		expect(gradeFindings({ ...f, osteophytes: 0.75, narrowing: 0.2 })).toBe(0);
		expect(gradeFindings({ ...f, osteophytes: 0.8 })).toBe(1);
		expect(gradeFindings({ ...f, narrowing: 0.21 })).toBe(1);
		expect(gradeFindings({ ...f, osteophytes: 2 })).toBe(2);
		expect(gradeFindings({ ...f, osteophytes: 2, narrowing: 0.34 })).toBe(2);
		expect(gradeFindings({ ...f, osteophytes: 2, narrowing: 0.34, sclerosis: 0.31 })).toBe(3);
		expect(gradeFindings({ ...f, osteophytes: 2, narrowing: 0.34, thirdOsteophyte: 1.3 })).toBe(3);
		const worst = { ...f, osteophytes: 3.6, narrowing: 0.71, thirdOsteophyte: 2 };
		expect(gradeFindings(worst)).toBe(3);
		expect(gradeFindings({ ...worst, sclerosis: 0.56 })).toBe(4);
		expect(gradeFindings({ ...worst, attrition: 1.7 })).toBe(4);
	});

	it('weigh the mean of the two largest osteophytes, the third, and the worse compartment', () => {
		const both = (medial: number, lateral: number) => ({ medial, lateral });
		const knee = {
			...KNEES[0],
			osteophyteMm: {
				'femur-medial': 3,
				'femur-lateral': 0.5,
				'tibia-medial': 5,
				'tibia-lateral': 1
			},
			narrowing: both(0.2, 0.6),
			sclerosis: both(0.7, 0.1),
			attritionMm: both(0, 1)
		};
		expect(findings(knee)).toEqual({
			osteophytes: 4,
			thirdOsteophyte: 1,
			narrowing: 0.6,
			sclerosis: 0.7,
			attrition: 1
		});
	});
});

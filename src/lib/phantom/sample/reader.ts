import type { RandomStream } from '#lib/phantom/random.ts';
import type { KneeDisease } from '#lib/phantom/spec.ts';
import { COMPARTMENTS, type Grade } from '#lib/phantom/truth.ts';

/** What a reader weighs when grading a knee. */
export interface Findings {
	/** Mean of the two largest osteophytes, mm. */
	osteophytes: number;
	/** Third largest osteophyte, mm. */
	thirdOsteophyte: number;
	/** Largest fraction of joint space lost. */
	narrowing: number;
	/** Largest sclerosis, 0-1. */
	sclerosis: number;
	/** Largest attrition, mm. */
	attrition: number;
}

/** The findings of a knee as they are, before any reader's noise. */
export function findings(disease: Omit<KneeDisease, 'healthyMm'>): Findings {
	const sizes = Object.values(disease.osteophyteMm).sort((a, b) => b - a);
	const worst = (sign: KneeDisease['narrowing']) => Math.max(...COMPARTMENTS.map((c) => sign[c]));
	return {
		osteophytes: (sizes[0] + sizes[1]) / 2,
		thirdOsteophyte: sizes[2],
		narrowing: worst(disease.narrowing),
		sclerosis: worst(disease.sclerosis),
		attrition: worst(disease.attritionMm)
	};
}

/** A Kellgren-Lawrence-like grade from findings: osteophytes first, then narrowing, then sclerosis and deformity. */
export function gradeFindings(f: Findings): Grade {
	const deformed = f.sclerosis > 0.55 || f.attrition > 1.6;
	if (f.narrowing > 0.7 && f.osteophytes > 3.5 && deformed) return 4;
	const established = f.thirdOsteophyte > 1.2 || f.sclerosis > 0.3;
	if (f.narrowing > 0.33 && f.osteophytes > 1.9 && established) return 3;
	if (f.osteophytes > 1.9) return 2;
	if (f.osteophytes > 0.75 || f.narrowing > 0.2) return 1;
	return 0;
}

/** One reading: the findings as a human reader would see them, with error, and the grade that follows. */
export function readGrade(disease: KneeDisease, random: RandomStream): Grade {
	const f = findings(disease);
	return gradeFindings({
		osteophytes: f.osteophytes * (1 + random.normal(0, 0.06)) + random.normal(0, 0.5),
		thirdOsteophyte: f.thirdOsteophyte,
		narrowing: f.narrowing + random.normal(0, 0.07),
		sclerosis: f.sclerosis + random.normal(0, 0.12),
		attrition: f.attrition + random.normal(0, 0.5)
	});
}

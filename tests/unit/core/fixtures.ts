import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** A JSON file that tests/fixtures/statistics/make_fixtures.py wrote. */
export function fixture<Content>(name: string): Content {
	const path = new URL(`../../fixtures/statistics/${name}`, import.meta.url);
	return JSON.parse(readFileSync(path, 'utf8')) as Content;
}

/** Numbers, null and arrays of them, equal to within an absolute tolerance; null equals only null. */
export function expectClose(actual: unknown, expected: unknown, tolerance: number, at = 'value') {
	if (Array.isArray(expected)) {
		const list = actual as ArrayLike<unknown>;
		expect(list.length, `${at} length`).toBe(expected.length);
		expected.forEach((item, i) => expectClose(list[i], item, tolerance, `${at}[${i}]`));
	} else if (typeof expected === 'number') {
		expect(actual, at).toBeTypeOf('number');
		const difference = Math.abs((actual as number) - expected);
		expect(
			difference,
			`${at}: ${String(actual)} instead of ${String(expected)}`
		).toBeLessThanOrEqual(tolerance);
	} else {
		expect(actual, at).toBe(expected);
	}
}

export interface Summary {
	confusion: number[][];
	count: number;
	accuracy: number;
	balancedAccuracy: number;
	kappa: number | null;
	linearWeightedKappa: number | null;
	quadraticWeightedKappa: number | null;
	meanAbsoluteError: number;
	macroF1: number;
	recall: (number | null)[];
	precision: (number | null)[];
	f1: (number | null)[];
	support: number[];
	normalised: Record<'row' | 'column' | 'all', (number | null)[][]>;
}

export interface Classification {
	cases: {
		name: string;
		truth: Record<'val' | 'test', number[]>;
		members: Record<'val' | 'test', number[][]>;
		summaries: Record<'val' | 'test', Summary[]>;
		ensembles: Record<
			'mean' | 'accuracy' | 'f1',
			{ weights: number[][]; equalClasses: number[]; firstScores: number[]; summary: Summary }
		>;
	}[];
	limits: { truth: number[]; predicted: number[]; summary: Summary }[];
	softmax: { logits: number[]; probabilities: number[] };
}

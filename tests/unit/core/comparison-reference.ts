import { fixture } from './fixtures.ts';

interface Adjusted {
	p: number[];
	holm: number[];
	benjaminiHochberg: number[];
}

interface ComparisonReferences {
	subjects: number[];
	truth: number[];
	/** Probabilities of three systems in parts of 1024. */
	parts: [number[], number[], number[]];
	families: Adjusted[];
	rules: {
		costs: number[][];
		training: number[];
		target: number[];
		adjusted: number[];
		priorAdjusted: number[];
		expectedCosts: number[];
		minimumCost: number[];
		expectedGrades: number[];
		expectedGrade: number[];
	};
	screening: {
		/** The first is null for infinity. */
		thresholds: (number | null)[];
		sensitivity: number[];
		falsePositiveRate: number[];
		auc: number;
		at: {
			threshold: number;
			sensitivity: number;
			specificity: number;
			positivePredictiveValue: number | null;
			negativePredictiveValue: number | null;
		}[];
		forSensitivity: { wanted: number; threshold: number }[];
	};
}

/** What tests/reference/comparison_statistics.py wrote. */
export const comparisonReferences = fixture<ComparisonReferences>('comparisons.json');

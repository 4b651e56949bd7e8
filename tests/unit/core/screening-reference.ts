import { fromParts } from './score-cases.ts';
import type { PredictiveValues } from '#lib/core/screening/predictive-values.ts';
import { fixture } from './fixtures.ts';
import { screeningScores } from '#lib/core/metrics/screening.ts';

export type StandardisedName =
	'accuracy' | 'macroF1' | 'meanAbsoluteError' | 'quadraticWeightedKappa' | 'balancedAccuracy';

type Ends = [lower: number, upper: number];

interface LeastInterval {
	/** False positive rate and sensitivity, each with its interval, and the interval of their ratio. */
	ratio: [of: [number, ...Ends], over: [number, ...Ends], ends: Ends];
	interval: Ends;
}

interface ScreeningReferences {
	subjects: number[];
	truth: number[];
	/** Probabilities of two systems in parts of 1024. */
	parts: number[][];
	decision: {
		thresholds: number[];
		own: number[][];
		at10: number[][];
		treatAll: number[];
		treatAllAt10: number[];
		standardised: number[][];
		intervalAt: number;
		interval: Ends;
		overTreatAllInterval: Ends;
		differenceInterval: Ends;
	};
	/** Of the first system. */
	predictive: {
		threshold: number;
		at: { prevalence: number; values: PredictiveValues }[];
		/** Of the positive predictive value at a prevalence of .05, from those of the two shares. */
		least: LeastInterval;
		/** The same if no negative case were called positive. */
		leastWithoutAlarms: LeastInterval;
		/** At a prevalence of .05, of the bootstrap. */
		positiveInterval: Ends;
		negativeInterval: Ends;
	};
	/** Of the first system by argmax. */
	standardised: { shares: number[] } & Record<StandardisedName, number>;
	/** Of both systems, clustered by subject; `independent` with a subject for each case. */
	aucs: {
		areas: number[];
		covariance: number[][];
		independent: number[][];
		difference: number;
		error: number;
		p: number;
		firstInterval: Ends;
	};
	sensitivities: {
		at: { specificity: number; sensitivities: number[] }[];
		/** At a specificity of .8. */
		differenceInterval: Ends;
	};
}

/** What tests/reference/screening_statistics.py wrote. */
export const screeningReferences = fixture<ScreeningReferences>('screening.json');

const { truth, subjects, parts } = screeningReferences;
export const screened = { positive: truth.map((grade) => grade >= 2), subjects };
export const screenedScores = parts.map((of) => screeningScores(fromParts(of), 5, 2));

import { fixture } from './fixtures.ts';

export interface Diagram {
	bins: number;
	knees: number[];
	share: number[];
	probability: number[];
	wilson: [number, number][];
}

export interface Curve {
	points: { threshold: number; coverage: number; risk: number }[];
	area: number;
	lowestArea: number;
}

export interface ScoreCase {
	name: string;
	subjects: number[];
	truth: number[];
	parts: number[];
	brier: number;
	logLoss: number;
	auc: { perGrade: (number | null)[]; macro: number | null };
	calibration: {
		top: Record<string, number>;
		classwise: Record<string, number>;
		topDiagram: Diagram;
		gradeDiagrams: Diagram[];
	};
	riskCoverage: { error: Curve; distance: Curve };
	gradeErrors: {
		perGrade: (number | null)[];
		balanced: number;
		worst: { grade: number; error: number };
	};
	costs: {
		matrix: number[][];
		priors: number[];
		observed: number;
		observedNormalised: number | null;
		withPriors: number | null;
		withPriorsNormalised: number | null;
	};
}

interface ScoreReferences {
	cases: ScoreCase[];
	temperatures: {
		truth: number[];
		logits: number[];
		temperature: number;
		before: number;
		after: number;
	}[];
	wilson: { hits: number; count: number; interval: [number, number] }[];
	clustered: {
		subjects: number[];
		hits: number;
		effective: number;
		interval: [number, number];
	}[];
}

/** What tests/reference/score_statistics.py wrote. */
export const scoreReferences = fixture<ScoreReferences>('scores.json');

/** The fixtures made by the scripts in tests/reference write probabilities in parts of 1024. */
export function fromParts(parts: readonly number[]): number[] {
	return parts.map((part) => part / 1024);
}

/** Each knee as many times as its weight says. */
export function repeated<Value>(values: readonly Value[], weights: ArrayLike<number>): Value[] {
	return values.flatMap((value, i) => new Array<Value>(weights[i]).fill(value));
}

/** Rows of `[n, 5]` likewise. */
export function repeatedRows(rows: readonly number[], weights: ArrayLike<number>): number[] {
	const list = Array.from({ length: rows.length / 5 }, (_, i) => rows.slice(5 * i, 5 * i + 5));
	return repeated(list, weights).flat();
}

/** Whole weights that leave some knees out, the same in every run. */
export function someWeights(knees: number): Uint32Array {
	return Uint32Array.from({ length: knees }, (_, i) => (i * 7 + 3) % 4);
}

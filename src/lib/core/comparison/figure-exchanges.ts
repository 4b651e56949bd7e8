import { binOf, CALIBRATION_BINS } from '#lib/core/metrics/calibration.ts';
import { confusionMatrix, rowTotals } from '#lib/core/metrics/confusion.ts';
import {
	effectOfOneSubject,
	pairOfSums,
	type ExchangedPair,
	type KneeSums,
	type ValueOfSums
} from './exchanged-sums.ts';
import type { CostMatrix } from '#lib/core/metrics/expected-cost.ts';
import {
	isScoreFigure,
	type FigureName,
	type MatrixFigure,
	type ScoreFigure
} from '#lib/core/metrics/headline-figures.ts';
import { brierLosses, logLosses } from '#lib/core/metrics/probability-scores.ts';
import { aucExchanges } from './roc-exchanges.ts';
import type { SubjectGroups } from '#lib/core/statistics/subject-resamples.ts';

/** Knees as several systems read them. */
export interface ComparedReadings {
	/** `[knees]` true grades. */
	truth: ArrayLike<number>;
	groups: SubjectGroups;
	/** One `[knees]` list of predicted grades a system. */
	systems: readonly ArrayLike<number>[];
	/** As many rows and columns as there are classes. */
	costs: CostMatrix;
}

/** The same with the scores they were read from. */
export interface ComparedScores extends ComparedReadings {
	/** Row-major `[knees, classes]`, one a system, 0 or more. */
	scores: readonly ArrayLike<number>[];
	/** Row-major `[knees, classes]`, one a system, rows sum to 1; null where its scores mean no probabilities. */
	probabilities: readonly (ArrayLike<number> | null)[];
}

/** Two of the systems compared by one figure; null where it is not known of either. */
export type PairBy = (first: number, second: number) => ExchangedPair | null;

/** How the systems are compared by a figure of the confusion matrix. */
export function matrixExchanges(readings: ComparedReadings, figure: MatrixFigure): PairBy {
	const { truth, groups, systems, costs } = readings;
	const classCount = costs.length;
	const { width, sums, addsOf, valueOf } = matrixSums(readings, figure);
	const ofCell = Array.from({ length: classCount ** 2 }, (_, cell) =>
		addsOf(Math.floor(cell / classCount), cell % classCount)
	);
	const sumsOf = (predicted: ArrayLike<number>): KneeSums => {
		const places = new Uint32Array(truth.length * width);
		const values = new Float64Array(truth.length * width);
		for (let knee = 0; knee < truth.length; knee++) {
			const adds = ofCell[truth[knee] * classCount + predicted[knee]];
			for (let k = 0; k < width; k++) {
				[places[knee * width + k], values[knee * width + k]] = adds[k];
			}
		}
		return { places, values };
	};
	const knees = systems.map(sumsOf);
	const effects = systems.map((predicted, s) =>
		effectOfOneSubject(
			groups,
			knees[s],
			sumsOf(otherwise(truth, predicted, classCount)),
			sums,
			valueOf
		)
	);
	return (a, b) => ({
		...pairOfSums(groups, knees[a], knees[b], sums, valueOf),
		oneSubject: Math.max(effects[a], effects[b])
	});
}

/** Right where it was wrong, one grade off where it was right. */
function otherwise(
	truth: ArrayLike<number>,
	predicted: ArrayLike<number>,
	classCount: number
): number[] {
	return Array.from(truth, (grade, knee) => {
		if (predicted[knee] !== grade) return grade;
		return grade === classCount - 1 ? grade - 1 : grade + 1;
	});
}

/** How the systems are compared by a figure of their scores. */
export function scoreExchanges(compared: ComparedScores, figure: ScoreFigure): PairBy {
	const { truth, groups, scores, probabilities, costs } = compared;
	const classCount = costs.length;
	if (figure === 'macroAuc') return aucExchanges(truth, groups, scores, classCount);
	const calibration = figure === 'classwiseCalibrationError';
	const knees = probabilities.map((rows) => {
		if (!rows) return null;
		if (calibration) return binnedExcess(truth, rows, classCount);
		const losses = figure === 'brierScore' ? brierLosses : logLosses;
		return { places: new Uint32Array(truth.length), values: losses(truth, rows, classCount) };
	});
	const sums = calibration ? classCount * CALIBRATION_BINS : 1;
	const parts = truth.length * (calibration ? classCount : 1);
	const valueOf: ValueOfSums = (sums) => {
		let distance = 0;
		for (let s = 0; s < sums.length; s++) distance += Math.abs(sums[s]);
		return distance / parts;
	};
	return (a, b) => {
		const [of, minus] = [knees[a], knees[b]];
		return of && minus && pairOfSums(groups, of, minus, sums, valueOf);
	};
}

/** How the systems are compared by any of the figures. */
export function figureExchanges(compared: ComparedScores, figure: FigureName): PairBy {
	return isScoreFigure(figure)
		? scoreExchanges(compared, figure)
		: matrixExchanges(compared, figure);
}

interface MatrixSums {
	/** How many sums a knee adds to. */
	width: number;
	sums: number;
	/** Which sums a knee of this true grade adds to when it is read as that, and what. */
	addsOf: (truth: number, read: number) => (readonly [place: number, value: number])[];
	valueOf: ValueOfSums;
}

/** What a figure of the confusion matrix is made of. True grades are not exchanged, so their counts are fixed. */
function matrixSums({ truth, costs }: ComparedReadings, figure: MatrixFigure): MatrixSums {
	const knees = truth.length;
	const classCount = costs.length;
	const support = rowTotals(confusionMatrix(truth, truth, classCount));
	const present = support.filter((count) => count > 0).length;
	const meanOfGrades: ValueOfSums = (sums) => {
		let all = 0;
		for (let g = 0; g < classCount; g++) if (support[g] > 0) all += sums[g] / support[g];
		return all / present;
	};
	const worstOfGrades: ValueOfSums = (sums) => {
		let most = 0;
		for (let g = 0; g < classCount; g++) {
			if (support[g] > 0) most = Math.max(most, sums[g] / support[g]);
		}
		return most;
	};
	const distance = (t: number, p: number) => Math.abs(t - p);
	switch (figure) {
		case 'accuracy':
			return oneSum((t, p) => (t === p ? 1 : 0), knees);
		case 'meanAbsoluteError':
			return oneSum(distance, knees);
		case 'expectedCost':
			return oneSum((t, p) => costs[t][p], knees);
		case 'balancedAccuracy':
			return sumOfEachGrade((t, p) => (t === p ? 1 : 0), meanOfGrades, classCount);
		case 'balancedMeanAbsoluteError':
			return sumOfEachGrade(distance, meanOfGrades, classCount);
		case 'worstGradeError':
			return sumOfEachGrade(distance, worstOfGrades, classCount);
		case 'macroF1':
			return {
				width: 2,
				sums: 2 * classCount,
				addsOf: (t, p) => [
					[p, 1],
					[classCount + p, t === p ? 1 : 0]
				],
				valueOf: (sums) => macroF1Of(sums, support)
			};
		case 'quadraticWeightedKappa':
			return kappaSums(support, knees, (t, p) => (t - p) ** 2);
		case 'linearWeightedKappa':
			return kappaSums(support, knees, distance);
	}
}

function oneSum(addOf: (truth: number, read: number) => number, knees: number): MatrixSums {
	return {
		width: 1,
		sums: 1,
		addsOf: (t, p) => [[0, addOf(t, p)]],
		valueOf: (sums) => sums[0] / knees
	};
}

function sumOfEachGrade(
	addOf: (truth: number, read: number) => number,
	valueOf: ValueOfSums,
	classCount: number
): MatrixSums {
	return { width: 1, sums: classCount, addsOf: (t, p) => [[t, addOf(t, p)]], valueOf };
}

/** The disagreement seen and that expected by chance, which is a sum over what was read while the truth is fixed. */
function kappaSums(
	support: readonly number[],
	knees: number,
	costOf: (truth: number, read: number) => number
): MatrixSums {
	const byChance = support.map((_, p) =>
		support.reduce((sum, count, t) => sum + count * costOf(t, p), 0)
	);
	return {
		width: 2,
		sums: 2,
		addsOf: (t, p) => [
			[0, costOf(t, p)],
			[1, byChance[p]]
		],
		valueOf: (sums) => (sums[1] === 0 ? NaN : 1 - (sums[0] * knees) / sums[1])
	};
}

/** @param sums knees read as each grade, then those of them that have it */
function macroF1Of(sums: Float64Array, support: readonly number[]): number {
	let total = 0;
	let known = 0;
	for (let g = 0; g < support.length; g++) {
		const counted = support[g] + sums[g];
		if (counted === 0) continue;
		total += (2 * sums[support.length + g]) / counted;
		known++;
	}
	return total / known;
}

/** By how much outcomes exceed forecasts in each bin of each grade's probability. */
function binnedExcess(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number
): KneeSums {
	const places = new Uint32Array(probabilities.length);
	const values = new Float64Array(probabilities.length);
	for (let k = 0; k < probabilities.length; k++) {
		const grade = k % classCount;
		const outcome = truth[Math.floor(k / classCount)] === grade ? 1 : 0;
		places[k] = grade * CALIBRATION_BINS + binOf(probabilities[k], CALIBRATION_BINS);
		values[k] = outcome - probabilities[k];
	}
	return { places, values };
}

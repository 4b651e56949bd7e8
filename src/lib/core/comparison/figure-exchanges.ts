import { MATRIX_COMPUTATIONS, SCORE_COMPUTATIONS } from '#lib/core/metrics/computations.ts';
import { confusionMatrix, rowTotals } from '#lib/core/metrics/confusion.ts';
import { isScoreFigure, type FigureName, type MatrixFigure } from '#lib/core/metrics/registry.ts';
import type { ComparedReadings, ComparedScores, PairBy } from './compared-readings.ts';
import { effectOfOneSubject, pairOfSums, type KneeSums } from './exchanged-sums.ts';

/** How the systems are compared by a figure of the confusion matrix. */
export function matrixExchanges(readings: ComparedReadings, figure: MatrixFigure): PairBy {
	const { truth, groups, systems, costs } = readings;
	const classCount = costs.length;
	const support = rowTotals(confusionMatrix(truth, truth, classCount));
	const { width, sums, addsOf, valueOf } = MATRIX_COMPUTATIONS[figure].sums({
		support,
		knees: truth.length,
		costs
	});
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

/** How the systems are compared by any of the figures. */
export function figureExchanges(compared: ComparedScores, figure: FigureName): PairBy {
	return isScoreFigure(figure)
		? SCORE_COMPUTATIONS[figure].exchanges(compared)
		: matrixExchanges(compared, figure);
}

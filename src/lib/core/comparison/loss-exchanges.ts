import { binOf, CALIBRATION_BINS } from '#lib/core/metrics/calibration.ts';
import type { ComparedScores, PairBy } from './compared-readings.ts';
import { pairOfSums, type KneeSums } from './exchanged-sums.ts';

/** How systems are compared by the mean of a loss of each knee, 0 or more, of its probabilities. */
export function lossExchanges(
	compared: ComparedScores,
	losses: (
		truth: ArrayLike<number>,
		probabilities: ArrayLike<number>,
		classCount: number
	) => Float64Array
): PairBy {
	const { truth, costs } = compared;
	return exchangesOf(compared, 1, truth.length, (rows) => ({
		places: new Uint32Array(truth.length),
		values: losses(truth, rows, costs.length)
	}));
}

/** How systems are compared by class-wise calibration error. */
export function calibrationExchanges(compared: ComparedScores): PairBy {
	const { truth, costs } = compared;
	const classCount = costs.length;
	return exchangesOf(compared, classCount * CALIBRATION_BINS, truth.length * classCount, (rows) =>
		binnedExcess(truth, rows, classCount)
	);
}

/** By the sum of the sums, each without its sign, over a number of parts. */
function exchangesOf(
	{ groups, probabilities }: ComparedScores,
	sums: number,
	parts: number,
	kneeSums: (rows: ArrayLike<number>) => KneeSums
): PairBy {
	const knees = probabilities.map((rows) => rows && kneeSums(rows));
	const valueOf = (sums: Float64Array) => {
		let distance = 0;
		for (let s = 0; s < sums.length; s++) distance += Math.abs(sums[s]);
		return distance / parts;
	};
	return (a, b) => {
		const [of, minus] = [knees[a], knees[b]];
		return of && minus && pairOfSums(groups, of, minus, sums, valueOf);
	};
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

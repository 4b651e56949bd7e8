import { rescaleRows } from '#lib/core/combine/ensemble.ts';
import { calibrationExchanges } from '#lib/core/comparison/loss-exchanges.ts';
import { classwiseCalibrationErrorOf } from '#lib/core/metrics/calibration.ts';
import { scoreMetric, type ScoreComputation } from '#lib/core/metrics/metric.ts';

export const classwiseCalibrationErrorMetric = scoreMetric({
	id: 'classwiseCalibrationError',
	title: 'Class-wise calibration error',
	definition: () =>
		'Distance between stated and observed shares in 15 bins of probability, mean over the grades (ECE).',
	better: 'lower',
	unit: 'share',
	// Chance adds to every distance that it is a mean of.
	resampled: false,
	takes: 'probabilities'
});

export const classwiseCalibrationErrorComputation: ScoreComputation = {
	compute: (truth, scores, classCount) =>
		classwiseCalibrationErrorOf(truth, rescaleRows(scores, classCount), classCount),
	exchanges: calibrationExchanges
};

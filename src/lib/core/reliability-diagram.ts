import { binOf, requireBins, type Forecasts } from './calibration.ts';
import { wilsonInterval, type Range } from './wilson-interval.ts';

/** Knees whose probability lies in one bin of a reliability diagram. */
export interface ReliabilityBin {
	/** Probabilities above this (the first bin: from this) ... */
	from: number;
	/** ... up to and including this. */
	to: number;
	knees: number;
	/** Knees of which it was so. */
	hits: number;
	/** Mean probability, 0-1; null without knees. */
	probability: number | null;
	/** Share of the knees of which it was so, 0-1; null without knees. */
	share: number | null;
	/** 95 % interval of the share, see {@link wilsonInterval}. */
	interval: Range | null;
}

/**
 * What was foretold against what was so, in bins of equal width (DeGroot & Fienberg, The Statistician
 * 1983;32:12-22); `probability` and `share` of the bins that are not empty equal
 * `sklearn.calibration.calibration_curve(outcome, probability, n_bins=bins)`.
 *
 * @param bins whole number from 1
 * @returns all bins, empty ones too, ascending
 */
export function reliabilityDiagram(
	{ probability, outcome }: Forecasts,
	bins: number = 10
): ReliabilityBin[] {
	requireBins(bins);
	const sums = new Float64Array(bins);
	const hits = new Uint32Array(bins);
	const knees = new Uint32Array(bins);
	for (let i = 0; i < probability.length; i++) {
		const bin = binOf(probability[i], bins);
		sums[bin] += probability[i];
		hits[bin] += outcome[i];
		knees[bin]++;
	}
	return Array.from(sums, (sum, k) => ({
		from: k / bins,
		to: (k + 1) / bins,
		knees: knees[k],
		hits: hits[k],
		probability: knees[k] === 0 ? null : sum / knees[k],
		share: knees[k] === 0 ? null : hits[k] / knees[k],
		interval: wilsonInterval(hits[k], knees[k])
	}));
}

import { binOf, requireBins, type Forecasts } from './calibration.ts';
import { clusteredShareInterval } from '#lib/core/statistics/clustered-share.ts';
import { wilsonInterval, type Range } from '#lib/core/statistics/wilson-interval.ts';

/** Knees whose probability lies in one bin of a reliability diagram. */
export interface ReliabilityBin {
	/** Probabilities above this (the first bin: from this) ... */
	from: number;
	/** ... up to and including this. */
	to: number;
	/** Places of the knees among the forecasts, ascending. */
	members: number[];
	knees: number;
	/** Knees of which it was so. */
	hits: number;
	/** Mean probability, 0-1; null without knees. */
	probability: number | null;
	/** Share of the knees of which it was so, 0-1; null without knees. */
	share: number | null;
	/** 95 % interval of the share, see {@link reliabilityDiagram}; null without knees. */
	interval: Range | null;
}

/**
 * Stated probability against what was so, in bins of equal width (DeGroot & Fienberg, The Statistician
 * 1983;32:12-22); `probability` and `share` of the bins that are not empty equal
 * `sklearn.calibration.calibration_curve(outcome, probability, n_bins=bins)`.
 *
 * @param bins whole number from 1
 * @param subjects `[knees]` who each knee belongs to: intervals are then of {@link clusteredShareInterval}, without
 * them of {@link wilsonInterval}, which takes knees as independent
 * @returns all bins, empty ones too, ascending
 * @throws RangeError when there is not one subject a knee
 */
export function reliabilityDiagram(
	{ probability, outcome }: Forecasts,
	bins: number = 10,
	subjects: ArrayLike<number | string> | null = null
): ReliabilityBin[] {
	requireBins(bins);
	if (subjects && subjects.length !== probability.length) {
		throw new RangeError(
			`There are ${probability.length} forecasts and ${subjects.length} subjects; each knee needs its subject.`
		);
	}
	const members = Array.from({ length: bins }, (): number[] => []);
	probability.forEach((p, i) => members[binOf(p, bins)].push(i));
	return members.map((places, k) => {
		const knees = places.length;
		const hits = places.reduce((sum, i) => sum + outcome[i], 0);
		const stated = places.reduce((sum, i) => sum + probability[i], 0);
		return {
			from: k / bins,
			to: (k + 1) / bins,
			members: places,
			knees,
			hits,
			probability: knees === 0 ? null : stated / knees,
			share: knees === 0 ? null : hits / knees,
			interval: subjects
				? clusteredShareInterval(
						hits,
						places.map((i) => subjects[i])
					)
				: wilsonInterval(hits, knees)
		};
	});
}

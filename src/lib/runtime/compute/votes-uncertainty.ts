import { patternsAmong, rightMembers } from '#lib/core/metrics/agreement-patterns.ts';
import {
	bootstrap,
	percentileInterval,
	type BootstrapInput,
	type Interval
} from '#lib/core/statistics/bootstrap.ts';
import { effectiveKnees } from '#lib/core/statistics/clustered-share.ts';
import { cohenKappa } from '#lib/core/metrics/metrics.ts';
import { wilsonInterval, type Range } from '#lib/core/statistics/wilson-interval.ts';

/** 95 % intervals of how several networks vote on the same knees. */
export interface VotesUncertainty {
	knees: number;
	subjects: number;
	/** Of the share of all knees that exactly these networks read correctly, by pattern of `rightMembers`. */
	patterns: ReadonlyMap<number, Range | null>;
	/** Of every two networks, the first with each of the others, then the second and so on. */
	pairs: PairUncertainty[];
}

export interface PairUncertainty {
	a: number;
	b: number;
	/** Share of knees that both give the same grade. */
	agreement: Range | null;
	/** Quadratic-weighted kappa of the two. */
	kappa: Interval | null;
}

/**
 * Intervals of the patterns and of every pair. Those of shares are `clusteredShareInterval`: some patterns have few knees,
 * of which a bootstrap covers too little. Those of kappa are of the subject bootstrap, all from the same resamples.
 *
 * @throws RangeError without knees, or when lists differ in length
 */
export function votesUncertaintyOf({
	truth,
	subjects,
	systems,
	classCount
}: BootstrapInput): VotesUncertainty {
	const masks = rightMembers(truth, systems);
	const effective = effectiveKnees(subjects);
	const shareInterval = (hits: number) =>
		wilsonInterval(effective * (hits / truth.length), effective);
	const ofPattern = new Map<number, number>();
	for (const mask of masks) ofPattern.set(mask, (ofPattern.get(mask) ?? 0) + 1);
	const kappa = (confusion: Parameters<typeof cohenKappa>[0]) => cohenKappa(confusion, 'quadratic');
	const pairs = systems.flatMap((one, a) =>
		systems.slice(a + 1).map((other, place): PairUncertainty => {
			let alike = 0;
			for (let i = 0; i < one.length; i++) if (one[i] === other[i]) alike++;
			const result = bootstrap({ truth: one, subjects, systems: [other], classCount }, { kappa });
			return {
				a,
				b: a + 1 + place,
				agreement: shareInterval(alike),
				kappa: percentileInterval(result, 'kappa', 0)
			};
		})
	);
	return {
		knees: truth.length,
		subjects: new Set(Array.from(subjects)).size,
		patterns: new Map(
			patternsAmong(masks, systems.length).map((mask) => [
				mask,
				shareInterval(ofPattern.get(mask) ?? 0)
			])
		),
		pairs
	};
}

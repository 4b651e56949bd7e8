import {
	bootstrap,
	percentileInterval,
	type BootstrapInput,
	type Interval,
	type Statistic
} from '#lib/core/bootstrap.ts';
import { patternsAmong, rightMembers } from '#lib/core/agreement-patterns.ts';
import { ratio } from '#lib/core/confusion.ts';
import { accuracy, cohenKappa } from '#lib/core/metrics.ts';

/** 95 % intervals of how several networks vote on the same knees. */
export interface VotesUncertainty {
	knees: number;
	subjects: number;
	resamples: number;
	/** Of the share of all knees that exactly these networks read right, by pattern of `rightMembers`. */
	patterns: ReadonlyMap<number, Interval | null>;
	/** Of every two networks, the first with each of the others, then the second and so on. */
	pairs: PairUncertainty[];
}

export interface PairUncertainty {
	a: number;
	b: number;
	/** Share of knees read alike. */
	agreement: Interval | null;
	/** Quadratic-weighted kappa of the two. */
	kappa: Interval | null;
}

/** Subject bootstraps (see `bootstrap`) of the patterns and of every pair, all from the same resamples. */
export function votesUncertaintyOf({ truth, subjects, systems }: BootstrapInput): VotesUncertainty {
	const masks = rightMembers(truth, systems);
	const listed = patternsAmong(masks, systems.length);
	const placeOf = new Map(listed.map((mask, place) => [mask, place]));
	const shares = Object.fromEntries(listed.map((_, place) => [String(place), shareOf(place)]));
	const patterns = bootstrap(
		{
			truth: new Uint8Array(truth.length),
			subjects,
			systems: [masks.map((mask) => placeOf.get(mask)!)],
			classCount: listed.length
		},
		shares
	);
	const pairs = systems.flatMap((_, a) =>
		systems.slice(a + 1).map((other, place): PairUncertainty => {
			const result = bootstrap(
				{ truth: systems[a], subjects, systems: [other] },
				{ agreement: accuracy, kappa: (confusion) => cohenKappa(confusion, 'quadratic') }
			);
			return {
				a,
				b: a + 1 + place,
				agreement: percentileInterval(result, 'agreement', 0),
				kappa: percentileInterval(result, 'kappa', 0)
			};
		})
	);
	return {
		knees: patterns.knees,
		subjects: patterns.subjects,
		resamples: patterns.resamples,
		patterns: new Map(
			listed.map((mask, place) => [mask, percentileInterval(patterns, String(place), 0)])
		),
		pairs
	};
}

function shareOf(place: number): Statistic {
	return ([counts]) =>
		ratio(
			counts[place],
			counts.reduce((sum, count) => sum + count, 0)
		);
}

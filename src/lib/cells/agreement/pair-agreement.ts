import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { expectedConfusion } from '#lib/core/metrics/expected-confusion.ts';
import { accuracy, cohenKappa } from '#lib/core/metrics/metrics.ts';
import type { Votes } from '#lib/study/systems/votes.ts';

/** How two networks read the same knees. */
export interface PairAgreement {
	/** Their places among the networks. */
	a: number;
	b: number;
	/** Knees read differently. */
	differing: number;
	/** Share of knees read alike, 0-1; null where undefined. */
	exact: number | null;
	/** The same if the two read independently of each other, keeping how often each reads each grade. */
	exactByChance: number | null;
	/** The same if they were independent within each true grade: as often right as they are, but erring on their own. */
	exactByErrors: number | null;
	/** Quadratic-weighted kappa of the two; 0 by chance. */
	kappa: number | null;
	kappaByErrors: number | null;
}

/** Every two networks, the first with each of the others, then the second and so on. */
export function pairAgreements({ truth, grades, classCount }: Votes): PairAgreement[] {
	return grades.flatMap((of, a) =>
		grades.slice(a + 1).map((other, place): PairAgreement => {
			const observed = confusionMatrix(of, other, classCount);
			const byErrors = expectedConfusion(of, other, classCount, truth);
			return {
				a,
				b: a + 1 + place,
				differing: of.filter((grade, i) => grade !== other[i]).length,
				exact: accuracy(observed),
				exactByChance: accuracy(expectedConfusion(of, other, classCount)),
				exactByErrors: accuracy(byErrors),
				kappa: cohenKappa(observed, 'quadratic'),
				kappaByErrors: cohenKappa(byErrors, 'quadratic')
			};
		})
	);
}

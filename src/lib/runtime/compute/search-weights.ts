import { accuracy, balancedAccuracy, cohenKappa } from '#lib/core/metrics/metrics.ts';
import {
	searchGradeWeights,
	searchModelWeights,
	type WeightSearch,
	type WeightSearchInput
} from '#lib/core/combine/weight-search.ts';

export type SearchedMeasure = 'balancedAccuracy' | 'accuracy' | 'quadraticWeightedKappa';

const statistics: Readonly<Record<SearchedMeasure, WeightSearchInput['statistic']>> = {
	balancedAccuracy,
	accuracy,
	quadraticWeightedKappa: (confusion) => cohenKappa(confusion, 'quadratic')
};

/** What is searched; plain data, so that it can be posted. */
export interface WeightQuest extends Pick<WeightSearchInput, 'truth' | 'members' | 'classCount'> {
	measure: SearchedMeasure;
	/** Weights for each grade of their own, instead of one for all. */
	perGrade: boolean;
}

/** The best weights by a measure, see `searchModelWeights` and `searchGradeWeights`. */
export function searchWeights({
	truth,
	members,
	classCount,
	measure,
	perGrade
}: WeightQuest): WeightSearch {
	const search = perGrade ? searchGradeWeights : searchModelWeights;
	return search({ truth, members, classCount, statistic: statistics[measure] });
}

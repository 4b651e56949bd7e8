import { clusteredMeans } from '#lib/core/clustered-mean.ts';
import { wrongLabelInterval } from './label-uncertainty.ts';
import { uncertaintyOf } from './uncertainty.ts';
import { votesUncertaintyOf } from './votes-uncertainty.ts';

/** What is too slow for the page: pure functions of plain data, run in a worker by `ComputeClient`. */
export const computations = {
	clusteredMeans,
	uncertaintyOf,
	votesUncertaintyOf,
	wrongLabelInterval
};

type Computations = typeof computations;

/** The computations, answered later; each rejects when the worker could not be started or its input is invalid. */
export type Compute = {
	[Name in keyof Computations]: (
		...input: Parameters<Computations[Name]>
	) => Promise<ReturnType<Computations[Name]>>;
};

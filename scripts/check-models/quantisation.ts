import type { BootstrapOptions } from '../../src/lib/core/statistics/bootstrap.ts';
import { compareProbabilities } from '../../src/lib/core/comparison/compare-probabilities.ts';
import type { QuantisationCheck } from '../../src/lib/core/records/model-checks.ts';
import { describeKnees, type CheckedSet } from './checked-set.ts';
import type { CheckedReadings } from './network-readings.ts';
import type { UnquantisedNetwork } from './open-networks.ts';

/** @param before of the unquantised network, as `after` of the served one; rows as the set */
export function checkQuantisation(
	set: CheckedSet,
	{ source }: UnquantisedNetwork,
	before: CheckedReadings,
	after: CheckedReadings,
	options: BootstrapOptions
): QuantisationCheck {
	const { knees } = set;
	return {
		data: describeKnees(set, knees),
		source,
		...compareProbabilities(
			knees.map(({ grade }) => grade),
			knees.map(({ subject }) => subject),
			before.probabilities,
			after.probabilities,
			set.classCount,
			options
		)
	};
}

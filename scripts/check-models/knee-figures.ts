import {
	bootstrap,
	percentileInterval,
	type BootstrapOptions
} from '../../src/lib/core/statistics/bootstrap.ts';
import { confusionMatrix } from '../../src/lib/core/metrics/confusion.ts';
import {
	ENSEMBLE_SCHEMES,
	ensembleScores,
	ensembleWeights,
	type EnsembleScheme
} from '../../src/lib/core/combine/ensemble.ts';
import {
	accuracy,
	balancedAccuracy,
	cohenKappa,
	meanAbsoluteError
} from '../../src/lib/core/metrics/metrics.ts';
import {
	CHECKED_FIGURES,
	type CheckedFigures,
	type KneeFiguresCheck
} from '../../src/lib/core/records/model-checks.ts';
import { argmaxRows } from '../../src/lib/core/scores/predictions.ts';
import { describeKnees, type CheckedSet } from './checked-set.ts';
import type { CheckedReadings } from './network-readings.ts';

/**
 * Every network and the three ensembles on the same knees and resamples, by name of the network.
 * @param readings by network, rows as the set
 */
export function checkKneeFigures(
	set: CheckedSet,
	readings: ReadonlyMap<string, CheckedReadings>,
	options: BootstrapOptions
): Map<string, KneeFiguresCheck> {
	const { knees, classCount } = set;
	const truth = knees.map(({ grade }) => grade);
	const subjects = knees.map(({ subject }) => subject);
	const members = [...readings.keys()];
	const probabilities = members.map((name) => readings.get(name)!.probabilities);
	const predicted = probabilities.map((scores) => argmaxRows(scores, classCount));
	const confusions = predicted.map((grades) => confusionMatrix(truth, grades, classCount));
	const combined = ENSEMBLE_SCHEMES.map((scheme) =>
		argmaxRows(ensembleScores(probabilities, ensembleWeights(scheme, confusions).table), classCount)
	);
	const resampled = bootstrap(
		{ truth, subjects, systems: [...predicted, ...combined], classCount },
		{
			balancedAccuracy,
			accuracy,
			quadraticWeightedKappa: (confusion) => cohenKappa(confusion, 'quadratic'),
			meanAbsoluteError
		},
		options
	);
	const figures = (system: number) =>
		Object.fromEntries(
			CHECKED_FIGURES.map((name) => {
				const estimate = resampled.estimates[name][system];
				const interval = percentileInterval(resampled, name, system);
				if (estimate === null || !interval) return [name, null];
				return [name, { estimate, lower: interval.lower, upper: interval.upper }];
			})
		) as CheckedFigures;
	const ensembles = Object.fromEntries(
		ENSEMBLE_SCHEMES.map((scheme, i) => [scheme, figures(members.length + i)])
	) as Record<EnsembleScheme, CheckedFigures>;
	const data = describeKnees(set, knees);
	const weightsFrom = `Per-class recall and F1 of the members on these same ${knees.length} knees, so the weighted ensembles are judged on what they were weighted on.`;
	return new Map(
		members.map((name, i) => [name, { data, network: figures(i), ensembles, members, weightsFrom }])
	);
}

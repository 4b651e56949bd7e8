import type { LabelScale } from '../../src/lib/core/labels/label-scale.ts';
import { confusionMatrix, type Confusion } from '../../src/lib/core/metrics/confusion.ts';
import {
	ENSEMBLE_SCHEMES,
	ensembleScores,
	ensembleWeights,
	type EnsembleScheme
} from '../../src/lib/core/combine/ensemble.ts';
import { metricsOf } from '../../src/lib/core/metrics/metrics.ts';
import type { InputPreparation } from '../../src/lib/core/records/model-card.ts';
import { argmaxRows } from '../../src/lib/core/scores/predictions.ts';
import type { FileReference, SplitName } from '../../src/lib/core/records/test-set.ts';

/** One network or ensemble in numbers; what is undefined is null. */
export interface SystemMetrics {
	/** `confusion[true][predicted]`, knees. */
	confusion: Confusion;
	balancedAccuracy: number | null;
	accuracy: number | null;
	/** Null also where the classes have no order, as the next. */
	quadraticWeightedKappa: number | null;
	/** In grades. */
	meanAbsoluteError: number | null;
	/** Of each class, as the next three. */
	recall: (number | null)[];
	precision: (number | null)[];
	f1: (number | null)[];
	support: number[];
}

export interface WeightsFrom {
	/** `testset`: read now. `models`: measured when they were trained. `equal`: nothing to weigh by. */
	source: 'testset' | 'models' | 'equal';
	split: SplitName | null;
	/** In a sentence. */
	note: string;
}

export interface EnsembleMetrics extends SystemMetrics {
	/** Of each class, by model. */
	weights: Record<string, number[]>;
	/** Null for the mean, whose weights come from no split. */
	weightsFrom: WeightsFrom | null;
	/** Classes for which the weights could not be told and all models count alike. */
	equalGrades: number[];
}

export interface MetricsFile {
	split: SplitName;
	knees: number;
	testset: string;
	engine: { version: string; backend: string };
	models: Record<string, SystemMetrics & InputPreparation & { fingerprint: string }>;
	ensembles: Record<EnsembleScheme, EnsembleMetrics>;
	/** The predictions beside it that these figures are of. */
	files: FileReference[];
}

/**
 * @param grades `[knees]` true classes
 * @param scores row-major `[knees, classes]`
 */
export function systemMetrics(
	grades: number[],
	scores: ArrayLike<number>,
	{ classes, ordinal }: LabelScale
): SystemMetrics {
	const confusion = confusionMatrix(grades, argmaxRows(scores, classes.length), classes.length);
	const all = metricsOf(confusion);
	return {
		confusion,
		balancedAccuracy: all.balancedAccuracy,
		accuracy: all.accuracy,
		quadraticWeightedKappa: ordinal ? all.quadraticWeightedKappa : null,
		meanAbsoluteError: ordinal ? all.meanAbsoluteError : null,
		recall: all.recall,
		precision: all.precision,
		f1: all.f1,
		support: all.support
	};
}

/**
 * What the weights of the ensembles are computed from.
 * @param valNow By model, read from the set's val split; null where the set has none.
 * @param valStored By model, stored with it; null where nothing is.
 */
export function chooseWeightsFrom(
	valNow: Map<string, Confusion> | null,
	valStored: Map<string, Confusion | null>
): { confusions: Confusion[] | null; from: WeightsFrom } {
	if (valNow) {
		const note = "Per-class metrics on the test set's val split.";
		return { confusions: [...valNow.values()], from: { source: 'testset', split: 'val', note } };
	}
	const without = [...valStored].filter(([, confusion]) => !confusion).map(([name]) => name);
	if (without.length === 0) {
		const note =
			'The test set has no val split: per-class metrics on val as stored with the models by their training.';
		const confusions = [...valStored.values()] as Confusion[];
		return { confusions, from: { source: 'models', split: 'val', note } };
	}
	const note = `The test set has no val split and no val metrics are stored with ${without.join(', ')}: all models weigh the same.`;
	return { confusions: null, from: { source: 'equal', split: null, note } };
}

/** The three ensembles of the given members. */
export function ensembleMetrics(
	grades: number[],
	probabilities: ReadonlyMap<string, ArrayLike<number>>,
	{ confusions, from }: ReturnType<typeof chooseWeightsFrom>,
	scale: LabelScale
): Record<EnsembleScheme, EnsembleMetrics> {
	const names = [...probabilities.keys()];
	const members = [...probabilities.values()];
	const systems = ENSEMBLE_SCHEMES.map((scheme): [EnsembleScheme, EnsembleMetrics] => {
		const { table, equalClasses } = confusions
			? ensembleWeights(scheme, confusions)
			: ensembleWeights(
					'mean',
					members.map(() => confusionMatrix([], [], scale.classes.length))
				);
		return [
			scheme,
			{
				...systemMetrics(grades, ensembleScores(members, table), scale),
				weights: Object.fromEntries(names.map((name, m) => [name, table[m]])),
				weightsFrom: scheme === 'mean' ? null : from,
				equalGrades: equalClasses
			}
		];
	});
	return Object.fromEntries(systems) as Record<EnsembleScheme, EnsembleMetrics>;
}

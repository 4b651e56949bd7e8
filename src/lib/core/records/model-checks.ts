import type { ProbabilityChange } from '#lib/core/comparison/compare-probabilities.ts';
import type { EnsembleScheme } from '#lib/core/combine/ensemble.ts';
import type { SplitName } from './test-set.ts';

/** What `npm run check-models` found out about a finished network, in its card. Intervals are of 95 %. */
export interface ModelChecks {
	/** ISO 8601. */
	created: string;
	/** Of the weights that were checked; checks of other weights are not shown. */
	fingerprint: string;
	engine: { version: string; backend: string };
	/** Of every bootstrap and of the shuffled masks. */
	seed: number;
	resamples: number;
	phantomHeat: PhantomHeatCheck | null;
	kneeHeat: KneeHeatCheck | null;
	kneeFigures: KneeFiguresCheck | null;
	/** One entry a set of knees; empty where the unquantised network was not at hand. */
	quantisation: QuantisationCheck[];
}

/** The knees of a check. */
export interface CheckedKnees {
	/** Drawn phantoms; else radiographs. */
	synthetic: boolean;
	/** Null where the folder's name does not tell. */
	split: SplitName | null;
	knees: number;
	subjects: number;
	/** Of the whole test set or folder they are from. */
	fingerprint: string;
}

/** An estimate with its subject-clustered bootstrap interval. */
export interface Estimate {
	estimate: number;
	lower: number;
	upper: number;
}

/** A difference with its 95 % interval; ends null where it cannot be told, as where no reading changes. */
export interface EstimatedChange {
	estimate: number;
	lower: number | null;
	upper: number | null;
}

/** A share of knees with its interval, which allows for subjects. */
export interface CountedShare {
	hits: number;
	knees: number;
	/** Not in cards of before, whose interval takes knees as independent. */
	subjects?: number;
	share: number;
	lower: number;
	upper: number;
}

/** Mean share of the heat of many knees; the ends are null where the interval cannot be told. */
export interface HeatShare {
	values: number;
	subjects: number;
	mean: number;
	lower: number | null;
	upper: number | null;
}

export interface HeatOnMasks {
	/** Knees whose map peaks inside the widened mask. */
	peak: CountedShare;
	/** Mean share of the heat inside the mask as it is; null where all maps are zero everywhere. */
	heat: HeatShare | null;
	/** Mean share of {@link HeatAreas}: what heat spread evenly would give. */
	maskArea: number;
	/** The same of the widened masks: how often a peak anywhere would hit. */
	widenedArea: number;
}

/** What the areas of a check are shares of. */
export interface HeatAreas {
	/**
	 * Share of the picture that the network reads, outside of which there is no heat: areas are shares of this part. Absent in
	 * cards of before, whose areas are shares of the whole picture.
	 */
	readArea?: number;
}

/** Aligned Grad-CAM of the predicted grade against what was drawn, where that grade is right. */
export interface PhantomHeatCheck extends HeatAreas {
	data: CheckedKnees;
	/** True grades that were looked at. */
	grades: number[];
	/** How far masks were widened for the peak, in pixels of the 224 x 224 picture. */
	widenedBy: number;
	/** On the knee's own lesions; null where no knee of these grades was read correctly. */
	own: HeatOnMasks | null;
	/** On the lesions of another such knee of the same side. */
	shuffled: HeatOnMasks | null;
}

/** Aligned Grad-CAM of the predicted grade in the band of rows that holds the joint. */
export interface KneeHeatCheck extends HeatAreas {
	data: CheckedKnees;
	band: { first: number; end: number };
	/** Share of {@link HeatAreas}: what heat spread evenly would give. */
	bandArea: number;
	heat: HeatShare | null;
}

export const CHECKED_FIGURES = [
	'balancedAccuracy',
	'accuracy',
	'quadraticWeightedKappa',
	'meanAbsoluteError'
] as const;

/** Null where undefined. */
export type CheckedFigures = Record<(typeof CHECKED_FIGURES)[number], Estimate | null>;

export interface KneeFiguresCheck {
	data: CheckedKnees;
	network: CheckedFigures;
	/** Of all networks that were checked together. */
	ensembles: Record<EnsembleScheme, CheckedFigures>;
	/** Names of the members. */
	members: string[];
	/** Where the weights of the ensembles come from, in a sentence. */
	weightsFrom: string;
}

/** The served network against the one it was made from, on the same knees and engine. */
export interface QuantisationCheck extends ProbabilityChange {
	data: CheckedKnees;
	/** Of the Keras file. */
	source: { file: string; sha256: string };
}

import { pagePart } from '#lib/core/async/page-part.ts';
import { clusteredMeans } from '#lib/core/statistics/clustered-mean.ts';
import { fitExponent } from '#lib/core/scores/share-exponent.ts';
import type { OwnImage } from '#lib/data/images/own-image.ts';
import { conformalSetsOf } from './conformal-sets.ts';
import { decisionCurvesOf } from './decision-curves.ts';
import { ordinalCalibrationOf } from './ordinal-calibration.ts';
import { figuresAtShares, predictiveValuesOf } from './other-shares.ts';
import { areaComparisonOf, sensitivityComparisonOf } from './screening-comparison.ts';
import { ruleUncertainty } from './rule-uncertainty.ts';
import { screeningUncertainty } from './screening-uncertainty.ts';
import { searchWeights } from './search-weights.ts';
import { sliceComparisonsOf } from './slice-comparison.ts';
import { wrongLabelUncertainty } from './label-uncertainty.ts';
import { calibrationOf, riskUncertaintyOf } from './certainty.ts';
import { evidenceOf, figuresOf, figuresPartOf } from './figures.ts';
import { gradeFiguresOf } from './grade-figures.ts';
import { groupAgreementOf } from './group-neighbours.ts';
import { referenceFigureOf } from './reference-figure.ts';
import { metricEvidence, uncertaintyOf } from './uncertainty.ts';
import { votesUncertaintyOf } from './votes-uncertainty.ts';

/** Somebody's image: decoding 16 bits takes seconds. @see `readOwnImage` of `data/images` */
async function readOwnImage(file: Blob, name: string): Promise<OwnImage> {
	const images = await pagePart('The image decoder', () => import('#lib/data/images/own-image.ts'));
	return images.readOwnImage(file, name);
}

/** What is too slow for the page, run in a worker by `ComputeClient`. */
export const computations = {
	uncertaintyOf,
	metricEvidence,
	sliceComparisonsOf,
	votesUncertaintyOf,
	wrongLabelUncertainty,
	calibrationOf,
	riskUncertaintyOf,
	searchWeights,
	screeningUncertainty,
	decisionCurvesOf,
	predictiveValuesOf,
	areaComparisonOf,
	sensitivityComparisonOf,
	ordinalCalibrationOf,
	conformalSetsOf,
	figuresAtShares,
	ruleUncertainty,
	fitExponent,
	figuresOf,
	figuresPartOf,
	evidenceOf,
	gradeFiguresOf,
	referenceFigureOf,
	groupAgreementOf,
	clusteredMeans,
	readOwnImage
};

type Computations = typeof computations;

/** The computations, answered later; each rejects when the worker could not be started or its input is invalid. */
export type Compute = {
	[Name in keyof Computations]: (
		...input: Parameters<Computations[Name]>
	) => Promise<Awaited<ReturnType<Computations[Name]>>>;
};

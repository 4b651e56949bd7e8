type ReportedMatrix = readonly (readonly number[])[];

/** Figures for one model or ensemble as printed; null where the original does not report them. */
export interface ReportedResult {
	accuracy: number | null;
	balancedAccuracy: number | null;
	/** Shares of the row, printed to two decimals: rows need not sum to exactly 1. */
	rowNormalisedConfusion: ReportedMatrix | null;
}

export type ReportedSystem =
	'xception' | 'resnet50' | 'inception_resnet_v2' | 'mean' | 'accuracy' | 'f1';

/**
 * What the original reported for its full-size networks on real radiographs. Facts to compare with, never
 * results of this project's networks.
 */
export const ORIGINAL_REPORT: {
	readonly source: string;
	readonly classCounts: Readonly<Record<'train' | 'val' | 'test', readonly number[]>>;
	/** The split on which the original computed the weights of its ensembles. */
	readonly ensembleWeightsFrom: 'train';
	readonly val: Readonly<Record<ReportedSystem, ReportedResult>>;
	readonly test: Readonly<Partial<Record<ReportedSystem, ReportedResult>>>;
} = {
	source:
		'Knee OA Analysis with X-ray Images, Deep Learning & Streamlit (Fernanda Rodriguez, 2023) and the notebooks of its repository',
	classCounts: {
		train: [2286, 1046, 1516, 757, 173],
		val: [328, 153, 212, 106, 27],
		test: [639, 296, 447, 223, 51]
	},
	ensembleWeightsFrom: 'train',
	val: {
		xception: {
			accuracy: null,
			balancedAccuracy: 0.67,
			rowNormalisedConfusion: [
				[0.53, 0.35, 0.09, 0.02, 0.01],
				[0.25, 0.49, 0.22, 0.03, 0.01],
				[0.04, 0.2, 0.69, 0.06, 0.0],
				[0.0, 0.04, 0.23, 0.65, 0.08],
				[0.0, 0.0, 0.0, 0.04, 0.96]
			]
		},
		resnet50: {
			accuracy: null,
			balancedAccuracy: 0.65,
			rowNormalisedConfusion: [
				[0.74, 0.21, 0.03, 0.02, 0.0],
				[0.41, 0.42, 0.14, 0.03, 0.0],
				[0.09, 0.32, 0.49, 0.11, 0.0],
				[0.02, 0.04, 0.21, 0.69, 0.05],
				[0.0, 0.0, 0.0, 0.11, 0.89]
			]
		},
		inception_resnet_v2: {
			accuracy: null,
			balancedAccuracy: 0.64,
			rowNormalisedConfusion: [
				[0.59, 0.31, 0.09, 0.01, 0.0],
				[0.26, 0.43, 0.31, 0.0, 0.0],
				[0.04, 0.19, 0.71, 0.06, 0.0],
				[0.0, 0.03, 0.29, 0.68, 0.0],
				[0.0, 0.0, 0.0, 0.22, 0.78]
			]
		},
		mean: {
			accuracy: null,
			balancedAccuracy: 0.6863612346815292,
			rowNormalisedConfusion: [
				[0.65, 0.28, 0.06, 0.01, 0.01],
				[0.32, 0.44, 0.22, 0.02, 0.0],
				[0.06, 0.17, 0.71, 0.06, 0.0],
				[0.01, 0.03, 0.22, 0.71, 0.04],
				[0.0, 0.0, 0.0, 0.07, 0.93]
			]
		},
		accuracy: {
			accuracy: null,
			balancedAccuracy: 0.6848485372571077,
			rowNormalisedConfusion: [
				[0.66, 0.27, 0.06, 0.01, 0.01],
				[0.32, 0.42, 0.24, 0.02, 0.01],
				[0.07, 0.16, 0.72, 0.06, 0.0],
				[0.01, 0.03, 0.22, 0.71, 0.04],
				[0.0, 0.0, 0.0, 0.07, 0.93]
			]
		},
		f1: {
			accuracy: null,
			balancedAccuracy: 0.6869709907790902,
			rowNormalisedConfusion: [
				[0.65, 0.28, 0.06, 0.01, 0.0],
				[0.33, 0.44, 0.21, 0.02, 0.0],
				[0.06, 0.17, 0.71, 0.06, 0.0],
				[0.01, 0.03, 0.22, 0.71, 0.04],
				[0.0, 0.0, 0.0, 0.07, 0.93]
			]
		}
	},
	test: {
		xception: {
			accuracy: 0.6165458559989929,
			balancedAccuracy: 0.67,
			rowNormalisedConfusion: null
		},
		f1: {
			accuracy: 0.6871980676328503,
			balancedAccuracy: 0.7143286019795385,
			rowNormalisedConfusion: [
				[0.73, 0.22, 0.05, 0.0, 0.0],
				[0.28, 0.43, 0.28, 0.01, 0.0],
				[0.04, 0.18, 0.73, 0.04, 0.01],
				[0.0, 0.04, 0.13, 0.79, 0.04],
				[0.0, 0.0, 0.0, 0.1, 0.9]
			]
		}
	}
};

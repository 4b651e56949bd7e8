import type { Confusion } from '#lib/core/metrics/confusion.ts';
import { ENSEMBLE_SCHEMES, type EnsembleScheme } from '#lib/core/combine/ensemble.ts';

/**
 * What networks reached on the official test split of the Knee Osteoarthritis Severity Grading Dataset (Chen P., Mendeley
 * Data V1, doi:10.17632/56rmx5bjcr.1), whose knees are not at hand here: read once by `npm run evaluate`, nothing chosen on
 * them. Bound to the weights that were read by their fingerprints.
 */
export const OFFICIAL_TEST = {
	source: 'Knee Osteoarthritis Severity Grading Dataset, Mendeley Data, doi:10.17632/56rmx5bjcr.1',
	measured: '2026-11-30',
	knees: 1656,
	subjects: 828,
	/** `modelFingerprint` of the weights that were read. */
	fingerprints: {
		xception: '4cf5735a2b6edbbb8a4c9bc9b464ceaf94f52c8748f9d23e2766ec432e9d9eed',
		resnet50: 'a3e24ee2331fc7f1ade765dd131a707b37e28cfbcd402ccc622537a9815deb7e',
		inception_resnet_v2: '136239cc9186e5977a73d8210ccc6aa35ff49894ad73c31be88889a9f3c428ce'
	},
	/** `confusion[true][read]`. */
	networks: {
		xception: [
			[406, 214, 17, 2, 0],
			[86, 149, 57, 4, 0],
			[31, 163, 216, 37, 0],
			[0, 7, 17, 178, 21],
			[0, 0, 0, 4, 47]
		],
		resnet50: [
			[382, 239, 16, 2, 0],
			[90, 157, 41, 8, 0],
			[38, 168, 184, 57, 0],
			[0, 6, 16, 176, 25],
			[0, 0, 0, 2, 49]
		],
		inception_resnet_v2: [
			[396, 223, 20, 0, 0],
			[81, 162, 46, 7, 0],
			[39, 160, 214, 34, 0],
			[1, 6, 14, 182, 20],
			[0, 0, 0, 1, 50]
		]
	},
	/** Of all three, weighted by their figures on the validation split. */
	ensembles: {
		mean: [
			[395, 229, 14, 1, 0],
			[85, 162, 43, 6, 0],
			[33, 177, 198, 39, 0],
			[0, 7, 16, 177, 23],
			[0, 0, 0, 2, 49]
		],
		accuracy: [
			[395, 229, 14, 1, 0],
			[85, 162, 43, 6, 0],
			[33, 175, 200, 39, 0],
			[0, 7, 16, 177, 23],
			[0, 0, 0, 2, 49]
		],
		f1: [
			[395, 229, 14, 1, 0],
			[85, 162, 43, 6, 0],
			[33, 176, 199, 39, 0],
			[0, 7, 16, 177, 23],
			[0, 0, 0, 2, 49]
		]
	},
	/** 95 % interval by resampled subjects, where one is known. */
	balancedAccuracy: { mean: { lower: 0.649, upper: 0.695 } }
} as const satisfies OfficialTest;

interface OfficialTest {
	source: string;
	measured: string;
	knees: number;
	subjects: number;
	fingerprints: Readonly<Record<string, string>>;
	networks: Readonly<Record<string, Confusion>>;
	ensembles: Readonly<Record<EnsembleScheme, Confusion>>;
	balancedAccuracy: Partial<Record<EnsembleScheme, { lower: number; upper: number }>>;
}

/** One system on the official test split. */
export interface OfficialSystem {
	/** Name of a network, or which ensemble it is. */
	id: string;
	ensemble: EnsembleScheme | null;
	confusion: Confusion;
	/** Of the balanced accuracy, by resampled subjects; null where only the matrix is known. */
	resampled: { lower: number; upper: number } | null;
}

/**
 * What is known of networks with these weights: each whose weights were read, and the ensembles where those of all three
 * were and no other network is among them.
 *
 * @param weights fingerprint of each network's weights, by name
 */
export function officialSystems(weights: ReadonlyMap<string, string>): OfficialSystem[] {
	const { fingerprints, networks, ensembles, balancedAccuracy } = OFFICIAL_TEST;
	const names = (Object.keys(fingerprints) as (keyof typeof fingerprints)[]).filter(
		(name) => weights.get(name) === fingerprints[name]
	);
	const own = names.map((id): OfficialSystem => ({
		id,
		ensemble: null,
		confusion: networks[id],
		resampled: null
	}));
	const all = names.length === Object.keys(fingerprints).length && weights.size === names.length;
	if (!all) return own;
	const resampled: OfficialTest['balancedAccuracy'] = balancedAccuracy;
	return [
		...own,
		...ENSEMBLE_SCHEMES.map((ensemble) => ({
			id: ensemble,
			ensemble,
			confusion: ensembles[ensemble],
			resampled: resampled[ensemble] ?? null
		}))
	];
}

import type { CheckedFigures, CheckedKnees, ModelChecks } from '#lib/core/records/model-checks.ts';

/** Checks as the command writes them, with invented figures. */
export function fakeChecks(): ModelChecks {
	const fingerprint = '0'.repeat(64);
	const real: CheckedKnees = {
		synthetic: false,
		split: 'val',
		knees: 826,
		subjects: 413,
		fingerprint
	};
	const drawn: CheckedKnees = {
		synthetic: true,
		split: 'test',
		knees: 174,
		subjects: 160,
		fingerprint
	};
	const figures = (balancedAccuracy: number): CheckedFigures => ({
		balancedAccuracy: {
			estimate: balancedAccuracy,
			lower: balancedAccuracy - 0.039,
			upper: balancedAccuracy + 0.038
		},
		accuracy: { estimate: 0.6, lower: 0.56, upper: 0.64 },
		quadraticWeightedKappa: { estimate: 0.74, lower: 0.7, upper: 0.78 },
		meanAbsoluteError: null
	});
	const heat = { values: 150, subjects: 140, mean: 0.2, lower: 0.18, upper: 0.22 };
	const areas = { maskArea: 0.04, widenedArea: 0.144 };
	return {
		created: '2026-01-02T03:04:05.000Z',
		fingerprint,
		engine: { version: '0.1.0', backend: 'wasm' },
		seed: 1,
		resamples: 2000,
		phantomHeat: {
			data: drawn,
			grades: [3, 4],
			widenedBy: 12,
			own: {
				peak: {
					hits: 139,
					knees: 150,
					subjects: 140,
					share: 139 / 150,
					lower: 0.874,
					upper: 0.959
				},
				heat,
				...areas
			},
			shuffled: {
				peak: { hits: 75, knees: 150, share: 0.5, lower: 0.421, upper: 0.579 },
				heat,
				...areas
			}
		},
		kneeHeat: {
			data: real,
			band: { first: 92, end: 168 },
			bandArea: 76 / 128,
			heat: null,
			readArea: 128 / 224
		},
		kneeFigures: {
			data: real,
			network: figures(0.641),
			ensembles: { mean: figures(0.66), accuracy: figures(0.665), f1: figures(0.67) },
			members: ['xception', 'resnet50', 'inception_resnet_v2'],
			weightsFrom: 'Invented for a test.'
		},
		quantisation: [
			{
				data: real,
				argmaxKept: 0.998,
				maxDifference: 0.004,
				meanDifference: 0.0003,
				balancedAccuracyChange: { estimate: -0.001, lower: -0.003, upper: 0.001 },
				source: { file: 'xception.keras', sha256: fingerprint }
			}
		]
	};
}

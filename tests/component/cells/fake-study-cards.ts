import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { metricsOf } from '#lib/core/metrics/metrics.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { fakeReadings, type FakeNetwork } from './fake-study-readings.ts';

const VAL_GRADES = Array.from({ length: 400 }, (_, i) => [0, 0, 1, 2, 2, 3, 0, 1, 2, 4][i % 10]);

/** A card as the model command writes it, with invented figures. */
export function fakeCard(
	network: FakeNetwork,
	scale: LabelScale = KELLGREN_LAWRENCE_SCALE
): ModelCard {
	const classCount = scale.classes.length;
	const isKnees = scale === KELLGREN_LAWRENCE_SCALE;
	const truth = isKnees ? VAL_GRADES : VAL_GRADES.map((_, i) => i % classCount);
	const keys = [...truth.keys()].map((key) => key + 9000);
	const read = argmaxRows(
		fakeReadings(network, truth, keys, scale).readings.probabilities,
		classCount
	);
	const confusion = confusionMatrix(truth, read, classCount).map((row) => [...row]);
	const metrics = metricsOf(confusion);
	return {
		format: 'kneelens-model-card',
		version: 1,
		name: network.name,
		title: network.title,
		architecture: network.architecture,
		widthMultiplier: 0.25,
		parameters: 1_390_000,
		inputSize: [224, 224, 3],
		exposure: 'as-is',
		preprocessing: network.architecture === 'resnet50' ? 'caffe' : 'tf',
		classes: scale.classes.map(({ name }) => name),
		featureMap: [network.grid.rows, network.grid.columns, 4],
		trainingData: {
			description: 'Invented for a test.',
			synthetic: isKnees,
			counts: isKnees
				? { train: [2292, 1062, 1602, 792, 252], val: [154, 71, 107, 52, 16] }
				: { train: scale.classes.map((_, place) => 900 - 40 * place) }
		},
		trainingPrior: scale.classes.map(() => 1 / classCount),
		metrics: {
			val: {
				confusion,
				balancedAccuracy: metrics.balancedAccuracy!,
				accuracy: metrics.accuracy!,
				quadraticWeightedKappa: metrics.quadraticWeightedKappa!,
				recall: metrics.recall,
				f1: metrics.f1
			}
		},
		history: [60, 120, 180, 240, 300, 420, 540].map((step, i) => ({
			step,
			imageSize: i < 4 ? 112 : 224,
			loss: 1.5 - 0.15 * i,
			valLoss: 1.5 - 0.13 * i,
			valBalancedAccuracy: [0.45, 0.58, 0.66, 0.7, 0.62, 0.74, 0.77][i]
		})),
		recipe: { steps: 540, learningRate: 0.001, seed: 1 },
		weights: {
			dtype: 'float16',
			bytes: 2_831_155,
			files: [
				{ file: 'model.json', bytes: 31_155, sha256: '0'.repeat(64) },
				{ file: 'group1-shard1of1.bin', bytes: 2_800_000, sha256: '0'.repeat(64) }
			]
		},
		source: { file: `${network.name}.keras`, sha256: '0'.repeat(64), kerasVersion: '3.11.0' },
		notice: 'Invented for a test.'
	};
}

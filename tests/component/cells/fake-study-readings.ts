import type { ExplainedReadings } from '#lib/core/records/attribution.ts';
import type { FeatureGrid } from '#lib/core/records/study.ts';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { softmaxRows } from '#lib/core/scores/predictions.ts';
import { Random } from '#lib/core/statistics/random.ts';

/** How an invented network reads: spread of its error in grades, its lean to higher grades, its sureness. */
export interface FakeNetwork {
	name: string;
	title: string;
	architecture: 'xception' | 'resnet50' | 'inception_resnet_v2';
	spread: number;
	lean: number;
	sureness: number;
	grid: FeatureGrid;
}

/** Pooled features of every invented network. */
const FEATURES = 4;

const seven: FeatureGrid = {
	rows: 7,
	columns: 7,
	offsetX: 15.5,
	offsetY: 15.5,
	strideX: 32,
	strideY: 32
};

export const FAKE_NETWORKS: readonly FakeNetwork[] = [
	{
		name: 'xception',
		title: 'Xception',
		architecture: 'xception',
		spread: 0.42,
		lean: 0,
		sureness: 3.2,
		grid: seven
	},
	{
		name: 'resnet50',
		title: 'ResNet50',
		architecture: 'resnet50',
		spread: 0.52,
		lean: -0.12,
		sureness: 2.4,
		grid: seven
	},
	{
		name: 'inception_resnet_v2',
		title: 'Inception-ResNet-v2',
		architecture: 'inception_resnet_v2',
		spread: 0.45,
		lean: 0.08,
		sureness: 3.6,
		grid: { rows: 5, columns: 5, offsetX: 47.5, offsetY: 47.5, strideX: 32, strideY: 32 }
	}
];

function normal(random: Random): number {
	return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

/**
 * Readings of knees with these true grades. Part of every error is the knee's own, so that networks err
 * together; `keys[i]` seeds knee i, the same key always reads the same. Of classes without an order, errors are any other one.
 */
export function fakeReadings(
	network: FakeNetwork,
	grades: ArrayLike<number>,
	keys: ArrayLike<number>,
	scale: LabelScale = KELLGREN_LAWRENCE_SCALE
): ExplainedReadings {
	const classCount = scale.classes.length;
	const count = grades.length;
	const cells = network.grid.rows * network.grid.columns;
	const own = FAKE_NETWORKS.indexOf(network) + 1 || 4 + network.name.charCodeAt(0);
	const logits = new Float32Array(count * classCount);
	const values = new Float32Array(count * classCount * cells);
	const pooled = new Float32Array(count * FEATURES);
	for (let i = 0; i < count; i++) {
		const shared = normal(Random.fromSeed(keys[i] >>> 0));
		const random = Random.fromSeed((keys[i] * 31 + own) >>> 0);
		const severity =
			grades[i] + network.lean + network.spread * (0.75 * shared + 0.66 * normal(random));
		for (let f = 0; f < FEATURES; f++) {
			pooled[i * FEATURES + f] = Math.exp(-((f + 0.5 - severity) ** 2));
		}
		for (let grade = 0; grade < classCount; grade++) {
			const at = i * classCount + grade;
			logits[at] = scale.ordinal
				? -network.sureness * (grade - severity) ** 2
				: network.sureness * (Number(grade === grades[i]) + network.spread * normal(random));
			drawMap(values.subarray(at * cells, (at + 1) * cells), network.grid, grade, random);
		}
	}
	return {
		readings: {
			count,
			logits,
			probabilities: Float32Array.from(softmaxRows(logits, classCount)),
			pooled
		},
		maps: { values, peaks: new Float32Array(count * classCount).fill(1) }
	};
}

/** A spot near the joint, somewhere else for every grade; its maximum is 1. */
function drawMap(map: Float32Array, grid: FeatureGrid, grade: number, random: Random): void {
	const x = 60 + 26 * grade + 20 * (random.uniform() - 0.5);
	const y = 112 + 30 * (random.uniform() - 0.5);
	let peak = 0;
	for (let row = 0; row < grid.rows; row++) {
		for (let column = 0; column < grid.columns; column++) {
			const dx = (grid.offsetX + grid.strideX * column - x) / 46;
			const dy = (grid.offsetY + grid.strideY * row - y) / 34;
			const value = Math.exp(-0.5 * (dx * dx + dy * dy));
			map[row * grid.columns + column] = value;
			peak = Math.max(peak, value);
		}
	}
	for (let i = 0; i < map.length; i++) map[i] /= peak;
}

import { mirrorMap, sampleMap, type MapAlignment } from '#lib/core/explain/grad-cam.ts';
import type { FeatureGrid } from '#lib/core/records/study.ts';
import type { Side } from '#lib/core/records/test-set.ts';
import { IMAGE_SIZE } from './heat.ts';
import type { HeatMember } from './system-heat.ts';

/** A knee and the grade its heat is for. */
export interface HeatKnee {
	row: number;
	/** Null where it is not known: the knee stays as it is. */
	side: Side | null;
	grade: number;
}

export interface MeanHeat {
	/** 224 x 224 values 0-1. */
	heat: Float32Array;
	/** Knees whose maps were here. */
	knees: number;
}

/**
 * Mean of the heat of many knees, left ones mirrored so that the inner side of all lies at the same place. Not
 * divided by its peak: what repeats stays bright, what is particular fades. Equal to the mean of
 * `ensembleHeat` of each knee, but taken on the feature grids, since placing them on the image is linear.
 *
 * @returns null where no knee has all its maps
 */
export function meanHeat(
	members: readonly HeatMember[],
	knees: readonly HeatKnee[],
	alignment: MapAlignment
): MeanHeat | null {
	const mapped = knees.filter(({ row, grade }) =>
		members.every(({ results }) => results.explanations.map(row, grade) !== null)
	);
	if (members.length === 0 || mapped.length === 0) return null;
	const heat = new Float32Array(IMAGE_SIZE * IMAGE_SIZE);
	for (const side of ['L', 'R', null] as const) {
		const ofSide = mapped.filter((knee) => knee.side === side);
		for (const { results, weights } of members) {
			for (const [grid, sum] of sumsByGrid(results, ofSide, weights)) {
				const placed = sampleMap(sum, grid, alignment, IMAGE_SIZE);
				const turned = side === 'L' ? mirrorMap(placed, IMAGE_SIZE, IMAGE_SIZE) : placed;
				for (let i = 0; i < heat.length; i++) heat[i] += turned[i] / mapped.length;
			}
		}
	}
	return { heat, knees: mapped.length };
}

/** Sums of the maps of knees, each times the weight of its grade: live and stored ones may lie on grids of their own. */
function sumsByGrid(
	{ explanations }: HeatMember['results'],
	knees: readonly HeatKnee[],
	weights: readonly number[]
): Map<FeatureGrid, Float64Array> {
	const sums = new Map<FeatureGrid, Float64Array>();
	for (const { row, grade } of knees) {
		const { grid, values } = explanations.map(row, grade)!;
		const sum = sums.get(grid) ?? new Float64Array(values.length);
		for (let i = 0; i < sum.length; i++) sum[i] += weights[grade] * values[i];
		sums.set(grid, sum);
	}
	return sums;
}

import { UMAP } from 'umap-js';
import { nearestOfEach, type Neighbours } from '#lib/core/checks/nearest-knees.ts';
import { agreementByGroup, neighbourShares } from '#lib/core/checks/neighbour-agreement.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { turnedMap } from '#lib/core/explain/turned-map.ts';
import {
	COMPARED_NEIGHBOURS,
	LEAST_KNEES,
	type KneeMap,
	type KneeMapInput,
	type KneeMapProgress
} from './knee-map.types.ts';

/** Neighbours of each knee that draw the map. */
const NEIGHBOURS = LEAST_KNEES - 2;

/**
 * A map of knees by UMAP (McInnes et al., arXiv:1802.03426) from the exact nearest neighbours by cosine distance of
 * their features: 15 neighbours with the knee itself, least distance 0.1, the library's defaults.
 *
 * @throws RangeError with fewer than {@link LEAST_KNEES} knees
 */
export function drawKneeMap(
	{ features, width, grades, classCount, subjects, seed }: KneeMapInput,
	onProgress: (progress: KneeMapProgress) => void
): KneeMap {
	if (grades.length < LEAST_KNEES) {
		throw new RangeError(`A map needs ${LEAST_KNEES} knees; there are ${grades.length}.`);
	}
	const neighbours = nearestOfEach(features, width, NEIGHBOURS, paced('neighbours', onProgress));
	const positions = layout(neighbours, Random.fromSeed(seed), paced('layout', onProgress));
	const shares = neighbourShares(neighbours, grades, subjects, COMPARED_NEIGHBOURS);
	return {
		positions: turnedMap(positions, grades),
		neighbours,
		shares,
		agreement: agreementByGroup(shares, grades, subjects, classCount)
	};
}

function layout(
	{ indices, distances, k }: Neighbours,
	random: Random,
	onPass: (done: number, total: number) => void
): Float32Array {
	const knees = [...Array(indices.length / k).keys()];
	const umap = new UMAP({ nNeighbors: k + 1, random: () => random.uniform() });
	umap.setPrecomputedKNN(
		knees.map((knee) => [knee, ...indices.subarray(knee * k, (knee + 1) * k)]),
		knees.map((knee) => [0, ...distances.subarray(knee * k, (knee + 1) * k)])
	);
	// With neighbours given, only the number of vectors is read.
	const passes = umap.initializeFit(knees.map(() => []));
	for (let pass = 1; pass <= passes; pass++) {
		umap.step();
		onPass(pass, passes);
	}
	return Float32Array.from(umap.getEmbedding().flat());
}

/** Tells progress about ten times a second, with the time left at the pace so far. */
function paced(
	phase: KneeMapProgress['phase'],
	onProgress: (progress: KneeMapProgress) => void
): (done: number, total: number) => void {
	let [begun, told] = [NaN, -Infinity];
	return (done, total) => {
		const now = performance.now();
		if (Number.isNaN(begun)) begun = now;
		if (now - told < 100 && done < total) return;
		told = now;
		const seconds = (now - begun) / 1000;
		const secondsLeft = seconds > 0 ? (seconds / done) * (total - done) : null;
		onProgress({ phase, done, total, secondsLeft });
	};
}

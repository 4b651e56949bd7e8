import { describe, expect, it, vi } from 'vitest';
import { cosineDistance, nearestOfEach, nearestTo } from '#lib/core/checks/nearest-knees.ts';
import { agreementByGroup, neighbourShares } from '#lib/core/checks/neighbour-agreement.ts';
import { turnedMap } from '#lib/core/explain/turned-map.ts';
import { expectClose, fixture } from './fixtures.ts';

interface Reference {
	width: number;
	k: number;
	count: number;
	subjects: number[];
	truth: number[];
	features: number[];
	indices: number[];
	distances: number[];
	shares: number[];
	meanShare: number[];
	chance: number[];
	positions: number[];
	across: number[];
}

const reference = fixture<Reference>('neighbours.json');
const { width, k, truth } = reference;
const features = Float32Array.from(reference.features);
const subjects = reference.subjects.map(String);
const rows = truth.map((_, i) => features.subarray(i * width, (i + 1) * width));

describe('nearest knees', () => {
	const neighbours = nearestOfEach(features, width, k);

	it('are those of scikit-learn, nearest first', () => {
		expect([...neighbours.indices]).toEqual(reference.indices);
		expectClose([...neighbours.distances], reference.distances, 1e-6);
	});

	it('of one knee are the same as of all at once', () => {
		for (const knee of [0, 17, truth.length - 1]) {
			const others = rows.filter((_, i) => i !== knee);
			const near = nearestTo(rows[knee], others, k);
			const places = near.map(({ index }) => (index < knee ? index : index + 1));
			expect(places).toEqual(reference.indices.slice(knee * k, (knee + 1) * k));
			expectClose(
				near.map(({ distance }) => distance),
				reference.distances.slice(knee * k, (knee + 1) * k),
				1e-12
			);
		}
	});

	it('do not change with the length of the features', () => {
		const longer = features.map((value, i) => value * (1 + (Math.floor(i / width) % 3)));
		expect([...nearestOfEach(longer, width, k).indices]).toEqual(reference.indices);
	});

	it('that are equally near come as they are listed, however many there are', () => {
		const same = Float32Array.from([1, 1, 2, 2, 3, 3, 4, 4]);
		expect([...nearestOfEach(same, 2, 2).indices]).toEqual([1, 2, 0, 2, 0, 1, 0, 1]);
		expect(nearestTo([1, 0], [[0, 1]], 5)).toEqual([{ index: 0, distance: 1 }]);
		expect(nearestTo([1, 0], [], 5)).toEqual([]);
	});

	it('of a knee without any feature are all at a right angle', () => {
		expect(cosineDistance([0, 0], [1, 2])).toBe(1);
		expect(cosineDistance([1, 1], [-1, -1])).toBeCloseTo(2, 12);
		expect([...nearestOfEach(Float32Array.from([0, 0, 1, 0, 1, 1]), 2, 1).distances]).toEqual([
			1,
			expect.closeTo(1 - Math.SQRT1_2, 6),
			expect.closeTo(1 - Math.SQRT1_2, 6)
		]);
	});

	it('tell how far they are and refuse what cannot be', () => {
		const onProgress = vi.fn();
		nearestOfEach(Float32Array.from([1, 2, 3, 4]), 1, 2, onProgress);
		expect(onProgress.mock.calls).toEqual([
			[1, 6],
			[3, 6],
			[6, 6]
		]);
		expect(() => nearestOfEach(features, width, truth.length)).toThrow(/need more than/);
		expect(() => nearestOfEach(features, 7, 3)).toThrow(/whole number of 7/);
	});
});

describe('how alike knees of one grade are', () => {
	const neighbours = nearestOfEach(features, width, k);
	const shares = neighbourShares(neighbours, truth, subjects, reference.count);

	it('is what scikit-learn gives, the same subject left out', () => {
		expectClose(shares, reference.shares, 1e-12);
	});

	it('has the mean, its chance and an interval around it for every grade', () => {
		const agreement = agreementByGroup(shares, truth, subjects, 5);
		expect(agreement.map(({ group }) => group)).toEqual([null, 0, 1, 2, 3, 4]);
		expectClose(
			agreement.map(({ share }) => share),
			reference.meanShare,
			1e-12
		);
		expectClose(
			agreement.map(({ chance }) => chance),
			reference.chance,
			1e-12
		);
		for (const { share, interval, knees } of agreement) {
			if (knees < 5) continue;
			expect(interval!.lower).toBeLessThan(share!);
			expect(interval!.upper).toBeGreaterThan(share!);
		}
		expect(agreement[0].knees).toBe(truth.length);
	});

	it('is unknown without knees of another subject, and without knees', () => {
		const alone = nearestOfEach(Float32Array.from([1, 2, 2, 1]), 2, 1);
		expect(neighbourShares(alone, [1, 1], ['a', 'a'], 10)).toEqual([null, null]);
		expect(agreementByGroup([null, null], [1, 1], ['a', 'a'], 5)[2]).toEqual({
			group: 1,
			knees: 0,
			share: null,
			interval: null,
			chance: null
		});
	});

	it('leaves out knees of no known group, as neighbours too', () => {
		const line = nearestOfEach(Float32Array.from([1, 0, 1, 0.1, 1, 0.2, 1, 0.4, 1, 0.8]), 2, 4);
		const who = ['a', 'b', 'c', 'd', 'e'];
		const shares = neighbourShares(line, [0, -1, 1, 0, 1], who, 2);
		expect(shares).toEqual([0.5, null, 0, 0, 0.5]);
		const agreement = agreementByGroup(shares, [0, -1, 1, 0, 1], who, 2);
		expect(agreement.map(({ knees, share }) => [knees, share])).toEqual([
			[4, 0.25],
			[2, 0.25],
			[2, 0.25]
		]);
		expect(agreement.map(({ chance }) => chance)).toEqual([1 / 3, 1 / 3, 1 / 3]);
	});
});

describe('a turned map', () => {
	const positions = Float32Array.from(reference.positions);

	it('lies along the first component of scikit-learn, the grade rising to the right', () => {
		const turned = turnedMap(positions, truth);
		expectClose(
			truth.map((_, i) => turned[2 * i]),
			reference.across,
			1e-5
		);
	});

	it('keeps every distance, and all points of one place in the middle', () => {
		const turned = turnedMap(positions, truth);
		const apart = (map: Float32Array, i: number, j: number) =>
			Math.hypot(map[2 * i] - map[2 * j], map[2 * i + 1] - map[2 * j + 1]);
		for (let i = 1; i < truth.length; i++) {
			expect(apart(turned, i, 0)).toBeCloseTo(apart(positions, i, 0), 4);
		}
		expect(turnedMap(Float32Array.of(5, 7, 5, 7), [1, 1])).toEqual(new Float32Array(4));
	});
});

import { expect, test } from 'vitest';
import { clusteredShareInterval } from '#lib/core/statistics/clustered-share.ts';
import { rightMembers } from '#lib/core/metrics/agreement-patterns.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import {
	confidenceThresholds,
	labelSuspects,
	wrongLabelShare
} from '#lib/core/checks/label-suspects.ts';
import { wrongLabelUncertainty } from '#lib/runtime/compute/label-uncertainty.ts';
import { votesUncertaintyOf } from '#lib/runtime/compute/votes-uncertainty.ts';
import { explorationReferences } from '../core/exploration-reference.ts';
import { fromParts } from '../core/score-cases.ts';

const { truth, labels, parts } = explorationReferences;
const subjects = explorationReferences.subjects.map(String);
const systems = parts.map((part) => argmaxRows(fromParts(part), 5));

test('patterns and agreements have the intervals of shares of clustered knees', () => {
	const { patterns, pairs } = votesUncertaintyOf({ truth, subjects, systems, classCount: 5 });
	expect(patterns.size).toBe(8);
	const masks = rightMembers(truth, systems);
	patterns.forEach((interval, mask) => {
		const hits = masks.filter((own) => own === mask).length;
		expect(interval).toEqual(clusteredShareInterval(hits, subjects));
	});
	expect(pairs.map(({ a, b }) => [a, b])).toEqual([
		[0, 1],
		[0, 2],
		[1, 2]
	]);
	for (const { a, b, agreement, kappa } of pairs) {
		const alike = truth.filter((_, i) => systems[a][i] === systems[b][i]).length;
		expect(agreement).toEqual(clusteredShareInterval(alike, subjects));
		expect(kappa!.lower).toBeLessThan(kappa!.upper);
	}
});

test('a pattern that no knee has is not known to have none', () => {
	const alike = [truth, truth];
	const { patterns } = votesUncertaintyOf({ truth, subjects, systems: alike, classCount: 5 });
	expect(patterns.get(0)!.lower).toBe(0);
	expect(patterns.get(0)!.upper).toBeGreaterThan(0.01);
	expect(patterns.get(3)!.upper).toBe(1);
	expect(patterns.get(3)!.lower).toBeLessThan(0.99);
});

test('the share of wrong labels has an interval around it', () => {
	const probabilities = fromParts(parts[0]);
	const share = wrongLabelShare(labelSuspects(labels, probabilities, 5))!;
	const counted = new Uint8Array(labels.length).fill(1);
	const input = { labels, subjects, probabilities, counted, otherwise: null, classCount: 5 };
	const { interval, difference } = wrongLabelUncertainty(input, { resamples: 200 });
	expect(difference).toBeNull();
	expect(interval!.lower).toBeLessThan(share);
	expect(interval!.upper).toBeGreaterThan(share);
	expect(interval!.upper - interval!.lower).toBeLessThan(0.4);
});

test('where the networks doubt no label, resamples tell nothing of how many are wrong', () => {
	const probabilities = [0, 0, 1, 1].flatMap((own) =>
		[0, 1, 2, 3, 4].map((g) => (g === own ? 1 : 0))
	);
	const { interval } = wrongLabelUncertainty(
		{
			labels: [0, 0, 1, 1],
			subjects: ['a', 'b', 'a', 'b'],
			probabilities,
			counted: Uint8Array.of(1, 1, 1, 1),
			otherwise: null,
			classCount: 5
		},
		{ resamples: 20 }
	);
	expect(interval).toBeNull();
});

test('some knees are doubted by what all of them say', () => {
	const probabilities = fromParts(parts[0]);
	const counted = Uint8Array.from(labels, (label) => Number(label === 2));
	const places = labels.flatMap((label, i) => (label === 2 ? [i] : []));
	const of = Float64Array.from(places.flatMap((i) => [...probabilities.slice(5 * i, 5 * i + 5)]));
	const thresholds = confidenceThresholds(labels, probabilities, 5);
	const twos = places.map(() => 2);
	const share = wrongLabelShare(labelSuspects(twos, of, 5, thresholds))!;
	expect(share).toBeGreaterThan(0);
	expect(wrongLabelShare(labelSuspects(twos, of, 5))).toBe(0);
	const input = { labels, subjects, probabilities, counted, otherwise: null, classCount: 5 };
	const interval = wrongLabelUncertainty(input, { resamples: 200 }).interval!;
	expect(interval.lower).toBeLessThan(share);
	expect(interval.upper).toBeGreaterThan(share);
});

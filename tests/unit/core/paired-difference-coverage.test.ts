import { expect, it } from 'vitest';
import { bootstrap, pairedDifference } from '#lib/core/statistics/bootstrap.ts';
import { accuracy, balancedAccuracy } from '#lib/core/metrics/metrics.ts';
import { Random } from '#lib/core/statistics/random.ts';

const STUDIES = 400;
const PAIRS = 160;
/** Chance that the second knee of a subject is as the first in all respects. */
const ALIKE = 0.8;
/** Chance that a reader is right, whatever the grade, so that their balanced accuracies differ as their accuracies do. */
const RIGHT = [0.75, 0.65] as const;
/** Chance that the readers share the luck of a knee; else each has its own. */
const SHARED = 0.4;
const DIFFERENCE = RIGHT[0] - RIGHT[1];

const bySubject = Array.from({ length: 2 * PAIRS }, (_, knee) => knee >> 1);
const byKnee = [...bySubject.keys()];

interface Knee {
	truth: number;
	read: [number, number];
}

function drawKnee(random: Random): Knee {
	const truth = random.uniform() < 0.5 ? 1 : 0;
	const luck = random.uniform();
	const shared = random.uniform() < SHARED;
	const read = RIGHT.map((chance) =>
		(shared ? luck : random.uniform()) < chance ? truth : 1 - truth
	);
	return { truth, read: [read[0], read[1]] };
}

function drawStudy(random: Random): Knee[] {
	return Array.from({ length: PAIRS }, () => {
		const first = drawKnee(random);
		const second = random.uniform() < ALIKE ? first : drawKnee(random);
		return [first, second];
	}).flat();
}

it('the interval of a paired difference covers about 95 % by subjects and, as theory says, 86 % by knees', () => {
	const random = Random.fromSeed(37);
	const covered = { accuracy: [0, 0], balancedAccuracy: [0, 0] };
	for (let seed = 0; seed < STUDIES; seed++) {
		const knees = drawStudy(random);
		const input = {
			truth: knees.map(({ truth }) => truth),
			systems: [0, 1].map((system) => knees.map(({ read }) => read[system])),
			classCount: 2
		};
		[bySubject, byKnee].forEach((subjects, way) => {
			const result = bootstrap(
				{ ...input, subjects },
				{ accuracy, balancedAccuracy },
				{ resamples: 300, seed }
			);
			for (const name of ['accuracy', 'balancedAccuracy'] as const) {
				const { lower, upper } = pairedDifference(result, name, 0, 1)!;
				if (lower <= DIFFERENCE && DIFFERENCE <= upper) covered[name][way]++;
			}
		});
	}
	for (const name of ['accuracy', 'balancedAccuracy'] as const) {
		const [subjects, knees] = covered[name].map((count) => count / STUDIES);
		expect(subjects, name).toBeGreaterThan(0.92);
		expect(subjects, name).toBeLessThan(0.98);
		// Ignoring the correlation makes intervals sqrt(1 + 0.8) too narrow: P(|Z| < 1.96 / sqrt(1.8)) = 0.856.
		expect(Math.abs(knees - 0.856), name).toBeLessThan(0.045);
	}
});

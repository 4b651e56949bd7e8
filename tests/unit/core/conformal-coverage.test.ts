import { describe, expect, it } from 'vitest';
import { conformalThreshold } from '#lib/core/conformal/conformal-threshold.ts';
import type { ConformalMethod } from '#lib/core/conformal/nonconformity.ts';
import { conformalThresholds, predictionSets } from '#lib/core/conformal/prediction-sets.ts';
import { softmaxRows } from '#lib/core/scores/predictions.ts';
import { Random } from '#lib/core/statistics/random.ts';

const CLASSES = 4;
const ALPHA = 0.1;
/** Cases of each subject that are alike: a bias of the subject is in all of them. */
const KNEES = 2;

const random = Random.fromSeed(23);
const normal = () =>
	Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());

/** An overconfident system; its probabilities need not be calibrated. */
function draw(subjects: number) {
	const truth: number[] = [];
	const logits: number[] = [];
	const who: number[] = [];
	for (let subject = 0; subject < subjects; subject++) {
		const severity = random.uniform() * CLASSES;
		const bias = 0.6 * normal();
		for (let knee = 0; knee < KNEES; knee++) {
			truth.push(Math.floor(severity));
			who.push(subject);
			const seen = severity - 0.5 + bias + 0.2 * normal();
			for (let c = 0; c < CLASSES; c++) logits.push(-3 * (seen - c) ** 2);
		}
	}
	return { truth, subjects: who, probabilities: softmaxRows(logits, CLASSES) };
}

const evaluated = draw(1500);

/** Mean coverage over calibrations, of all cases and of each true class. */
function simulate(method: ConformalMethod, perClass: boolean, seed: number | null) {
	const CALIBRATIONS = 40;
	const options = { method, alpha: ALPHA, perClass };
	let [covered, byClass] = [0, new Array<number>(CLASSES).fill(0)];
	for (let k = 0; k < CALIBRATIONS; k++) {
		const own = { ...options, seed: seed === null ? null : seed + 2 * k };
		const { thresholds } = conformalThresholds(draw(79), CLASSES, own);
		const sets = predictionSets(evaluated.probabilities, thresholds, own);
		const held = evaluated.truth.map((label, i) => sets[i * CLASSES + label]);
		covered += held.reduce((sum, one) => sum + one) / held.length / CALIBRATIONS;
		byClass = byClass.map((sum, label) => {
			const among = held.filter((_, i) => evaluated.truth[i] === label);
			return sum + among.reduce((all, one) => all + one) / among.length / CALIBRATIONS;
		});
	}
	return { covered, byClass };
}

describe('coverage of prediction sets in simulation, two alike knees a subject', () => {
	it.each(['lac', 'aps', 'ordinalAps'] as const)(
		'of %s is at least the level, and not far above',
		(method) => {
			const { covered } = simulate(method, false, null);
			// Standard error of the mean over calibrations: sqrt(.09 / 80 / 40) = .005.
			expect(covered).toBeGreaterThan(1 - ALPHA - 0.015);
			expect(covered).toBeLessThan(1 - ALPHA + 0.045);
		}
	);

	it('holds within each class with a threshold a class', () => {
		const { byClass } = simulate('lac', true, null);
		for (const covered of byClass) expect(covered).toBeGreaterThan(1 - ALPHA - 0.025);
	});

	it('of randomised adaptive sets is the level', () => {
		const { covered } = simulate('aps', false, 1);
		expect(covered).toBeGreaterThan(1 - ALPHA - 0.015);
		expect(covered).toBeLessThan(1 - ALPHA + 0.025);
	});

	it('of subjects with unequal numbers of cases holds by subject, and not by case', () => {
		const STUDIES = 400;
		const share = { subjects: 0, cases: 0 };
		/** A hard subject has one case, an easy one six alike. */
		const subject = () => {
			const isHard = random.uniform() < 0.3;
			const score = (isHard ? 1 : 0) + random.uniform();
			return new Array<number>(isHard ? 1 : 6).fill(score);
		};
		for (let study = 0; study < STUDIES; study++) {
			const people = Array.from({ length: 39 }, subject);
			const scores = people.flat();
			const who = people.flatMap((cases, i) => cases.map(() => i));
			const thresholds = {
				subjects: conformalThreshold(scores, who, ALPHA),
				cases: conformalThreshold(scores, [...scores.keys()], ALPHA)
			};
			for (let k = 0; k < 50; k++) {
				const [score] = subject();
				for (const by of ['subjects', 'cases'] as const) {
					if (score <= thresholds[by]) share[by] += 1 / (50 * STUDIES);
				}
			}
		}
		expect(share.subjects).toBeGreaterThan(1 - ALPHA - 0.01);
		expect(share.subjects).toBeLessThan(1 - ALPHA + 0.04);
		expect(share.cases).toBeLessThan(1 - ALPHA - 0.05);
	});
});

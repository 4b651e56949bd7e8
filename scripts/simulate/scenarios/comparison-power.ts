import { holm } from '../../../src/lib/core/statistics/holm.ts';
import type { Random } from '../../../src/lib/core/statistics/random.ts';
import { comparedInput, finding, isFound, LEVEL, testsOf } from '../compared.ts';
import { drawStudy, type SimulatedStudy } from '../population.ts';
import { shareOf } from '../readings.ts';
import type { Scenario, SimulatedCase } from '../scenario.ts';

const FIGURE = 'accuracy';
/** How far the third model errs, as a multiple of the others. */
const WORSE = 1.35;
const COPIES = 3;
/** Knees on which a copy differs from its model. */
const CHANGED = 3;

/** The same models with some that differ from the first on a few knees. */
function withCopies(study: SimulatedStudy, random: Random): SimulatedStudy {
	const copies = Array.from({ length: COPIES }, () => {
		const copy = study.predicted[0].slice();
		for (let change = 0; change < CHANGED; change++) {
			copy[random.integer(copy.length)] = random.integer(5);
		}
		return copy;
	});
	return { ...study, predicted: [...study.predicted, ...copies] };
}

/** Whether the first model is found to be better than the third, by the tests of all pairs. */
function worseThird(subjects: number, studies: number): SimulatedCase {
	return {
		name: `${subjects} subjects`,
		studies,
		run(random) {
			const study = drawStudy(random, { subjects, models: 3, errors: [1, 1, WORSE] });
			const alone = testsOf(comparedInput(study), FIGURE, random);
			const more = testsOf(comparedInput(withCopies(study, random)), FIGURE, random);
			const byHolm = holm(more.map((test) => test?.p ?? null));
			return {
				'three models': finding(isFound(alone[1])),
				[`and ${COPIES} near-copies of the first`]: finding(isFound(more[1])),
				'the same by Holm': finding(byHolm[1]! < LEVEL)
			};
		}
	};
}

/** Of eleven models the first is always right, the others are equally good. */
const oneOfEleven: SimulatedCase = {
	name: '11 models, 100 subjects, one always right',
	studies: 200,
	run(random) {
		const study = drawStudy(random, { subjects: 100, models: 11 });
		const predicted = [Uint8Array.from(study.truth), ...study.predicted.slice(1)];
		const tests = testsOf(comparedInput({ ...study, predicted }), FIGURE, random);
		return { 'better than each of ten': finding(tests.slice(0, 10).every(isFound)) };
	}
};

/** Two models that differ on four subjects of 500, always in favour of the first. */
const fourToNone: SimulatedCase = {
	name: '500 subjects, 4 to 0',
	studies: 20,
	run(random) {
		const study = drawStudy(random, { subjects: 500, models: 1 });
		const first = Uint8Array.from(study.truth);
		const second = first.map((grade, knee) =>
			knee < 8 && knee % 2 === 0 ? (grade + 1) % 5 : grade
		);
		const [test] = testsOf(comparedInput({ ...study, predicted: [first, second] }), FIGURE, random);
		return { 'called better': finding(isFound(test)) };
	}
};

export const title = 'Differences that are found';

export const about = `Power for accuracy: whether the first model is found to be better than the third, whose errors are
${WORSE} times as large. Models that differ from the first on only ${CHANGED} knees cost min-P little power; Holm’s method,
which counts them as pairs like any other, loses much.`;

export const cases: Scenario['cases'] = [
	worseThird(100, 2000),
	worseThird(414, 2000),
	oneOfEleven,
	fourToNone
];

export const reading: Scenario['reading'] = () =>
	shareOf('found', 'Share of the studies in which it is found at .05.');

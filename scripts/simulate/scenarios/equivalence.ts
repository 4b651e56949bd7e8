import { GRADE_COUNT } from '../../../src/lib/core/labels/grades.ts';
import { confusionMatrix } from '../../../src/lib/core/metrics/confusion.ts';
import { equivalenceOf } from '../../../src/lib/core/comparison/equivalence.ts';
import { costMatrix } from '../../../src/lib/core/metrics/expected-cost.ts';
import { matrixFigures, type MatrixFigure } from '../../../src/lib/core/metrics/registry.ts';
import type { PairedComparison } from '../../../src/lib/core/comparison/paired-comparison.ts';
import { Random } from '../../../src/lib/core/statistics/random.ts';
import { comparedInput, finding, testsOf } from '../compared.ts';
import { drawStudy, type SimulatedStudy } from '../population.ts';
import { falseFindings } from '../readings.ts';
import type { Scenario, SimulatedCase } from '../scenario.ts';

const FIGURES = ['accuracy', 'balancedAccuracy', 'quadraticWeightedKappa'] as const;

type Draw = (random: Random, subjects: number) => SimulatedStudy;

/** The second model errs further than the first, each in its own way. */
const errsFurther =
	(errors: number): Draw =>
	(random, subjects) =>
		drawStudy(random, { subjects, models: 2, errors: [1, errors] });

/** The second model is the first, spoilt by one grade on some knees: all that differs speaks against it. */
const spoilt =
	(share: number): Draw =>
	(random, subjects) => {
		const study = drawStudy(random, { subjects, models: 1 });
		const [first] = study.predicted;
		const second = first.map((read) => {
			if (random.uniform() >= share) return read;
			return read === 4 ? 3 : read + 1;
		});
		return { ...study, predicted: [first, second] };
	};

const margins = new Map<string, number>();

/** What the second model lacks in the long run. */
function trueDifference(name: string, draw: Draw, figure: MatrixFigure): number {
	const key = `${name} ${figure}`;
	if (!margins.has(key)) {
		const { truth, predicted } = draw(Random.fromSeed(1), 100_000);
		const of = matrixFigures(costMatrix('quadratic', GRADE_COUNT))[figure];
		const [first, second] = predicted.map((read) => of(confusionMatrix(truth, read, GRADE_COUNT))!);
		margins.set(key, first - second);
	}
	return margins.get(key)!;
}

/** The margin is the very difference, so that whoever says equivalent, or the second not inferior, errs. */
function atTheMargin(name: string, draw: Draw, subjects: number, studies: number): SimulatedCase {
	return {
		name: `${name}, ${subjects} subjects`,
		studies,
		run: (random) =>
			Object.fromEntries(
				FIGURES.map((figure) => {
					const study = draw(random, subjects);
					const input = comparedInput({ ...study, probabilities: [] });
					const [test] = testsOf(input, figure, random);
					const of = matrixFigures(costMatrix('quadratic', GRADE_COUNT))[figure];
					const [a, b] = study.predicted.map(
						(read) => of(confusionMatrix(study.truth, read, GRADE_COUNT)) ?? NaN
					);
					const pair = { difference: { estimate: a - b }, test, verdict: 'not significant' };
					const words = equivalenceOf(
						pair as unknown as PairedComparison,
						trueDifference(name, draw, figure),
						'higher'
					);
					return [figure, finding(words === 'equivalent' || words === 'second not inferior')];
				})
			)
	};
}

export const title = 'Equivalence and non-inferiority';

export const about = `Two models whose true difference equals the margin; a study errs where the second is called equivalent
or not inferior. In "a few knees spoilt" the second model equals the first except on a few knees, all of them worse: the
hardest case, since in some studies hardly any of these knees occurs.`;

export const cases: Scenario['cases'] = [30, 100, 414].flatMap((subjects) => [
	atTheMargin('errs further', errsFurther(1.2), subjects, 3000),
	atTheMargin('a few knees spoilt', spoilt(0.03), subjects, 3000)
]);

export const reading: Scenario['reading'] = () => falseFindings;

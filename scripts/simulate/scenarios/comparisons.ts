import { GRADE_COUNT } from '../../../src/lib/core/labels/grades.ts';
import { confusionMatrix } from '../../../src/lib/core/metrics/confusion.ts';
import {
	ENSEMBLE_SCHEMES,
	ensembleScores,
	ensembleWeights
} from '../../../src/lib/core/combine/ensemble.ts';
import {
	FIGURE_NAMES,
	matrixFigures,
	type FigureName
} from '../../../src/lib/core/metrics/registry.ts';
import { costMatrix } from '../../../src/lib/core/metrics/expected-cost.ts';
import { argmaxRows } from '../../../src/lib/core/scores/predictions.ts';
import { Random } from '../../../src/lib/core/statistics/random.ts';
import { accuracyTests } from '../../../src/lib/runtime/compute/figures.ts';
import { comparedInput, finding, isFound, LEVEL, testsOf } from '../compared.ts';
import { drawStudy, type Population, type SimulatedStudy } from '../population.ts';
import { falseFindings, shareOf } from '../readings.ts';
import type { Scenario, SimulatedCase, Tally } from '../scenario.ts';

const ANY = 'any of the figures (not adjusted for)';
const MCNEMAR = 'clustered McNemar, Holm';
/** Of many models, whose many pairs take long. */
const SOME_FIGURES: readonly FigureName[] = [
	'balancedAccuracy',
	'accuracy',
	'quadraticWeightedKappa',
	'logLoss'
];
const MANY_MODELS = 6;
/** Subjects whose knees the ensembles take their weights from. */
const VALIDATION_SUBJECTS = 200;

/** Whether a pair of equal models is called different, by each figure and by any of them. */
function findingsOf(
	study: SimulatedStudy,
	random: Random,
	isEqual: (first: number, second: number) => boolean = () => true
): Tally {
	const input = comparedInput(study);
	const tests = accuracyTests(input.truth, input.subjects, input.systems);
	const equal = tests.map(({ first, second }) => isEqual(first, second));
	const seeded = random.uint32();
	const figures = input.systems.length < MANY_MODELS ? FIGURE_NAMES : SOME_FIGURES;
	const found = figures.map((figure) =>
		testsOf(input, figure, Random.fromSeed(seeded)).some((test, i) => equal[i] && isFound(test))
	);
	const isByMcnemar = tests.some(({ holm }, i) => equal[i] && holm !== null && holm < LEVEL);
	const tally: Tally = Object.fromEntries(figures.map((figure, i) => [figure, finding(found[i])]));
	tally[MCNEMAR] = finding(isByMcnemar);
	if (figures === FIGURE_NAMES) tally[ANY] = finding(found.some((one) => one));
	return tally;
}

/** Models that err alike. */
function equal(population: Population, studies: number): SimulatedCase {
	const { subjects, models, kneesAlike } = population;
	return {
		name: `${models} models, ${subjects} subjects${kneesAlike ? ', alike' : ''}`,
		studies,
		run: (random) => findingsOf(drawStudy(random, population), random)
	};
}

/** Three models and the ensembles that are made of them, which are nearly alike; only the models are equal. */
function withEnsembles(subjects: number, studies: number): SimulatedCase {
	return {
		name: `3 models and 3 ensembles, ${subjects} subjects`,
		studies,
		run(random) {
			const validation = drawStudy(random, { subjects: VALIDATION_SUBJECTS, models: 3 });
			const confusions = validation.predicted.map((read) =>
				confusionMatrix(validation.truth, read, GRADE_COUNT)
			);
			const study = drawStudy(random, { subjects, models: 3 });
			const ensembles = ENSEMBLE_SCHEMES.map((scheme) =>
				ensembleScores(study.probabilities, ensembleWeights(scheme, confusions).table)
			);
			return findingsOf(
				{
					...study,
					probabilities: [...study.probabilities, ...ensembles],
					predicted: [
						...study.predicted,
						...ensembles.map((scores) => argmaxRows(scores, GRADE_COUNT))
					]
				},
				random,
				(_, second) => second < 3
			);
		}
	};
}

const UNLIKE_FIGURES = ['accuracy', 'macroF1', 'quadraticWeightedKappa'] as const;
/** Share of the knees that the first model predicts correctly and the second two grades off. */
const SPOILT = 0.06;

/** The second model is the first with some knees two grades off and some of its mistakes put right. */
function unlikeModels(random: Random, subjects: number, mended: number): SimulatedStudy {
	const study = drawStudy(random, { subjects, models: 1 });
	const [first] = study.predicted;
	const second = first.map((read, knee) => {
		const truth = study.truth[knee];
		const chance = random.uniform();
		if (read === truth) return chance < SPOILT ? (truth > 2 ? truth - 2 : truth + 2) : read;
		return chance < mended ? truth : read;
	});
	return { ...study, predicted: [first, second] };
}

/** The share of mistakes to put right with which both models have the same figure, from many knees. */
function mendedFor(figure: (typeof UNLIKE_FIGURES)[number]): number {
	const of = matrixFigures(costMatrix('quadratic', GRADE_COUNT))[figure];
	let [low, high] = [0, 1];
	for (let step = 0; step < 18; step++) {
		const middle = (low + high) / 2;
		const { truth, predicted } = unlikeModels(Random.fromSeed(1), 60_000, middle);
		const [a, b] = predicted.map((read) => of(confusionMatrix(truth, read, GRADE_COUNT))!);
		if (b < a) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

const mended = new Map<string, number>();

/** Two models with the same figure that err in other ways. */
function unlike(subjects: number, studies: number): SimulatedCase {
	return {
		name: `2 models that err in other ways, ${subjects} subjects`,
		studies,
		run: (random) =>
			Object.fromEntries(
				UNLIKE_FIGURES.map((figure) => {
					if (!mended.has(figure)) mended.set(figure, mendedFor(figure));
					const study = unlikeModels(random, subjects, mended.get(figure)!);
					const [test] = testsOf(comparedInput({ ...study, probabilities: [] }), figure, random);
					return [figure, finding(isFound(test))];
				})
			)
	};
}

export const title = 'Verdicts where models are equal';

export const about = `Equally good models; a study errs where any pair of them comes out as significant at .05 by the
exchange test, adjusted for all pairs of the family (step-down min-P). For two models that err in the same way the exchange
test is exact. Models that "err in other ways" have the same expected metric, but the second is wrong by two grades on
${100 * SPOILT} % of the knees and corrects some mistakes of the first; exchangeability is more than an equal metric there,
and with few subjects the tests of the weighted kappas exceed their level. The last row is the error rate for someone who
looks through all thirteen metrics, for which p is not adjusted; with six models or more, four metrics are tested.`;

export const cases: Scenario['cases'] = [
	equal({ models: 3, subjects: 30 }, 2000),
	equal({ models: 3, subjects: 100 }, 2000),
	equal({ models: 3, subjects: 414 }, 2000),
	equal({ models: 3, subjects: 30, kneesAlike: true }, 2000),
	equal({ models: 6, subjects: 100 }, 2000),
	equal({ models: 11, subjects: 30 }, 1000),
	equal({ models: 11, subjects: 100 }, 1000),
	withEnsembles(100, 2000),
	unlike(30, 2000),
	unlike(100, 2000),
	unlike(414, 2000)
];

export const reading: Scenario['reading'] = (row) =>
	row === ANY
		? shareOf('found', 'Last row: share of the studies in which any figure has a significant pair.')
		: falseFindings;

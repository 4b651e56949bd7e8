import { GRADE_COUNT } from '../../src/lib/core/labels/grades.ts';
import { bootstrap } from '../../src/lib/core/statistics/bootstrap.ts';
import { confusionMatrix } from '../../src/lib/core/metrics/confusion.ts';
import {
	ENSEMBLE_SCHEMES,
	ensembleScores,
	ensembleWeights,
	rescaleRows
} from '../../src/lib/core/combine/ensemble.ts';
import { costMatrix } from '../../src/lib/core/metrics/expected-cost.ts';
import { matrixFigures } from '../../src/lib/core/metrics/registry.ts';
import { metricsOf } from '../../src/lib/core/metrics/metrics.ts';
import { argmaxRows, softmaxRows } from '../../src/lib/core/scores/predictions.ts';
import { Random } from '../../src/lib/core/statistics/random.ts';
import { figuresOf } from '../../src/lib/runtime/compute/figures.ts';
import { timeInTurns, type Bench } from './bench.ts';

const REPETITIONS = 5;
/** The test knees of the public set, and as many as a large one would have. */
const KNEES = 1656;
const MANY_KNEES = 20_000;
/** Share of each grade among the test knees, added up. */
const UP_TO_GRADE = [0.386, 0.565, 0.835, 0.969, 1];

export const statistics: Bench = {
	name: 'statistics',
	title:
		'Six systems: 2,000 resamples of the subjects, and what a change of weights or filter costs',
	async run() {
		const random = Random.fromSeed(1);
		const [set, many] = [inventedSet(random, KNEES), inventedSet(random, MANY_KNEES)];
		const input = { ...set, ...sixSystems(set), classCount: GRADE_COUNT };
		const costs = costMatrix('linear', GRADE_COUNT);
		const time = async (subject: string, run: () => unknown) => ({
			subject,
			ways: await timeInTurns([{ name: 'time', run }], REPETITIONS)
		});
		return [
			await time(`bootstrap of matrices, ${KNEES} knees`, () =>
				bootstrap(input, matrixFigures(costs))
			),
			await time(`all figures and pairs, ${KNEES} knees`, () =>
				figuresOf({
					...input,
					probabilities: input.scores.map((rows) => rescaleRows(rows, GRADE_COUNT)),
					costs
				})
			),
			await time(`redraw, ${KNEES} knees`, () => redraw(set)),
			await time(`redraw, ${MANY_KNEES} knees`, () => redraw(many))
		];
	}
};

interface InventedSet {
	truth: number[];
	/** Two knees each. */
	subjects: number[];
	/** Probabilities of three networks. */
	members: Float64Array<ArrayBuffer>[];
}

function inventedSet(random: Random, knees: number): InventedSet {
	const truth = Array.from({ length: knees }, () => {
		const place = random.uniform();
		return UP_TO_GRADE.findIndex((share) => place < share);
	});
	const members = [2, 2.5, 3].map((noise) =>
		softmaxRows(
			Float64Array.from(
				{ length: 5 * knees },
				(_, i) => -1.2 * Math.abs((i % 5) - truth[Math.floor(i / 5)]) + noise * random.uniform()
			),
			GRADE_COUNT
		)
	);
	return { truth, subjects: truth.map((_, knee) => knee >> 1), members };
}

function sixSystems({ truth, members }: InventedSet) {
	const confusions = members.map((rows) =>
		confusionMatrix(truth, argmaxRows(rows, GRADE_COUNT), GRADE_COUNT)
	);
	const ensembles = ENSEMBLE_SCHEMES.map((scheme) =>
		ensembleScores(members, ensembleWeights(scheme, confusions).table)
	);
	const scores = [...members, ...ensembles];
	return { scores, systems: scores.map((rows) => argmaxRows(rows, GRADE_COUNT)) };
}

/** What follows from other weights, another filter or another rule: grades, matrices and metrics of all six. */
function redraw(set: InventedSet) {
	const kept = [...set.truth.keys()].filter((knee) => set.subjects[knee] % 10 > 0);
	const truth = kept.map((knee) => set.truth[knee]);
	return sixSystems(set).systems.map((grades) =>
		metricsOf(
			confusionMatrix(
				truth,
				kept.map((knee) => grades[knee]),
				GRADE_COUNT
			)
		)
	);
}

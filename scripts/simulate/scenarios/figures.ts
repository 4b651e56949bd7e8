import { scoreFigures } from '../../../src/lib/core/metrics/computations.ts';
import { GRADE_COUNT } from '../../../src/lib/core/labels/grades.ts';
import { confusionMatrix } from '../../../src/lib/core/metrics/confusion.ts';
import { costMatrix } from '../../../src/lib/core/metrics/expected-cost.ts';
import {
	FIGURE_NAMES,
	matrixFigures,
	type FigureName
} from '../../../src/lib/core/metrics/registry.ts';
import { perClass } from '../../../src/lib/core/metrics/metrics.ts';
import { Random } from '../../../src/lib/core/statistics/random.ts';
import { shareIntervals } from '../../../src/lib/core/statistics/share-intervals.ts';
import { onceEach } from '../../../src/lib/core/statistics/weighted-statistic.ts';
import type { Range } from '../../../src/lib/core/statistics/wilson-interval.ts';
import { figuresOf } from '../../../src/lib/runtime/compute/figures.ts';
import { drawStudy } from '../population.ts';
import { coverage, coverages } from '../readings.ts';
import type { Scenario, SimulatedCase } from '../scenario.ts';
import { drawFrom, loadShippedKnees, type ShippedKnees } from '../shipped-knees.ts';

const COSTS = costMatrix('quadratic', GRADE_COUNT);
const MANY_SUBJECTS = 60_000;

/** The 95 % intervals of the first model's figures, as the page computes them. */
function intervalsOf({ truth, subjects, predicted, probabilities }: ShippedKnees) {
	const { figures } = figuresOf({
		truth,
		subjects,
		systems: [predicted[0]],
		scores: [probabilities[0]],
		probabilities: [probabilities[0]],
		costs: COSTS,
		classCount: GRADE_COUNT
	});
	const knees = { truth, predicted: predicted[0], subjects };
	const [rows, columns] = [shareIntervals(knees, 'row', 5), shareIntervals(knees, 'column', 5)];
	const intervals: Record<string, Range | null> = Object.fromEntries(
		FIGURE_NAMES.map((name) => [name, figures[name].intervals[0]])
	);
	for (let grade = 0; grade < 5; grade++) {
		intervals[`recall ${grade}`] = rows[grade][grade];
		intervals[`precision ${grade}`] = columns[grade][grade];
	}
	return intervals;
}

/** The same figures of the first model, of the knees as they are. */
function figuresThemselves({ truth, predicted, probabilities }: ShippedKnees) {
	const confusion = confusionMatrix(truth, predicted[0], GRADE_COUNT);
	const once = onceEach(truth.length);
	const scores = Object.entries(scoreFigures(truth, probabilities[0], GRADE_COUNT));
	const values: Record<string, number> = Object.fromEntries([
		...Object.entries(matrixFigures(COSTS)).map(([name, of]) => [name, of(confusion)!]),
		...scores.map(([name, of]) => [name, of(once)!])
	]) as Record<FigureName, number>;
	const { recall, precision } = perClass(confusion);
	for (let grade = 0; grade < 5; grade++) {
		values[`recall ${grade}`] = recall[grade]!;
		values[`precision ${grade}`] = precision[grade]!;
	}
	return values;
}

const shipped = await loadShippedKnees();
const truthOf = new Map<boolean, Record<string, number>>();

function truthOfModel(kneesAlike: boolean): Record<string, number> {
	if (!truthOf.has(kneesAlike)) {
		const many = drawStudy(Random.fromSeed(1), { subjects: MANY_SUBJECTS, models: 1, kneesAlike });
		truthOf.set(kneesAlike, figuresThemselves(many));
	}
	return truthOf.get(kneesAlike)!;
}

function drawn(subjects: number, studies: number, kneesAlike = false): SimulatedCase {
	return {
		name: `${subjects} subjects${kneesAlike ? ', alike' : ''}`,
		studies,
		run: (random) =>
			coverages(
				intervalsOf(drawStudy(random, { subjects, models: 1, kneesAlike })),
				truthOfModel(kneesAlike)
			)
	};
}

export const title = 'Intervals of the metrics';

export const about = `One model; every headline metric, and recall and precision of each grade. Metrics that have no
interval are unknown in all studies. The true values are computed from ${MANY_SUBJECTS.toLocaleString('en-US')} subjects.
"Shipped": studies are drawn from the 500 subjects of the embedded test set as read by Xception, which are then the
population.

How good an interval is depends on how many subjects have the rarest grade: of 30 subjects two have grade 4 on
average, of 100 seven. In one of ten studies of 30 subjects none has it, so that a mean over the grades covers four of them
and is compared with the true value for five (AUC .913 and .928); in half of them one or two subjects have it, and resamples
omit it or repeat the same knees. The AUC has no interval then, since more than 5 % of the resamples lack a grade; the other
means over the grades have one, over the grades that a resample has. With as few subjects as in a column where a metric is
bold, treat its interval as too short, and report how many subjects have each grade.`;

export const cases: Scenario['cases'] = [
	drawn(30, 1000),
	drawn(100, 1000),
	drawn(414, 400),
	drawn(100, 500, true),
	{
		name: 'shipped, 500 drawn',
		studies: 300,
		run: (random) =>
			coverages(intervalsOf(drawFrom(shipped, random, 500)), figuresThemselves(shipped))
	}
];

export const reading: Scenario['reading'] = () => coverage;

import { GRADE_COUNT } from '../../../src/lib/core/labels/grades.ts';
import type { ConformalMethod } from '../../../src/lib/core/conformal/nonconformity.ts';
import { expectedGrades } from '../../../src/lib/core/combine/decision-rules.ts';
import {
	ordinalConcordanceOf,
	type ConcordanceOver
} from '../../../src/lib/core/metrics/ordinal-concordance.ts';
import { rankedProbabilityLosses } from '../../../src/lib/core/metrics/ranked-probability-score.ts';
import { rocAuc } from '../../../src/lib/core/metrics/roc-auc.ts';
import { screeningAt, screeningScores } from '../../../src/lib/core/metrics/screening.ts';
import { ScoreTable } from '../../../src/lib/core/scores/score-table.ts';
import { predictiveValues } from '../../../src/lib/core/screening/predictive-values.ts';
import { onceEach, weightedMean } from '../../../src/lib/core/statistics/weighted-statistic.ts';
import { Random } from '../../../src/lib/core/statistics/random.ts';
import { conformalSetsOf } from '../../../src/lib/runtime/compute/conformal-sets.ts';
import { decisionCurvesOf } from '../../../src/lib/runtime/compute/decision-curves.ts';
import { ordinalCalibrationOf } from '../../../src/lib/runtime/compute/ordinal-calibration.ts';
import { predictiveValuesOf } from '../../../src/lib/runtime/compute/other-shares.ts';
import {
	areaComparisonOf,
	sensitivityComparisonOf
} from '../../../src/lib/runtime/compute/screening-comparison.ts';
import { wilsonInterval } from '../../../src/lib/core/statistics/wilson-interval.ts';
import { drawStudy, type SimulatedStudy } from '../population.ts';
import { coverage, coverageOf, falseFindings } from '../readings.ts';
import type { Reading, Scenario, SimulatedCase, Tally } from '../scenario.ts';

const POSITIVE_FROM = 2;
const THRESHOLD = 0.5;
const TREATED_FROM = 0.2;
const PREVALENCE = 0.05;
const SPECIFICITY = 0.9;
const ALPHA = 0.1;
const METHODS: readonly ConformalMethod[] = ['lac', 'aps', 'ordinalAps'];
const MANY_SUBJECTS = 60_000;
/** That prediction sets of a study are judged on. */
const NEW_SUBJECTS = 5;

const AREA_TEST = 'areas that are equal';
const SETS = 'set of ';

/** What the compute worker says of two equally good models. */
function answersOf({ truth, subjects, probabilities }: SimulatedStudy) {
	const who = subjects.map(String);
	const systems = {
		truth,
		subjects: who,
		positiveFrom: POSITIVE_FROM,
		classCount: GRADE_COUNT,
		scores: probabilities
	};
	const curves = decisionCurvesOf({ ...systems, thresholds: [TREATED_FROM], prevalence: null });
	const [values] = predictiveValuesOf({
		...systems,
		scores: screeningScores(probabilities[0], GRADE_COUNT, POSITIVE_FROM),
		threshold: THRESHOLD,
		prevalences: [PREVALENCE]
	});
	const { concordance, rankedProbability } = ordinalCalibrationOf({
		...systems,
		probabilities: probabilities[0],
		bins: 10
	});
	const areas = areaComparisonOf(systems);
	const { differences } = sensitivityComparisonOf({ ...systems, specificity: SPECIFICITY });
	return {
		p: areas.pairs[0].p,
		estimates: {
			'net benefit': curves.systems[0].netBenefit[0],
			'net benefit over treating all': curves.systems[0].overTreatAll[0],
			'difference of net benefits': curves.differences[0].netBenefit[0],
			'positive predictive value': values.positivePredictiveValue,
			'negative predictive value': values.negativePredictiveValue,
			area: areas.areas[0],
			'difference of areas': areas.pairs[0].difference,
			'difference of sensitivities': differences[0].difference,
			'c-index over cases': concordance.overCases,
			'c-index over classes': concordance.overClasses,
			'ranked probability score': rankedProbability
		}
	};
}

let known: Record<string, number> | null = null;

/** The same of the first model on many subjects, without resampling; the models are equal, so that differences are 0. */
function truths(): Record<string, number> {
	if (known) return known;
	const { truth, probabilities } = drawStudy(Random.fromSeed(1), {
		subjects: MANY_SUBJECTS,
		models: 1
	});
	const scores = screeningScores(probabilities[0], GRADE_COUNT, POSITIVE_FROM);
	const once = onceEach(truth.length);
	const screening = screeningAt(truth, scores, THRESHOLD, POSITIVE_FROM);
	const values = predictiveValues(screening.sensitivity!, screening.specificity!, PREVALENCE);
	const odds = TREATED_FROM / (1 - TREATED_FROM);
	const benefit = (hits: number, alarms: number) => (hits - odds * alarms) / truth.length;
	const treated = screeningAt(truth, scores, TREATED_FROM, POSITIVE_FROM);
	const everybody = screeningAt(truth, scores, 0, POSITIVE_FROM);
	const netBenefit = benefit(treated.truePositives, treated.falsePositives);
	const expected = expectedGrades(probabilities[0], GRADE_COUNT);
	const concordance = (over: ConcordanceOver) =>
		ordinalConcordanceOf(truth, expected, GRADE_COUNT, over)(once)!;
	return (known = {
		'net benefit': netBenefit,
		'net benefit over treating all':
			netBenefit - benefit(everybody.truePositives, everybody.falsePositives),
		'difference of net benefits': 0,
		'positive predictive value': values.positivePredictiveValue,
		'negative predictive value': values.negativePredictiveValue,
		area: rocAuc(
			truth.map((grade) => grade >= POSITIVE_FROM),
			scores
		)!,
		'difference of areas': 0,
		'difference of sensitivities': 0,
		'c-index over cases': concordance('pairs of cases'),
		'c-index over classes': concordance('pairs of classes'),
		'ranked probability score': weightedMean(
			rankedProbabilityLosses(truth, probabilities[0], GRADE_COUNT)
		)(once)!
	});
}

/** Sets for one knee of each of some new subjects, from as many validation subjects as the study has. */
function setsOf(random: Random, subjects: number): Tally {
	const drawOf = (count: number) => {
		const study = drawStudy(random, { subjects: count, models: 1 });
		return { ...study, probabilities: study.probabilities[0] };
	};
	const calibration = drawOf(subjects);
	const drawn = drawOf(NEW_SUBJECTS);
	const knees = Array.from({ length: NEW_SUBJECTS }, (_, i) => 2 * i + random.integer(2));
	const evaluated = {
		truth: knees.map((knee) => drawn.truth[knee]),
		subjects: knees.map((knee) => `new ${knee}`),
		probabilities: new ScoreTable(drawn.probabilities, GRADE_COUNT).gather(knees).values
	};
	const tally: Tally = {};
	for (const method of METHODS) {
		for (const perClass of [false, true]) {
			const { coverage: found } = conformalSetsOf({
				calibration,
				evaluated,
				classCount: GRADE_COUNT,
				method,
				alpha: ALPHA,
				perClass,
				seed: null
			});
			const name = `${SETS}${method}${perClass ? ', by class' : ''}`;
			const { covered } = found.all;
			tally[name] = { held: covered, missed: NEW_SUBJECTS - covered };
		}
	}
	return tally;
}

function drawn(subjects: number, studies: number): SimulatedCase {
	return {
		name: `${subjects} subjects`,
		studies,
		run(random) {
			const { estimates, p } = answersOf(drawStudy(random, { subjects, models: 2 }));
			const tally: Tally = {};
			for (const [name, { interval }] of Object.entries(estimates)) {
				tally[name] = coverageOf(interval, truths()[name]);
			}
			tally[AREA_TEST] = p === null ? {} : { [p < 0.05 ? 'found' : 'none']: 1 };
			return { ...tally, ...setsOf(random, subjects) };
		}
	};
}

/** Sets that are to hold the true class with a chance of at least 1 - alpha. */
const held: Reading = {
	legend: `Rows "${SETS}...": share of the sets that hold the true grade, which should be ${1 - ALPHA} or more; in brackets the upper end of its 95 % interval. **Bold** where that is below.`,
	failing: 'Too few hold the true grade',
	cell(counts) {
		const { held: yes = 0, missed = 0 } = counts;
		const range = wilsonInterval(yes, yes + missed);
		if (!range) return 'unknown';
		const text = (yes / (yes + missed)).toFixed(3);
		const shown = this.judge(counts) === 'fails' ? `**${text}**` : text;
		return `${shown} (≤ ${range.upper.toFixed(3)})`;
	},
	judge({ held: yes = 0, missed = 0 }) {
		const range = wilsonInterval(yes, yes + missed);
		if (!range) return null;
		return range.upper < 1 - ALPHA ? 'fails' : 'holds';
	}
};

export const title = 'Screening, ordered grades and prediction sets';

export const about = `Two equally good models; KL 2 and above is positive. Net benefit at a threshold of ${TREATED_FROM}, predictive
values at a prevalence of ${PREVALENCE}, areas by DeLong and Obuchowski, sensitivities at a specificity of ${SPECIFICITY}, the c-indices
and the ranked probability score of the first model, with the intervals of the compute worker. The true values are computed from
${MANY_SUBJECTS.toLocaleString('en-US')} subjects; the models do not differ. Prediction sets at an error level of ${ALPHA} are made from as
many validation subjects and evaluated on one knee of each of ${NEW_SUBJECTS} new ones, so that the sampling of the validation subjects
counts as well.

The estimated coverage of the intervals is .90 or more from 30 subjects on; it is lowest for net benefit over treating everyone and for the
ranked probability score. The intervals of predictive values reach as far as the bootstrap and the intervals of sensitivity and specificity let them, and cover more than 95 % in most rows. The c-index over
classes has none where more than 5 % of the resamples lack a grade. With few subjects the test of two areas rejects less often than its
level. Sets by LAC, APS and ordinal APS contain the true grade about as often as they should although two
knees of a subject are correlated; with 30 subjects they contain it more often, above all by class, since a grade with few subjects
then belongs to every set. Here ordinal APS makes the sets of APS; of sets by class only the coverage of all cases is simulated.`;

export const cases: Scenario['cases'] = [drawn(30, 600), drawn(100, 400), drawn(414, 200)];

export const reading: Scenario['reading'] = (row) => {
	if (row === AREA_TEST) return falseFindings;
	return row.startsWith(SETS) ? held : coverage;
};

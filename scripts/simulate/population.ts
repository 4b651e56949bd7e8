import { GRADE_COUNT } from '../../src/lib/core/labels/grades.ts';
import { argmaxRows, softmaxRows } from '../../src/lib/core/scores/predictions.ts';
import type { Random } from '../../src/lib/core/statistics/random.ts';
import { normal } from './normal.ts';

/** Knees of drawn subjects with what several models say of them. */
export interface SimulatedStudy {
	/** `[knees]` */
	truth: number[];
	/** `[knees]` */
	subjects: number[];
	/** Row-major `[knees, 5]`, rows sum to 1; one a model. */
	probabilities: Float64Array<ArrayBuffer>[];
	/** `[knees]` grades with the highest probability; one a model. */
	predicted: Uint8Array<ArrayBuffer>[];
	/** `[knees]` 1 for those of {@link Population.hard}. */
	hard: Uint8Array<ArrayBuffer>;
}

export interface Population {
	subjects: number;
	/** How many models read the knees; all equally good unless `errors` says otherwise. */
	models: number;
	/** The knees of a subject are the same in all respects. */
	kneesAlike?: boolean;
	/** `[models]` how far each model errs, as a multiple of the usual. */
	errors?: readonly number[];
	/** Some knees, drawn at random, that are harder to read. */
	hard?: HardKnees;
}

export interface HardKnees {
	/** Of the knees. */
	share: number;
	/** How far models err there, as a multiple of what they do elsewhere; 1 makes them no harder than others. */
	errors: number;
	/** Whether both knees of a subject are hard, or each by itself. */
	by: 'subjects' | 'knees';
}

/** Severities at which the grade goes up: shares of .382, .177, .267, .132 and .042. */
const GRADE_BOUNDS = [-0.3002, 0.1484, 0.9385, 1.7279];
/** Severity that models take for each grade; they say the nearest. */
const GRADE_CENTRES = [-1.02, -0.075, 0.52, 1.28, 2.13];
/** Correlation of the severities of a subject's two knees. */
const SEVERITY_CORRELATION = 0.6;
/** Standard deviation of a model's error, on the scale of the severity. */
const ERROR = 0.34;
/** How wide models believe the severities of a grade to be, which makes their probabilities about as unsure as those shipped. */
const BELIEVED_SPREAD = 0.46;

/**
 * Subjects of two knees each. Severity is standard normal and graded by bounds. A model sees the severity with an error of
 * which half is common to all models and half its own, and of each half again half is common to both knees.
 */
export function drawStudy(
	random: Random,
	{ subjects, models, kneesAlike = false, errors, hard }: Population
): SimulatedStudy {
	const knees = 2 * subjects;
	const truth: number[] = [];
	const belongsTo: number[] = [];
	const isHard = new Uint8Array(knees);
	const seen = Array.from({ length: models }, () => new Float64Array(knees));
	for (let subject = 0; subject < subjects; subject++) {
		const pair = () => correlatedPair(random, kneesAlike ? 1 : 0.5);
		const severity = correlatedPair(random, kneesAlike ? 1 : SEVERITY_CORRELATION);
		const common = pair();
		if (hard) {
			const first = random.uniform();
			const second = hard.by === 'subjects' ? first : random.uniform();
			isHard[2 * subject] = first < hard.share ? 1 : 0;
			isHard[2 * subject + 1] = second < hard.share ? 1 : 0;
		}
		for (const value of severity) {
			truth.push(gradeOf(value));
			belongsTo.push(subject);
		}
		for (let model = 0; model < models; model++) {
			const own = pair();
			const scale = ERROR * (errors?.[model] ?? 1) * Math.SQRT1_2;
			for (let knee = 0; knee < 2; knee++) {
				const at = 2 * subject + knee;
				const harder = isHard[at] === 1 ? hard!.errors : 1;
				seen[model][at] = severity[knee] + scale * harder * (common[knee] + own[knee]);
			}
		}
	}
	const probabilities = seen.map(believed);
	return {
		truth,
		subjects: belongsTo,
		probabilities,
		predicted: probabilities.map((rows) => argmaxRows(rows, GRADE_COUNT)),
		hard: isHard
	};
}

function correlatedPair(random: Random, correlation: number): [number, number] {
	const shared = Math.sqrt(correlation) * normal(random);
	const own = Math.sqrt(1 - correlation);
	return [shared + own * normal(random), shared + own * normal(random)];
}

function gradeOf(severity: number): number {
	return GRADE_BOUNDS.filter((bound) => severity > bound).length;
}

/** Probabilities of the grades, each a normal distribution about its centre, all equally frequent. */
function believed(seen: Float64Array): Float64Array<ArrayBuffer> {
	const logits = new Float64Array(seen.length * GRADE_COUNT);
	for (let i = 0; i < seen.length; i++) {
		for (let grade = 0; grade < GRADE_COUNT; grade++) {
			const distance = (seen[i] - GRADE_CENTRES[grade]) / BELIEVED_SPREAD;
			logits[i * GRADE_COUNT + grade] = -(distance ** 2) / 2;
		}
	}
	return softmaxRows(logits, GRADE_COUNT);
}

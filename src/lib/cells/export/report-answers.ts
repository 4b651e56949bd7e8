import { comparedName } from '#lib/words/compared-names.ts';
import { asError } from '#lib/core/async/as-error.ts';
import { priorText } from '#lib/words/prior-words.ts';
import { figureSharesText, probabilitySharesText } from '#lib/words/share-words.ts';
import {
	calibrationInput,
	certaintyOf,
	type SystemCalibration,
	type SystemCertainty
} from '#lib/study/readings/certainty-readings.ts';
import { ensembleId } from '#lib/study/systems/compared-systems.ts';
import { FIGURES_PARTS, figuresInParts } from '#lib/study/answers/figures-in-parts.ts';
import {
	figuresQuestion,
	gradeFiguresQuestion,
	type Figures,
	type GradeFigures
} from '#lib/study/answers/figure-questions.ts';
import { labelErrorOf, type LabelError } from '#lib/study/answers/label-error.ts';
import { withAllExchanges } from '#lib/study/answers/more-exchanges.svelte.ts';
import {
	referencesQuestion,
	type KnownReferences
} from '#lib/study/answers/reference-grades.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** What the worker said; why it could not; null where there was nothing to ask, because no knee has been read. */
export type Answer<Value> = Value | Error | null;

export interface HeadlineAnswer {
	/** `names[i]` is system `i` of the figures. */
	names: readonly string[];
	figures: Figures;
	/** Which shares of the grades Brier score, log loss and calibration error are for, in sentences. */
	shares: string;
}

export interface GradesAnswer {
	name: string;
	figures: GradeFigures;
}

export interface CalibrationAnswer {
	/** Knees that all systems here have read. */
	knees: number;
	systems: readonly CalibratedSystem[];
	/** Which shares of the grades probabilities are for, and how that of the scores is known, in sentences. */
	shares: string;
	/** Why no temperature is known; null where one is. */
	unscaled: string | null;
}

export interface CalibratedSystem extends SystemCalibration {
	name: string;
	fits: SystemCertainty['fits'];
	/** Validation knees that the temperatures were fitted on. */
	fittedOn: number;
}

/** What is worked out for the report alone, each by the same computation as on the page. */
export interface ReportAnswers {
	headline: Answer<HeadlineAnswer>;
	/** Of the networks and the chosen ensemble. */
	grades: Answer<readonly GradesAnswer[]>;
	calibration: Answer<CalibrationAnswer>;
	/** Of phantoms alone. */
	labelError: Answer<LabelError>;
	/** Accuracy of a second reader and of the drawn signs; of phantoms alone. */
	references: Answer<KnownReferences>;
}

/**
 * Asks the worker for all figures of the readings as they are when this is called, whatever happens meanwhile.
 *
 * @param onProgress how many of so many sets of figures are known
 */
export async function reportAnswers(
	study: Study,
	onProgress: (done: number, of: number) => void
): Promise<ReportAnswers> {
	let done = 0;
	const headline = headlineWork(study, (parts) => onProgress(done + parts, all));
	const grades = gradesWork(study);
	const calibration = calibrationWork(study);
	const references = referencesQuestion(study, 'accuracy');
	const all = (headline ? FIGURES_PARTS.length : 0) + (calibration ? 1 : 0) + grades.length;
	onProgress(done, all);
	const answerOf = async <Value>(work: (() => Promise<Value>) | null, parts = 1) => {
		if (!work) return null;
		try {
			return await work();
		} catch (thrown) {
			return asError(thrown);
		} finally {
			onProgress((done += parts), all);
		}
	};
	const known = await answerOf(headline, FIGURES_PARTS.length);
	const ofGrades: Answer<GradesAnswer>[] = [];
	for (const work of grades) ofGrades.push(await answerOf(work));
	return {
		headline: known,
		grades: allOf(ofGrades),
		calibration: await answerOf(calibration),
		labelError: await labelErrorOf(study).catch(asError),
		references: references && (await references().catch(asError))
	};
}

function headlineWork(
	study: Study,
	onPart: (known: number) => void
): (() => Promise<HeadlineAnswer>) | null {
	const question = figuresQuestion(study);
	if (!question) return null;
	const names = question.ids.map((id) => comparedName(study, id));
	const { figure } = study.view;
	const shares = `${figureSharesText(study)} ${priorText(study)}`;
	return async () => {
		const { compute } = study;
		const answer = await figuresInParts(compute, question.input, onPart);
		const shown = await withAllExchanges(compute, question, answer.figures[figure], figure);
		return {
			names,
			shares,
			figures: { ...answer, figures: { ...answer.figures, [figure]: shown! } }
		};
	};
}

function gradesWork(study: Study): (() => Promise<GradesAnswer>)[] {
	const { models, scheme } = study.systems;
	return [...models.map(({ id }) => id), ensembleId(scheme)].flatMap((id) => {
		const question = gradeFiguresQuestion(study, id);
		if (!question) return [];
		const name = comparedName(study, id);
		return [async () => ({ name, figures: await study.compute.gradeFiguresOf(question.input) })];
	});
}

function calibrationWork(study: Study): (() => Promise<CalibrationAnswer>) | null {
	const certainty = certaintyOf(study);
	const { rows, systems, unscaled } = certainty;
	if (rows.length === 0) return null;
	const known = systems.map(({ system, fits, fittedOn }) => ({
		name: comparedName(study, system.id),
		fits,
		fittedOn
	}));
	const shares = `${probabilitySharesText(study)} ${priorText(study)}`;
	const input = calibrationInput(certainty);
	return async () => {
		const calibration = await study.compute.calibrationOf(input);
		return {
			knees: rows.length,
			systems: known.map((system, place) => ({ ...system, ...calibration[place] })),
			shares,
			unscaled
		};
	};
}

/** All of them, or the first failure. */
function allOf<Value>(answers: readonly Answer<Value>[]): Answer<readonly Value[]> {
	const failure = answers.find((answer) => answer instanceof Error);
	if (failure instanceof Error) return failure;
	return answers.length === 0 ? null : (answers as readonly Value[]);
}

import { confusionMatrix } from '../../src/lib/core/metrics/confusion.ts';
import {
	oneSidedAnswers,
	type OneSidedAnswers
} from '../../src/lib/core/metrics/one-sided-answers.ts';
import { classWord } from '../../src/lib/core/labels/class-label.ts';
import type { LabelScale } from '../../src/lib/core/labels/label-scale.ts';
import { argmaxRows } from '../../src/lib/core/scores/predictions.ts';
import type { Preprocessing } from '../../src/lib/core/image/preprocessing.ts';
import type { Readings } from '../../src/lib/core/records/study.ts';
import { nouns } from '../../src/lib/core/text/nouns.ts';
import type { KneeRecord } from '../../src/lib/core/records/test-set.ts';
import type { EngineReader } from '../../src/lib/runtime/reader/reader.ts';
import type { RunRequest } from '../../src/lib/runtime/reader/reader.types.ts';
import { likelierPreprocessing } from './likelier-preprocessing.ts';
import type { OpenModel } from './open-models.ts';

/** A network that gives almost all knees one grade, perhaps because images are prepared otherwise than in its training. */
export interface PreprocessingWarning extends OneSidedAnswers {
	model: string;
	preprocessing: Preprocessing;
	/** Null where no other one fits better. */
	likelier: Preprocessing | null;
}

export async function preprocessingWarnings(
	models: readonly OpenModel[],
	knees: readonly KneeRecord[],
	readings: ReadonlyMap<string, Readings>,
	shards: RunRequest['shards'],
	reader: EngineReader,
	scale: LabelScale
): Promise<PreprocessingWarning[]> {
	const classCount = scale.classes.length;
	const grades = knees.map(({ grade }) => grade);
	const warnings: PreprocessingWarning[] = [];
	for (const model of models) {
		const { name, preprocessing } = model;
		const answers = argmaxRows(readings.get(name)!.probabilities, classCount);
		const found = oneSidedAnswers(confusionMatrix(grades, answers, classCount));
		if (!found) continue;
		const likelier = await likelierPreprocessing(model, knees, shards, reader, scale);
		warnings.push({ ...found, model: name, preprocessing, likelier });
	}
	return warnings;
}

/** e.g. "Warning: mine predicts grade 0 for 97% of the knees; ..." */
export function warningText(
	{ model, preprocessing, likelier, grade, share, trueShare }: PreprocessingWarning,
	scale: LabelScale
): string {
	const percent = (part: number) => `${Math.round(100 * part)}%`;
	return [
		`Warning: ${model} predicts ${nouns.class} ${classWord(scale, grade)} for ${percent(share)} of the ${nouns.cases}; ${percent(trueShare)} of them have that ${nouns.class}.`,
		`Its training images may have been prepared differently from ${preprocessing}.`,
		likelier
			? `More likely is ${likelier}, with which its predictions fit these knees better: --preprocess ${likelier}.`
			: 'None of the other named preprocessings fits these knees better; --preprocess also takes a scale and an offset.'
	].join(' ');
}

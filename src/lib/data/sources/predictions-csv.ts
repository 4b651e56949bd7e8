import Papa from 'papaparse';
import { SUM_TOLERANCE } from '#lib/core/scores/distribution.ts';
import type { Side, SplitName } from '#lib/core/records/test-set.ts';
import { csvText, fromCsvText } from '#lib/data/files/csv-text.ts';

/** One line of predictions.csv: what one network says of one knee. */
export interface PredictionRow {
	image: string;
	subject: string;
	/** Empty in the file where it is not known. */
	side: Side | null;
	split: SplitName;
	grade: number;
	model: string;
	/** Of every class. */
	probabilities: number[];
}

/** What every predictions.csv of so many classes has; further columns are left alone when it is read. */
export function predictionColumns(classCount: number): readonly string[] {
	return ['image', 'subject', 'side', 'split', 'grade', 'model', ...probabilityColumns(classCount)];
}

function probabilityColumns(classCount: number): string[] {
	return Array.from({ length: classCount }, (_, label) => `p${label}`);
}

/** CSV as `csvText` writes it: names that a spreadsheet would take for formulas get an apostrophe in front. */
export function formatPredictionsCsv(rows: readonly PredictionRow[], classCount: number): string {
	const data = rows.map((row) => [
		row.image,
		row.subject,
		row.side,
		row.split,
		row.grade,
		row.model,
		...row.probabilities
	]);
	return `${csvText(predictionColumns(classCount), data)}\n`;
}

/**
 * Reads what `formatPredictionsCsv` writes, names as they were, or the same columns in any order from elsewhere.
 * @param file What to call the file in errors.
 * @throws Error naming file, record (the first after the header is 1) and reason: a missing column, a value out of range, probabilities that do
 * not sum to 1 within 1e-3, the same image and model twice.
 */
export function parsePredictionsCsv(
	text: string,
	file: string,
	classCount: number
): PredictionRow[] {
	const { data, errors, meta } = Papa.parse<Record<string, string>>(text, {
		header: true,
		skipEmptyLines: true
	});
	const columns = predictionColumns(classCount);
	const missing = columns.filter((column) => !meta.fields?.includes(column));
	if (missing.length > 0) {
		throw new Error(
			`${file}, line 1: the header lacks ${missing.join(', ')}. Expected ${columns.join(',')}`
		);
	}
	const seen = new Map<string, number>();
	const problems = new Map(errors.map((error) => [error.row, error.message]));
	return data.map((record, i) => {
		const place = i + 1;
		const fail = (reason: string) => new Error(`${file}, record ${place}: ${reason}`);
		const problem = problems.get(i);
		if (problem) throw fail(problem);
		const row = parseRow(record, classCount, fail);
		const key = `${row.model}\n${row.image}`;
		const first = seen.get(key);
		if (first) throw fail(`${row.model} already has ${row.image} in record ${first}.`);
		seen.set(key, place);
		return row;
	});
}

function parseRow(
	record: Record<string, string>,
	classCount: number,
	fail: (reason: string) => Error
): PredictionRow {
	const last = classCount - 1;
	const { side, split, grade } = record;
	const [image, subject, model] = [record.image, record.subject, record.model].map(fromCsvText);
	for (const column of ['image', 'subject', 'model']) {
		if (!record[column]) throw fail(`${column} is empty.`);
	}
	if (side !== 'L' && side !== 'R' && side !== '') {
		throw fail(`side is "${side}", expected L, R or nothing.`);
	}
	if (split !== 'train' && split !== 'val' && split !== 'test') {
		throw fail(`split is "${split}", expected train, val or test.`);
	}
	if (!/^(0|[1-9]\d?)$/.test(grade) || Number(grade) > last) {
		throw fail(`grade is "${grade}", expected 0 to ${last}.`);
	}
	const probabilities = probabilityColumns(classCount).map((column) => {
		const value = record[column].trim() === '' ? NaN : Number(record[column]);
		if (!(value >= 0 && value <= 1)) {
			throw fail(`${column} is "${record[column]}", expected a number from 0 to 1.`);
		}
		return value;
	});
	const sum = probabilities.reduce((total, value) => total + value, 0);
	if (Math.abs(sum - 1) > SUM_TOLERANCE) throw fail(`p0 to p${last} sum to ${sum}, expected 1.`);
	return {
		image,
		subject,
		side: side === '' ? null : side,
		split,
		grade: Number(grade),
		model,
		probabilities
	};
}

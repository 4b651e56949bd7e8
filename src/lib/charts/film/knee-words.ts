import { formatPercent } from '#lib/core/text/format.ts';
import { classLabel, classWord } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import type { ChartReader } from '#lib/charts/series/reader.types.ts';

/** What a reader says of a knee; null where it has not read it. */
export interface KneeReading {
	reader: ChartReader;
	grade: number | null;
	/** Of that grade, 0-1. */
	score?: number | null;
}

/** What the visitor wrote about a knee. */
export interface KneeMarks {
	note: string;
	tags: readonly string[];
}

/** A knee in a sentence: the name of its thumbnail. */
export function kneeName(
	scale: LabelScale,
	number: string,
	side: 'L' | 'R' | null,
	trueGrade: number | null,
	readings: readonly KneeReading[],
	marks: KneeMarks | null = null
): string {
	const which = side ? `${side === 'L' ? 'left' : 'right'} ${nouns.case}` : nouns.case;
	const truth =
		trueGrade === null
			? `true ${nouns.class} unknown`
			: `true ${nouns.class} ${classLabel(scale, trueGrade)}`;
	const said = readings.map(({ reader, grade, score }) => {
		if (grade === null) return `not read by ${reader.name}`;
		const sure = score == null ? '' : ` with a score of ${formatPercent(score)}`;
		const wrong = trueGrade !== null && grade !== trueGrade ? ', wrong' : '';
		return `${reader.name}: ${classWord(scale, grade)}${sure}${wrong}`;
	});
	const note = marks?.note ? ['with a note'] : [];
	const tags = marks?.tags.length ? [`tagged ${marks.tags.join(', ')}`] : [];
	return [`${number}, ${which}, ${truth}`, ...said, ...note, ...tags].join('; ');
}

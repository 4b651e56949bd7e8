import type { KneeReading } from '#lib/charts/film/knee-words.ts';
import { classLabel } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import type { Side } from '#lib/core/records/test-set.ts';
import { numberWord } from '#lib/words/count-words.ts';

/** The same person's other knee in a few sentences: true grade, and who reads it wrongly, by how much or as what. */
export function otherKneeWords(
	scale: LabelScale,
	side: Side | null,
	trueGrade: number,
	readings: readonly KneeReading[]
): string {
	const known = readings.filter(({ grade }) => grade !== null);
	const wrong = known.filter(({ grade }) => grade !== trueGrade);
	const which = `${side === null ? 'Other' : side === 'L' ? 'Left' : 'Right'} ${nouns.case} of the same person, true ${nouns.class} ${classLabel(scale, trueGrade)}.`;
	if (known.length === 0) return `${which} No network has read it yet.`;
	if (wrong.length === 0) {
		return `${which} ${known.length === 1 ? known[0].reader.name : 'Every network that has read it'} is right.`;
	}
	const said = wrong.map(({ reader, grade }) => {
		if (!scale.ordinal) return `${reader.name} reads it as ${classLabel(scale, grade!)}.`;
		const steps = grade! - trueGrade;
		const size = Math.abs(steps);
		return `${reader.name} reads it ${numberWord(size)} ${size === 1 ? nouns.class : nouns.classes} too ${steps > 0 ? 'high' : 'low'}.`;
	});
	return [which, ...said].join(' ');
}

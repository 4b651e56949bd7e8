import type { KneeReading } from '#lib/charts/film/knee-words.ts';
import { GRADES } from '#lib/core/labels/grades.ts';
import type { Side } from '#lib/core/records/test-set.ts';
import { numberWord } from '#lib/words/count-words.ts';

/** The same person's other knee in a few sentences: true grade, and who reads it wrongly by how much. */
export function otherKneeWords(
	side: Side | null,
	trueGrade: number,
	readings: readonly KneeReading[]
): string {
	const known = readings.filter(({ grade }) => grade !== null);
	const wrong = known.filter(({ grade }) => grade !== trueGrade);
	const which = `${side === null ? 'Other' : side === 'L' ? 'Left' : 'Right'} knee of the same person, true grade ${trueGrade} ${GRADES[trueGrade].name}.`;
	if (known.length === 0) return `${which} No network has read it yet.`;
	if (wrong.length === 0) {
		return `${which} ${known.length === 1 ? known[0].reader.name : 'Every network that has read it'} is right.`;
	}
	const said = wrong.map(({ reader, grade }) => {
		const steps = grade! - trueGrade;
		const size = Math.abs(steps);
		return `${reader.name} reads it ${numberWord(size)} ${size === 1 ? 'grade' : 'grades'} too ${steps > 0 ? 'high' : 'low'}.`;
	});
	return [which, ...said].join(' ');
}

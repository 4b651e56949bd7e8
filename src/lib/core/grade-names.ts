import { GRADE_COUNT } from './grades.ts';

/** Words that name a grade, alone or beside its number; from the public sets of knees and from textbooks. */
const WORDS: Readonly<Record<string, number>> = {
	healthy: 0,
	normal: 0,
	none: 0,
	doubtful: 1,
	questionable: 1,
	minimal: 2,
	mild: 2,
	moderate: 3,
	severe: 4
};

/**
 * The grade that a class or folder is named after: "2", "KL2", "KL-Grade 2", "2Minimal", "Minimal" or "mild".
 *
 * @returns null where the name fits no grade, or two
 */
export function gradeOfName(name: string): number | null {
	const numbers = (name.match(/\d+/g) ?? []).map(Number);
	const words = name.toLowerCase().match(/[a-z]+/g) ?? [];
	const named = words.flatMap((word) => (Object.hasOwn(WORDS, word) ? [WORDS[word]] : []));
	const grades = new Set([...numbers, ...named]);
	const [grade] = grades;
	return grades.size === 1 && grade < GRADE_COUNT ? grade : null;
}

/**
 * The grade of each class in a list that names every grade once, in whatever order.
 *
 * @returns null where a name fits no grade, or two names fit the same
 */
export function gradesOfNames(names: readonly string[]): number[] | null {
	const grades = names.map(gradeOfName);
	const found = grades.filter((grade) => grade !== null);
	const whole = names.length === GRADE_COUNT && new Set(found).size === GRADE_COUNT;
	return whole ? found : null;
}

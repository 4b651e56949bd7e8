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

/** Words beside a grade in the name of a folder that say nothing else. */
const FILLERS = new Set([
	'kl',
	'klg',
	'kellgren',
	'lawrence',
	'grade',
	'g',
	'class',
	'stage',
	'level',
	'oa',
	'koa'
]);

/**
 * As `gradeOfName`, for a folder among others: one whose name holds any other word, such as "old2", is none.
 *
 * @returns null where the folder is not named after a grade
 */
export function gradeOfFolder(name: string): number | null {
	const words: string[] = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\p{L}+/gu) ?? [];
	const known = words.every((word) => {
		const lower = word.toLowerCase();
		return Object.hasOwn(WORDS, lower) || FILLERS.has(lower);
	});
	const negative = /^\s*-\s*\d/.test(name);
	return known && !negative ? gradeOfName(words.concat(name.match(/\d+/g) ?? []).join(' ')) : null;
}

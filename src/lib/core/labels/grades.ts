/** Kellgren-Lawrence grades of knee osteoarthritis (Kellgren & Lawrence, Ann Rheum Dis 1957;16:494-502). */
export const GRADE_COUNT = 5;

export type Grade = 0 | 1 | 2 | 3 | 4;

export interface GradeInfo {
	grade: Grade;
	name: string;
	/** What the reader looks for, in a few words. */
	description: string;
}

export const GRADES: readonly GradeInfo[] = [
	{ grade: 0, name: 'Healthy', description: 'No narrowing, no spurs' },
	{ grade: 1, name: 'Doubtful', description: 'Narrowing doubtful, possible spurs' },
	{ grade: 2, name: 'Minimal', description: 'Definite spurs, space mostly preserved' },
	{ grade: 3, name: 'Moderate', description: 'Clear narrowing, several spurs' },
	{ grade: 4, name: 'Severe', description: 'Bone on bone, large spurs' }
];

/** Whether a number is one of the five grades. */
export function isGrade(value: number): value is Grade {
	return Number.isInteger(value) && value >= 0 && value < GRADE_COUNT;
}

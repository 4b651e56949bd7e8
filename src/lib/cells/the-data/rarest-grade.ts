/** The grade with the fewest knees, of those that have any; null where none has. */
export function rarestGrade(counts: readonly number[]): { grade: number; count: number } | null {
	const present = counts.map((count, grade) => ({ grade, count })).filter(({ count }) => count > 0);
	if (present.length === 0) return null;
	return present.reduce((a, b) => (b.count < a.count ? b : a));
}
